"""The check before a session: when it is shown, and what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from backcoach.desktop.preflight import AWAKE, SOUND, Finding
from backcoach.store import Settings
from backcoach.tui.screens.dialogs.ready import ReadyDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.session.session import SessionScreen
from tests.support.coach import NONE_OF_THESE, Opened, opened

QUESTIONS = ("enter", "2", "enter", *NONE_OF_THESE)
FINE = (Finding(SOUND, True, "a tone by pacat"), Finding(AWAKE, True, "by systemd"))


@dataclass
class Machine:
    """A machine on which sound is made by `by`; what is found there comes when a test says."""

    by: str = "pacat"
    reports: list[Callable[[Finding], None]] = field(default_factory=list)

    def look(
        self, settings: Settings, ring: Callable[[], None], report: Callable[[Finding], None]
    ) -> None:
        self.reports.append(report)

    async def output(self) -> str:
        return self.by


async def leave(coach: Opened) -> None:
    await coach.press("escape", "down", "enter")
    assert isinstance(coach.screen, TodayScreen)


async def test_it_comes_before_the_first_session_and_after_a_change_of_output(
    tmp_path: Path,
) -> None:
    machine = Machine()
    async with opened(tmp_path, preflight=machine) as coach:
        await coach.press(*QUESTIONS)
        assert isinstance(coach.screen, ReadyDialog)
        assert "Ready for the mat?" in coach.text
        assert f"… {SOUND}" in coach.text
        assert "can be read from" in coach.text
        text = coach.text
        assert "session: Have ready: " in text
        assert ".." not in text
        (report,) = machine.reports
        for finding in FINE:
            report(finding)
        await coach.settle()
        assert "✓ ok  sound: a tone by pacat." in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)
        await leave(coach)
        await coach.press(*QUESTIONS)
        assert isinstance(coach.screen, SessionScreen)
        await leave(coach)
        machine.by = "pacat to headphones"
        await coach.press(*QUESTIONS)
        assert isinstance(coach.screen, ReadyDialog)
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)


async def test_it_waits_for_nothing_and_tells_what_did_not_answer(tmp_path: Path) -> None:
    machine = Machine()
    async with opened(tmp_path, preflight=machine) as coach:
        await coach.press("enter", "c")
        dialog = coach.screen
        assert isinstance(dialog, ReadyDialog)
        machine.reports[0](FINE[0])
        dialog._give_up()
        await coach.settle()
        assert "· no  screen stays on: no answer within a second" in coach.text
        await coach.press("t")
        assert len(machine.reports) == 2
        await coach.press("enter")
        assert isinstance(coach.screen, CheckInScreen)
        machine.reports[0](FINE[1])  # late, when the check is closed already
        await coach.settle()
