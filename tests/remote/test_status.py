"""The state of a session for other programs, and its words, from get-ready to the end."""

from dataclasses import replace

import msgspec

from backcoach.coach.session.player import Player
from backcoach.coach.session.snapshot import snapshot
from backcoach.remote.status import SessionStatus, bar_words, status_of, status_words
from tests.support.clock import play
from tests.support.content import item
from tests.support.following import begin

BIRD_DOG = item("bird_dog")  # left and right, two sets of five repetitions each


def now(player: Player, *, asking: bool = False) -> SessionStatus:
    return status_of(snapshot(player), asking=asking, floor=False, speed=1.0)


def test_the_words_follow_the_session() -> None:
    player, clock = begin(BIRD_DOG)
    ready = "Get ready · Bird-dog, left leg back · set 1 of 2 · 12 s · 3 min left"
    assert status_words(now(player)) == ready
    play(player, clock, 20)
    rep = "Work · Bird-dog, left leg back · set 1 of 2 · rep 2 of 5 · 27 s · 3 min left"
    assert status_words(now(player)) == rep
    assert bar_words(now(player)) == "▶ Bird-dog, left leg back · set 1 of 2 · 27 s · 3 min left"
    player.pause_or_resume()
    assert status_words(now(player)).startswith("Paused · Bird-dog")
    assert bar_words(now(player)).startswith("‖ Bird-dog")
    player.pause_or_resume()
    assert status_words(now(player)).startswith("Going on in 3 · Bird-dog")
    assert status_words(now(player, asking=True)).startswith("A question is open on the screen")
    assert bar_words(now(player, asking=True)).startswith("‖")
    player.leave()
    assert status_words(now(player)).startswith("Over")


def test_it_reads_back_as_it_was_written() -> None:
    status = now(begin(BIRD_DOG)[0])
    assert msgspec.json.decode(msgspec.json.encode(status), type=SessionStatus) == status


def test_a_status_bar_gets_no_format_of_its_own_and_nothing_without_a_session() -> None:
    named = replace(now(begin(BIRD_DOG)[0]), limb="", sets=1, name="plan #1")
    assert bar_words(named).startswith("▶ plan ##1 ·")
    assert bar_words(None) == ""
