"""What is a request, and what is said about a line that is none."""

import pytest

from backcoach.coach.model.records import Where
from backcoach.remote.requests import SAID_MAX, ControlRequest, RequestError, Verb, parse


@pytest.mark.parametrize("verb", [each for each in Verb if each not in (Verb.HURTS, Verb.SAY)])
def test_most_requests_are_one_word(verb: Verb) -> None:
    assert parse(f" {verb} \n") == ControlRequest(verb)


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("hurts 4", ControlRequest(Verb.HURTS, pain=4)),
        ("hurts 10 back", ControlRequest(Verb.HURTS, pain=10, where=Where.BACK)),
        ("hurts  0  knee ", ControlRequest(Verb.HURTS, pain=0, where=Where.KNEE)),
        ("say soon  done", ControlRequest(Verb.SAY, text="soon done")),
        ("say next", ControlRequest(Verb.SAY, text="next")),
        ("say \x1b[2Jgone", ControlRequest(Verb.SAY, text="?[2Jgone")),
    ],
)
def test_hurts_takes_a_number_and_a_place_and_say_takes_words(
    line: str, request_: ControlRequest
) -> None:
    assert parse(line) == request_


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", 'there is no ""'),
        ("jump", 'there is no "jump"; it takes one of: status, pause, go,'),
        ("leave", 'there is no "leave"'),
        ("pause now", 'pause takes nothing else, and not "now"'),
        ("hurts", "how much, from 0 to 10?"),
        ("hurts knee", "how much, from 0 to 10?"),
        ("hurts 11 back", "how much, from 0 to 10?"),
        ("hurts 4 toe", 'there is no place "toe"; it takes one of: back, leg,'),
        ("say", "say: what?"),
        ("say \u202e", "say: what?"),
        ("\x1b]0;title\x07", "there is no"),
    ],
)
def test_any_other_line_is_refused_in_one_line_that_can_be_printed(line: str, words: str) -> None:
    with pytest.raises(RequestError) as refused:
        parse(line)
    assert words in str(refused.value)
    assert str(refused.value).isprintable()


def test_what_is_shown_has_an_end() -> None:
    assert len(parse("say " + "ha" * 500).text) == SAID_MAX
