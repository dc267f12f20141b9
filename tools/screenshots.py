"""Draws screens as pictures: those that the documents show, or all of them to look at.

`make screenshots` draws what the documents show into `screenshots/`; `make screenshots ARGS=--all`
every scene in four sizes, dark and light, into `build/screenshots/`. The clock stands still, so the
same screen gives the same picture. `tools.goldens` writes the same scenes as text, for the tests.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.outcome_measures import Activity
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.programme import Length
from backcoach.coach.model.records import Answer, PainReport, SessionRecord, Where
from backcoach.coach.model.screening_questions import ClearanceKind
from backcoach.coach.planning.plan import LoadToday
from backcoach.coach.session.commands import Skip
from backcoach.coach.session.segment_timer import SessionState
from backcoach.glyphs import FULL, Glyphs, Repertoire
from backcoach.journeys.after_session import look_back
from backcoach.journeys.follow import follow as follow_it
from backcoach.practice import Practice
from backcoach.tui.app.themes import DARK, LIGHT
from backcoach.tui.screens.session.floor import FloorScreen
from backcoach.tui.widgets.stage_panel import StagePanel
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import NONE_OF_THESE as NONE
from tests.support.coach import SIZES, Opened, into_session, opened, practice_in
from tests.support.content import item, plan_of
from tests.support.stillness import drawn_only_when_asked, timers_stopped
from tests.support.style_sheets import parsed_once
from tools.pictures import FOLDER, folder_for, shown_in_documents

Act = Callable[[Opened], Awaitable[None]]
DAYS_BETWEEN = (2, 2, 3)  # Monday, Wednesday, Friday
PAINS = (3, 3, 2, 3, 2, 2, 2, 1, 2)
WARNING_PAGES = ("emergency", "urgent")
WEEK_PAINS = (4, 4, 3, 3)
SOCKS, FILM = "Putting on socks", "Sitting through a film"


def practise(
    folder: Path, sessions: int, *, last_morning: bool = True, weeks: bool = False
) -> ManualClock:
    """Follow `sessions` whole sessions, a few days apart; the clock then stands on the next day.

    Every morning after is told of, the last one only with `last_morning`; with `weeks` also how
    each week was.
    """
    clock = ManualClock(EPOCH)
    practice = practice_in(folder, clock)
    if sessions != NEW:
        practice.person.consent()
        practice.safety.keep_screening(())
    for number in range(sessions):
        pain = PAINS[number % len(PAINS)]
        begun = clock.now()
        record = follow(practice, clock, pain=pain, skip=number % 4 == 3)
        # At the same hour every day: 48 hours lie between two main sessions.
        clock.sleep_through((begun + timedelta(days=1) - clock.now()).total_seconds())
        last = number == sessions - 1
        if last_morning or not last:
            practice.weeks.keep_morning(record, pain, back_to_usual=True)
            if weeks and number % len(DAYS_BETWEEN) == 0:
                tell_of_the_week(practice, number // len(DAYS_BETWEEN))
            clock.sleep_through(timedelta(days=DAYS_BETWEEN[number % 3] - 1).total_seconds())
    return clock


def tell_of_the_week(practice: Practice, week: int) -> None:
    """How much it hurt on average, and at the start how two activities go."""
    if week == 0:
        practice.person.name_activities((SOCKS, FILM))
    scores = [Activity(SOCKS, 3), Activity(FILM, 6)] if week == 0 else []
    practice.weeks.keep_measures(WEEK_PAINS[week % len(WEEK_PAINS)], scores)


def follow(practice: Practice, clock: ManualClock, pain: int, skip: bool) -> SessionRecord:
    """One session from check-in to ratings."""
    check_in = practice.sessions.check_in(practice.sessions.answered(pain, {}))
    session = practice.sessions.open(practice.standing.plan(), check_in)
    player, recorder = session.player, session.recorder
    session.start()
    if skip:
        while (
            player.position.step.exercise.id != "cobra"
            and player.position.state is SessionState.RUNNING
        ):
            clock.advance(1.5)
            recorder.tick()
        recorder.send(Skip())
    while player.position.state is not SessionState.ENDED:
        clock.advance(1.5)
        recorder.tick()
    record = session.end()
    assert record is not None
    note = "Hips felt looser afterwards." if pain == 2 else ""
    return practice.sessions.rate(record, min(pain + 1, 3), 5, note)


async def _stay(_coach: Opened) -> None:
    """The screen as it opens."""


def _press(*keys: str) -> Act:
    async def act(coach: Opened) -> None:
        await coach.press(*keys)

    return act


def _all_in_turn(*acts: Act) -> Act:
    async def act(coach: Opened) -> None:
        for each in acts:
            await each(coach)

    return act


def _session(*parts: float | str, pain: str = "2") -> Act:
    """A session in which these seconds pass and these keys are pressed."""

    async def act(coach: Opened) -> None:
        await into_session(coach, pain=pain)
        for part in parts:
            if isinstance(part, str):
                await coach.press(part)
            else:
                coach.play(part)
        await coach.settle()

    return act


def _weighted(*keys: str) -> Act:
    """A session of one exercise with a weight that may go up, and these keys."""

    async def act(coach: Opened) -> None:
        load = LoadToday(WeightUnit.KG, Weight(8, WeightUnit.KG), Weight(8.5, WeightUnit.KG))
        plan = plan_of(replace(item("squat", 5), load=load), item("bridge"))
        session = coach.practice.sessions.open(
            plan, coach.practice.sessions.check_in(coach.practice.sessions.answered(2, {}))
        )
        coach.app.run_worker(follow_it(coach.app, session))
        await coach.settle()
        await coach.press(*keys)

    return act


async def _cut_off(coach: Opened) -> None:
    """The way into a session after another one was cut off."""
    practice = coach.practice
    session = practice.sessions.open(
        practice.standing.plan(), practice.sessions.check_in(practice.sessions.answered(2, {}))
    )
    session.start()
    for _ in range(700):
        coach.clock.advance(0.5)
        session.recorder.tick()
    session.close()
    await coach.press("enter")


async def _over(coach: Opened) -> None:
    await into_session(coach)
    coach.play(2_500)
    await coach.settle()


async def _sore(coach: Opened) -> None:
    await _over(coach)
    await coach.press("2", "enter", "5", "enter", "2", "enter", "down", "down", "space")


async def _rated(coach: Opened) -> None:
    await _over(coach)
    await coach.press("2", "enter", "5", "enter", "1", "enter", "enter")
    await coach.type("Hips felt looser afterwards")
    await coach.press("enter")


def _locked(*yes: str) -> Act:
    """Today, once these were answered with yes."""

    async def act(coach: Opened) -> None:
        coach.clock.advance(60)
        coach.practice.safety.keep_screening(yes)
        await coach.press("h", "t")

    return act


def _described(then: Act) -> Act:
    """Somebody with a profile in which much is special."""

    async def act(coach: Opened) -> None:
        person, safety = coach.practice.person, coach.practice.safety
        safety.keep_screening((), [page.id for page in safety.pages_about_you()])
        profile = person.profile_to_change()
        things = coach.practice.book.catalogue.programme.equipment.things
        coach.practice.person.keep_profile(
            replace(
                profile,
                tags=("extension_intolerant", "osteoporosis", "balance"),
                equipment=tuple(name for name in things if name not in ("step", "band")),
                usual_pain=3,
                length=Length.STANDARD,
                activities=("putting on socks", "sitting through a film"),
            )
        )
        await then(coach)

    return act


def _asked_again(days: int, *yes: str, agreed: bool = False, **follow_ups: str) -> Act:
    """Start, some days after these were answered with yes; the warning signs were asked since."""

    async def act(coach: Opened) -> None:
        safety = coach.practice.safety
        safety.keep_screening(yes, follow_ups=follow_ups)
        if agreed:
            safety.clear(ClearanceKind.CLINICIAN_OK)
        coach.clock.sleep_through(timedelta(days=days).total_seconds())
        safety.keep_screening((), WARNING_PAGES)
        # The first one shows the new day.
        await coach.press("enter")
        coach.app.clear_notifications()
        await coach.press("enter")

    return act


async def _ticks_again(coach: Opened) -> None:
    """Start, 26 weeks after an agreement was ticked in About you."""
    person = coach.practice.person
    tags = ("osteoporosis", "hypertension")
    person.keep_profile(replace(person.profile_to_change(), tags=tags, clinician_ok=tags))
    await _asked_again(26 * 7)(coach)


async def _known_again(coach: Opened) -> None:
    """The warning signs once more, after a lock was opened."""
    coach.clock.advance(60)
    coach.practice.safety.keep_screening(("one_leg_weak",))
    coach.clock.advance(60)
    coach.practice.safety.clear(ClearanceKind.CHECKED)
    coach.clock.advance(60)
    await coach.press("enter", *NONE, *NONE)


async def _faint_lying(coach: Opened) -> None:
    """Somebody who is pregnant was faint, before a session."""
    coach.practice.safety.keep_screening(("pregnant",), follow_ups={"pregnant": "14"})
    coach.practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    await coach.press("enter", "2", "enter", "end", "up", "space", "end", "enter")
    await coach.press("down", "down", "enter")


async def _spare_a_knee(coach: Opened) -> None:
    """After a session in which a knee hurt, as in the one before."""
    practice = coach.practice
    latest = practice.book.log.all.sessions[-1]
    squat = PainReport(0, "squat", 1, Side.BOTH, 1, 5.0, 5, Answer.EASIER, where=Where.KNEE)
    for number in range(2):
        begun = coach.clock.now() - timedelta(hours=2 - number)
        record = replace(
            latest,
            id=f"knee-{number}",
            started_at=begun,
            ended_at=begun + timedelta(minutes=25),
            check_in=None,
            pain_reports=(squat,),
        )
        practice.sessions.save(record)
    coach.app.run_worker(look_back(coach.app, record))
    await coach.settle()
    await coach.press("2", "enter", "5", "enter", "1", "enter", "enter", "enter", "enter")


async def _next_day(coach: Opened) -> None:
    """About you is opened on a day on which its pages were not asked."""
    coach.clock.sleep_through(timedelta(days=1).total_seconds())
    await coach.press("y")


def _in_a_flare(days: int) -> Act:
    """Today, some days after it felt like a flare; the last morning was a calm one."""

    async def act(coach: Opened) -> None:
        coach.practice.weeks.report_flare()
        coach.clock.sleep_through(timedelta(days=days).total_seconds())
        coach.practice.weeks.keep_morning(None, 3, back_to_usual=True)
        await coach.press("h", "t")

    return act


def _rest_day(*keys: str) -> Act:
    """The evening after a session that is just over, and these keys."""

    async def act(coach: Opened) -> None:
        coach.practice.sessions.save(
            replace(coach.practice.book.log.all.sessions[-1], **_just_now(coach))
        )
        await coach.press("h", "t", *keys)

    return act


def _just_now(coach: Opened) -> dict[str, Any]:
    """Begun an hour ago: what was done is that of the last session."""
    begun = coach.clock.now() - timedelta(hours=1)
    return {
        "id": "today",
        "started_at": begun,
        "ended_at": begun + timedelta(minutes=25),
        "check_in": None,
    }


Scene = tuple[str, int, Act]

NEW = -1  # somebody who has not even read the disclaimer

ASKED = "morning"  # the scene whose last session has not been answered for

WEEKS = ("measures", "measures-activity", "review")  # four weeks in, told of week by week

FALL = ("down", "down", "down", "enter", "enter")
"""A minor one, and its text is read."""

# name, sessions already done, what to do
SCENES: tuple[Scene, ...] = (
    ("welcome", NEW, _stay),
    ("screening-a", NEW, _press("enter")),
    ("screening-b", NEW, _press("enter", *NONE)),
    ("screening-c", NEW, _press("enter", *NONE, *NONE, "down", "space")),
    ("today-emergency", 8, _locked("both_legs")),
    ("today-locked", 8, _locked("one_leg_weak")),
    ("today-clinician", 8, _locked("heart")),
    ("unlock", 8, _all_in_turn(_locked("both_legs", "saddle_numbness"), _press("u"))),
    ("agreed-again", 8, _asked_again(26 * 7, "heart", "thin_bones", agreed=True, thin_bones="no")),
    ("ticks-again", 8, _ticks_again),
    ("worsening-again", 8, _asked_again(14, "worsening")),
    ("worth-a-look", 8, _all_in_turn(_asked_again(14, "worsening"), _press("down", "enter"))),
    ("pregnant-again", 8, _asked_again(28, "pregnant", agreed=True, pregnant="20")),
    ("known-again", 8, _known_again),
    ("faint-lying", 8, _faint_lying),
    ("fall", 8, _press("enter", "2", "enter", *["down"] * 6, "space", "end", "enter", *FALL)),
    ("spare-a-knee", 8, _spare_a_knee),
    ("about-you-first", 8, _next_day),
    ("today-first", 0, _stay),
    ("today", 8, _stay),
    ("today-flare", 8, _in_a_flare(3)),
    ("flare", 8, _press("f", "4", "enter", *NONE)),
    ("morning", 8, _press("2", "enter")),
    ("measures", 12, _press("2")),
    ("measures-activity", 12, _press("2", "enter", "7")),
    ("review", 12, _press("2", "enter", "7", "enter", "7", "enter")),
    ("check-in", 8, _press("enter", "2", "u", "e", "e", "enter")),
    ("check-in-yes", 8, _press("enter", "2", "enter", *["down"] * 3, "space", "end", "enter")),
    ("day-careful", 8, _press("enter", "5", "e", "e", "e", "enter", *NONE)),
    ("day-easy", 8, _press("enter", "6", "enter", *NONE)),
    ("today-rest-day", 8, _rest_day()),
    ("day-rest", 8, _rest_day("enter", "2", "enter", *NONE)),
    ("no-workout", 8, _press("enter", "9", "enter", *NONE, "down", "enter")),
    ("session-ready", 4, _session(12 + 300, 12 + 32, 5)),
    ("session-work", 4, _session("n", "n", "n", "n", "s", "s", "n", 9)),
    ("session-hold", 4, _session("n", 150)),
    ("session-rest", 4, _session("n", "n", "n", "n", 12 + 30, "n", 5)),
    ("session-change-side", 4, _session("n", "n", "n", "n", "s", "s", "s", "n", "n", 2)),
    ("floor-ready", 4, _session("f", 12 + 300, 12 + 32, 5)),
    ("floor-weight-ready", 4, _weighted("f")),
    ("floor-work", 4, _session("n", "n", "n", "n", "s", "s", "n", "f", 9)),
    ("floor-rest", 4, _session("n", "n", "n", "n", 12 + 30, "n", "f", 5)),
    ("floor-paused", 4, _session("n", "f", 40, "space")),
    ("session-paused", 4, _session("n", 40, "space")),
    ("session-hurts", 4, _session("n", "n", "n", "n", "s", "n", 5, "o", "5")),
    ("session-hurt-red", 4, _session("n", "n", "n", "n", "s", "n", 5, "o", "8")),
    (
        "session-hurt-twice",
        4,
        _session("n", "n", "n", "n", "s", "n", 5, "o", "8", "s", "n", 5, "o", "8"),
    ),
    ("session-weight-ready", 4, _weighted()),
    ("session-weight", 4, _weighted("w")),
    ("session-stop-now", 4, _session("n", 40, "i", "down", "space")),
    ("leg-question", 4, _session("n", 40, "o", "down", "enter")),
    ("session-leave", 4, _session("n", 40, "escape")),
    ("cut-off", 4, _cut_off),
    ("rating", 4, _over),
    ("rating-sore", 4, _sore),
    ("summary", 4, _rated),
    ("history-empty", 0, _press("h")),
    ("history", 8, _press("h")),
    ("progress", 4, _press("p")),
    ("exercises", 4, _press("x", *["down"] * 14, "n")),
    ("learn", 4, _press("i", *["down"] * 3)),
    ("help", 4, _press("question_mark")),
    ("profile", 4, _described(_press("y"))),
    ("profile-tags", 4, _described(_press("y", "enter", "down", "down", "down"))),
    ("profile-plan", 4, _described(_press("x", "t"))),
)


SHOWN_FOLDER = "~/.local/share/backcoach"

THEMES = {"dark": DARK, "light": LIGHT, "mono": DARK, "console": DARK, "ascii": DARK}

REPERTOIRES = {"console": Repertoire(Glyphs.CP437), "ascii": Repertoire(Glyphs.ASCII)}
"""What the terminal can show in a shade, where that is not everything."""

MONOCHROME = {
    "session-work",
    "floor-ready",
    "floor-work",
    "floor-rest",
    "floor-paused",
    "exercises",
}
"""Scenes also drawn as with NO_COLOR: those with a figure."""


LIMITED = {"session-work"}
"""Scenes also drawn as on the Linux console and in a terminal that knows ASCII alone."""


def shades_of(scene: str) -> tuple[str, ...]:
    """The shades a scene is drawn in."""
    shades = ("dark", "light", "mono") if scene in MONOCHROME else ("dark", "light")
    return (*shades, *REPERTOIRES) if scene in LIMITED else shades


class Practised:
    """Folders of people who have practised so often: each is practised once, and then copied."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._known: dict[tuple[int, bool, bool], tuple[Path, ManualClock]] = {}

    def copy_to(
        self, folder: Path, sessions: int, *, last_morning: bool, weeks: bool
    ) -> ManualClock:
        """Make `folder` one of them; the clock then stands where that person's does."""
        key = (sessions, last_morning, weeks)
        if key not in self._known:
            original = self._home / str(len(self._known))
            original.mkdir()
            clock = practise(original, sessions, last_morning=last_morning, weeks=weeks)
            self._known[key] = (original, clock)
        original, clock = self._known[key]
        shutil.copytree(original, folder, dirs_exist_ok=True)
        return copy(clock)


def file_of(scene: str, size: tuple[int, int], shade: str) -> Path:
    """Where the picture of a scene is kept if a document shows it."""
    return FOLDER / f"{scene}-{size[0]}x{size[1]}-{shade}.svg"


@asynccontextmanager
async def staged(
    scene: Scene, size: tuple[int, int], shade: str, practised: Practised
) -> AsyncIterator[Opened]:
    """The coach as it stands at the end of a scene: the same at any time and on any Python."""
    name, sessions, act = scene
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory() as place,
        drawn_only_when_asked(),
        timers_stopped(),
    ):
        patch.delenv("NO_COLOR", raising=False)
        if shade == "mono":
            patch.setenv("NO_COLOR", "1")
        folder = Path(place)
        weeks = name in WEEKS
        clock = practised.copy_to(folder, sessions, last_morning=name != ASKED, weeks=weeks)
        practice = practice_in(folder, clock)
        practice.book.change_settings(replace(practice.book.settings, theme=THEMES[shade]))
        async with opened(
            folder,
            size=size,
            clock=clock,
            consented=False,
            weeks_asked=weeks,
            repertoire=REPERTOIRES.get(shade, FULL),
        ) as coach:
            await act(coach)
            # The last flash of a cue and its words belong to the moment before.
            for screen in coach.app.screen_stack:
                for panel in screen.query(StagePanel):
                    panel.remove_class("-flash")
            await at_rest(coach)
            if isinstance(coach.screen, FloorScreen):
                coach.screen.say("")
            yield coach
    # Each opening of the coach keeps what there is from ever being tidied up.
    gc.unfreeze()
    gc.collect()


async def at_rest(coach: Opened) -> None:
    """Let everything that moves on the screen come to its end."""
    await coach.settle()
    animator = coach.app.animator
    while animator._animations:
        for key in list(animator._animations):
            await animator._stop_running_animation(key, complete=True)
        await coach.settle()


def picture_of(coach: Opened) -> str:
    """What the terminal shows, as an SVG document."""
    svg = coach.app.export_screenshot()
    # The folder of this run differs each time; the picture must not.
    svg = svg.replace(folder_of(coach).replace("-", "&#45;"), SHOWN_FOLDER)
    return re.sub(r"[ \t]+$", "", svg, flags=re.M)


def folder_of(coach: Opened) -> str:
    """The data folder, which the help shows; it differs from run to run."""
    return str(coach.practice.book.places.data)


async def draw(size: tuple[int, int], only: str, practised: Practised, *, everything: bool) -> None:
    """All scenes in one size, or those that a document shows."""
    shown = shown_in_documents()
    for scene in SCENES:
        for shade in shades_of(scene[0]):
            file = file_of(scene[0], size, shade)
            if only in file.name and (everything or file in shown):
                async with staged(scene, size, shade, practised) as coach:
                    svg = picture_of(coach)
                place = folder_for(file, everything=everything) / file.name
                place.write_text(svg, encoding="utf-8")
                print(place)


def read(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="?", default="", help="a part of the names of the pictures")
    parser.add_argument(
        "--all", action="store_true", help="all scenes in all sizes, into build/screenshots"
    )
    return parser.parse_args(argv)


async def main(argv: Sequence[str] | None = None) -> None:
    """Draw what has the given words in its name."""
    given = read(argv)
    with parsed_once(), tempfile.TemporaryDirectory() as home:
        practised = Practised(Path(home))
        for size in SIZES:
            await draw(size, given.only, practised, everything=given.all)


if __name__ == "__main__":
    asyncio.run(main())
