"""A session controlled by another program: the same as by its keys, and on disk at the answer."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

import pytest

from backcoach.coach.model.records import Answer, Where
from backcoach.coach.session.segment_timer import SessionState
from backcoach.remote.requests import parse
from backcoach.remote.status import Reply
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.session import remote as module
from backcoach.tui.screens.session.floor import FloorScreen
from backcoach.tui.screens.session.hurt import HurtDialog, WhereDialog
from backcoach.tui.screens.session.remote import QUESTION_OPEN, Controllable, Remote
from tests.support.coach import Opened, following
from tests.tui.a_session import BIRD_DOG, BREATHING, COBRA, READY, said, the_session

Ask = Callable[[str], Awaitable[Reply]]


@pytest.fixture(autouse=True)
def however_busy_the_machine_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 86_400)


def remote(coach: Opened) -> Ask:
    """Makes a request of the session, and lets the screen come to rest."""
    control = Remote(coach.session)

    async def ask(line: str) -> Reply:
        reply = await control.answer(parse(line))
        await coach.settle()
        return reply

    return ask


async def test_each_request_does_what_its_key_does(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, BREATHING) as coach:
        ask = remote(coach)
        coach.play(READY + 3)
        steps = [
            ("pause", "paused", "PAUSED"),
            ("pause", "paused", "PAUSED"),
            ("go", "counting_in", "GO ON IN"),
            ("go", "counting_in", "GO ON IN"),
            ("back", "counting_in", "GO ON IN"),
            ("next", "running", "CHANGE · RIGHT LEG BACK"),
        ]
        for line, state, word in steps:
            reply = await ask(line)
            assert reply.ok
            assert reply.status is not None
            assert reply.status.state == state
            assert coach.line("word").startswith(word)
        before = int(coach.number)
        await ask("more")
        assert int(coach.number) == before + 10
        await ask("less")
        assert int(coach.number) == before
        reply = await ask("easier")
        assert reply.status is not None
        assert reply.status.exercise == coach.session.player.position.step.exercise.id
        assert reply.status.exercise != "bird_dog"


async def test_words_are_shown_as_they_are_and_the_floor_view_opens_and_closes(
    tmp_path: Path,
) -> None:
    async with following(tmp_path, COBRA) as coach:
        ask = remote(coach)
        await ask("say [b]breathe[/b]")
        assert said(coach) == "[b]breathe[/b]"
        await ask("say Rest.")
        await coach.settle()
        coach.play(4)
        assert coach.ear.said[-1] == "Rest.", "and heard, once the exercise has been named"
        reply = await ask("floor")
        assert reply.status is not None
        assert reply.status.floor
        assert isinstance(coach.screen, FloorScreen)
        assert (await ask("pause")).ok
        assert coach.session.player.position.state is SessionState.PAUSED
        await ask("floor")
        assert not coach.session.on_floor


async def test_a_pain_with_its_place_is_on_disk_when_the_answer_comes(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, COBRA) as coach:
        coach.play(READY + 3)
        reply = await Remote(coach.session).answer(parse("hurts 2 back"))
        (report,) = the_session(coach).pain_reports
        assert (report.pain, report.where, report.answer) == (2, Where.BACK, Answer.GO_ON)
        assert reply.words == "Back 2/10: going on."
        await coach.settle()
        assert not coach.session.is_asking
        reply = await remote(coach)("hurts 8 knee")
        assert reply.words == "Knee 8/10: this exercise is skipped."
        assert the_session(coach).pain_reports[-1].where is Where.KNEE


@pytest.mark.parametrize(
    ("line", "dialog"),
    [("hurts 4", WhereDialog), ("hurts 4 leg", ChoiceDialog), ("hurts 4 calf", ChoiceDialog)],
)
async def test_where_more_has_to_be_known_it_pauses_and_asks(
    tmp_path: Path, line: str, dialog: type
) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 3)
        ask, session = remote(coach), coach.session
        reply = await ask(line)
        assert reply.words == "Paused; the screen asks what else it has to know."
        assert isinstance(coach.screen, dialog)
        assert session.player.position.state is SessionState.PAUSED
        refused = await ask("go")
        assert (refused.ok, refused.words) == (False, QUESTION_OPEN)
        if dialog is WhereDialog:
            await coach.press("enter")
            assert isinstance(coach.screen, HurtDialog)
            assert "[4]" in coach.text
            await coach.press("escape")
            assert not session.is_asking


async def test_once_it_is_over_a_request_is_refused(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA) as coach:
        control = Remote(coach.session)
        await coach.press("n", "n")
        refused = await control.answer(parse("go"))
        assert (refused.ok, refused.words) == (False, "the session is over")


class Busy:
    """A session that is still at something else when the next request comes."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], Awaitable[None]]] = []

    def call_later(self, callback: Callable[[], Awaitable[None]]) -> bool:
        self.waiting.append(callback)
        return True


async def test_a_request_that_waits_too_long_is_not_carried_out_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0)
    busy = Busy()
    refused = await Remote(cast("Controllable", busy)).answer(parse("pause"))
    assert (refused.ok, refused.words) == (False, "the session is busy; nothing was done")
    (later,) = busy.waiting
    await later()  # anything that it did would fail
