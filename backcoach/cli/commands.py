"""One function per command, all through `Practice`.

Only the coach, `checkin` and `measure` ever write.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from backcoach.catalogue import CatalogueError
from backcoach.cli.arguments import Arguments
from backcoach.cli.errors import UserError, did_you_mean, quoted
from backcoach.clock import SystemClock
from backcoach.coach.mornings import last_to_answer
from backcoach.coach.programme import Length
from backcoach.paths import Places, content_dir, places
from backcoach.practice import Practice
from backcoach.store import StoreError

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType

    from backcoach.cli.documents import Document
    from backcoach.coach.measures import Activity
    from backcoach.coach.session import SessionRecord

NO_SESSIONS = "No sessions yet. Whenever you are ready, begin with: backcoach start"


def run(arguments: Arguments) -> int:
    """Run the command of `arguments` and return the exit code.

    Raises UserError for everything the user can put right.
    """
    try:
        return _COMMANDS[arguments.command](arguments)
    except (CatalogueError, StoreError) as error:
        raise UserError(str(error))


def open_coach(arguments: Arguments) -> int:
    """`backcoach` and `backcoach start`: the coach on the whole screen."""
    from backcoach.cli.terminal import check_terminal

    check_terminal()
    practice = _practice(arguments)
    for folder in (practice.places.data, practice.places.config):
        _check_writable(folder)
    # Read everything now: once the screen is taken over, an error is no longer one line.
    _ = practice.catalogue, practice.settings, practice.log
    from backcoach.tui.app import run_coach

    return run_coach(practice, start=arguments.command == "start", length=_length(arguments))


def show_plan(arguments: Arguments) -> int:
    """`backcoach plan`: today's session."""
    practice = _practice(arguments)
    plan = practice.plan(_length(arguments))
    if arguments.as_json:
        from backcoach.cli.documents import plan_document

        return _print_json(plan_document(plan))
    from backcoach.cli.tables import plan_table

    return _print(plan_table(plan, practice.catalogue.programme))


def show_progress(arguments: Arguments) -> int:
    """`backcoach progress`: the stage, the next gate, and why."""
    practice = _practice(arguments)
    standing = practice.standing()
    programme = practice.catalogue.programme
    if arguments.as_json:
        from backcoach.cli.documents import progress_document

        return _print_json(progress_document(standing, programme))
    from backcoach.cli.tables import progress_table

    return _print(progress_table(standing, programme))


def show_history(arguments: Arguments) -> int:
    """`backcoach history`: the sessions so far, oldest first."""
    practice = _practice(arguments)
    sessions = practice.sessions
    completion = practice.catalogue.programme.completion
    if arguments.as_json:
        from backcoach.cli.documents import history_document

        return _print_json(history_document(sessions, completion, practice.morning_answers))
    if not sessions:
        print(NO_SESSIONS)
        return 0
    from backcoach.cli.tables import history_table

    return _print(history_table(sessions, completion, practice.morning_answers))


def show_exercises(arguments: Arguments) -> int:
    """`backcoach exercises [ID]`: all exercises, or one of them to read."""
    practice = _practice(arguments)
    catalogue = practice.catalogue
    exercises = catalogue.exercises
    wanted = arguments.exercise
    if wanted is not None:
        _check_exercise(wanted, exercises)
    if arguments.as_json:
        from backcoach.cli.documents import exercise_document, exercises_document

        if wanted is None:
            return _print_json(exercises_document(exercises.values()))
        return _print_json(exercise_document(exercises[wanted]))
    from backcoach.cli.tables import exercises_table
    from backcoach.report.exercise import exercise_page

    if wanted is None:
        return _print(exercises_table(exercises.values()))
    levels = practice.standing().levels
    return _print(exercise_page(exercises[wanted], exercises, catalogue.programme, levels))


def show_why(arguments: Arguments) -> int:
    """`backcoach why ID`: what was decided about one exercise, and on what evidence."""
    practice = _practice(arguments)
    exercises = practice.catalogue.exercises
    wanted = arguments.exercise or ""
    _check_exercise(wanted, exercises)
    exercise, levels = exercises[wanted], practice.standing().levels
    if arguments.as_json:
        from backcoach.cli.documents import why_document

        return _print_json(why_document(exercise, levels))
    from backcoach.coach.ledger import story

    if not story(levels.decisions, wanted):
        print(f"{exercise.name} has no story yet; it begins with your sessions.")
        return 0
    from backcoach.report.levels import story_page

    return _print(story_page(exercise, levels))


def check_in(arguments: Arguments) -> int:
    """`backcoach checkin`: how the back was on getting up the morning after a session."""
    practice = _practice(arguments)
    assert arguments.pain is not None
    session = _session_to_answer(practice, arguments.for_day)
    _check_writable(practice.places.data)
    morning = practice.keep_morning(session, arguments.pain, arguments.usual)
    if arguments.as_json:
        from backcoach.cli.documents import morning_document

        return _print_json(morning_document(morning))
    from backcoach.coach.phrases import morning_words
    from backcoach.coach.wording import day_words

    print(
        f"Kept for the morning of {day_words(morning.day)}, after your session of"
        f" {day_words(session.local_date)}: {morning_words(morning)}."
    )
    return 0


def _session_to_answer(practice: Practice, day: date | None) -> SessionRecord:
    """The session of `day`, or the last one before today; UserError when there is none."""
    today = practice.today()
    session = last_to_answer(practice.log, today, day)
    if session is not None:
        return session
    if day is None:
        raise UserError("no session before today to answer for; see: backcoach history")
    if day >= today:
        raise UserError(f"the morning after {day} is still to come; answer for it then")
    raise UserError(f"there was no session on {day}; see: backcoach history")


def show_review(arguments: Arguments) -> int:
    """`backcoach review`: what has changed since the start, and week by week."""
    practice = _practice(arguments)
    review, content = practice.review(), practice.catalogue
    if arguments.as_json:
        from backcoach.cli.review_documents import review_document

        return _print_json(review_document(review, content.programme.review))
    if review is None:
        print(NO_SESSIONS)
        return 0
    from backcoach.report.review import review_page

    return _print(review_page(review, content.programme.review, content.exercises))


def keep_measures(arguments: Arguments) -> int:
    """`backcoach measure`: average pain of the last 7 days, and how the activities go."""
    practice = _practice(arguments)
    if arguments.pain is None and not arguments.activities:
        raise UserError("nothing to keep; say --pain N, --activity or both")
    names, rated = _rated(practice, arguments.activities)
    _check_writable(practice.places.data)
    if names != practice.activities:
        practice.name_activities(names)
    measures = practice.keep_measures(arguments.pain, rated)
    if arguments.as_json:
        from backcoach.cli.review_documents import measures_document

        return _print_json(measures_document(measures))
    said = [] if arguments.pain is None else [f"{arguments.pain}/10 on average over 7 days"]
    said += [f"{each.words} {each.score}/10" for each in rated]
    print(f"Kept for today: {', '.join(said)}.")
    return 0


def _rated(
    practice: Practice, told: Collection[tuple[str, int]]
) -> tuple[tuple[str, ...], tuple[Activity, ...]]:
    """The activities followed from now on, and those rated, in the words they are followed by.

    UserError for one activity rated twice, one that is nearly another, and one too many.
    """
    from backcoach.coach.measures import ACTIVITY_LENGTH, Activity, same_activity
    from backcoach.coach.profile import MOST_ACTIVITIES

    names, rated = list(practice.activities), []
    for words, score in told:
        known = next((each for each in names if same_activity(each, words)), None)
        if known is None and (near := did_you_mean(words, names)):
            raise UserError(f"no activity of yours is called {quoted(words)}; {near.rstrip()}")
        if known is None and len(words) > ACTIVITY_LENGTH:
            raise UserError(f"--activity: {quoted(words)} is longer than {ACTIVITY_LENGTH} letters")
        if known is None:
            names.append(words)
        rated.append(Activity(known or words, score))
    if len({each.words for each in rated}) < len(rated):
        raise UserError("--activity: rate each activity once")
    if len(names) > MOST_ACTIVITIES:
        followed = ", ".join(quoted(each) for each in practice.activities) or "none yet"
        raise UserError(f"up to {MOST_ACTIVITIES} activities can be followed; yours: {followed}")
    return tuple(names), tuple(rated)


_COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "": open_coach,
    "start": open_coach,
    "plan": show_plan,
    "progress": show_progress,
    "history": show_history,
    "exercises": show_exercises,
    "checkin": check_in,
    "why": show_why,
    "review": show_review,
    "measure": keep_measures,
}


def _check_exercise(wanted: str, exercises: Collection[str]) -> None:
    """UserError with the nearest name unless there is such an exercise."""
    if wanted not in exercises:
        near = did_you_mean(wanted, exercises)
        raise UserError(f"no exercise is called {quoted(wanted)}; {near}see: backcoach exercises")


def _practice(arguments: Arguments) -> Practice:
    try:
        where = places(arguments.data_dir)
    except RuntimeError:
        # "~somebody" with no such somebody
        raise UserError("the home folder can't be found; name a folder with: --data-dir DIR")
    _check_folders(where)
    return Practice(where, SystemClock(arguments.speed), content_dir())


def _length(arguments: Arguments) -> Length | None:
    return None if arguments.minutes is None else Length(arguments.minutes)


def _check_folders(where: Places) -> None:
    """A file where a folder should be is a slip of the pen, not an empty history."""
    for folder in (where.data, where.config):
        present = _nearest(folder)
        if not present.is_dir():
            raise UserError(
                f"{present} is a file, not a folder; name a folder with: --data-dir DIR"
            )


def _check_writable(folder: Path) -> None:
    """Better to say it now than after a session that could not be kept."""
    present = _nearest(folder)
    if not os.access(present, os.W_OK | os.X_OK):
        raise UserError(
            f"{present} can't be written to, so no session would be kept; "
            f"allow writing there or name another folder with: --data-dir DIR"
        )


def _nearest(folder: Path) -> Path:
    """`folder`, or the nearest one above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.exists())


def _print_json(document: Document) -> int:
    """A document alone on stdout, in UTF-8 whatever the locale says."""
    # A lone surrogate can't be encoded; backslashreplace writes it as JSON's own escape.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))
    return 0


def _print(content: RenderableType) -> int:
    """A table or page on stdout, as wide as the terminal, 80 columns in a pipe."""
    from rich.console import Console

    class PlainConsole(Console):
        """A console that leaves a broken pipe to `main`."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    PlainConsole(markup=False, highlight=False, emoji=False).print(content)
    return 0
