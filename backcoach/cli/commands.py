"""One function per command, all through `Practice`; care of the data is in `care.py`.

Only the coach, `backup`, `checkin`, `flare`, `import`, `measure`, `profile --set` and `restore`
ever write.
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
from backcoach.coach.day import Choice
from backcoach.coach.mornings import Asked, after, last_to_answer
from backcoach.coach.phrases import offer_words
from backcoach.coach.programme import Length
from backcoach.coach.session import Energy
from backcoach.legible import escaped, one_line
from backcoach.paths import Places, content_dir, places
from backcoach.practice import Practice
from backcoach.store import StoreError
from backcoach.store.errors import DamagedError

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType

    from backcoach.cli.documents import Document
    from backcoach.coach.day import Day
    from backcoach.coach.measures import Activity
    from backcoach.coach.session import CheckIn

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
    from backcoach.tui.event_loop import load_without_ssl

    load_without_ssl()
    practice = _practice(arguments)
    for folder in (practice.places.data, practice.places.config):
        _check_writable(folder)
    # Read everything now: once the screen is taken over, an error is no longer one line.
    _ = practice.catalogue, practice.settings
    start, length = arguments.command == "start", _length(arguments)
    try:
        _ = practice.recent
    except DamagedError:
        from backcoach.care import newest_offer

        offer = newest_offer(practice.places)
        if offer is None:
            raise
        from backcoach.tui.app import run_coach

        return run_coach(practice, start=start, length=length, offer=offer)
    from backcoach.tui.app import run_coach

    return run_coach(practice, start=start, length=length)


def show_plan(arguments: Arguments) -> int:
    """`backcoach plan`: today's session."""
    practice = _practice(arguments)
    check_in = _what_if(practice, arguments)
    standing = practice.standing() if check_in is None else practice.standing_with(check_in)
    day = practice.day(check_in, standing)
    if day.choice is Choice.NONE:
        return _show_no_workout(practice, standing.stage, day, as_json=arguments.as_json)
    plan = practice.plan(_length(arguments), standing, day)
    others = list(practice.choices(day, _length(arguments), standing).items())[1:]
    if arguments.as_json:
        from backcoach.cli.documents import plan_document

        return _print_json(plan_document(plan, day, [choice for choice, _ in others]))
    from backcoach.cli.tables import plan_table

    offers = [offer_words(choice, other, day) for choice, other in others]
    return _print(plan_table(plan, practice.catalogue.programme, day.suggestion, offers))


def _what_if(practice: Practice, arguments: Arguments) -> CheckIn | None:
    """The check-in the options make up; None without a pain. It is stored nowhere."""
    if arguments.pain is None:
        return None
    energy = None if arguments.slept is None else Energy(arguments.slept)
    return practice.answered(arguments.pain, {}, minutes_up=arguments.minutes_up, energy=energy)


def _show_no_workout(practice: Practice, stage: int, day: Day, *, as_json: bool) -> int:
    if as_json:
        from backcoach.cli.documents import no_plan_document

        programme = practice.catalogue.programme
        return _print_json(no_plan_document(stage, programme.version, day))
    from rich.text import Text

    advice = practice.catalogue.safety.no_workout
    return _print(Text(f"{advice.title}\n\n{advice.text}"))


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
    from rich.console import Group

    from backcoach.report.poses import key_poses

    exercise, levels = exercises[wanted], practice.standing().levels
    page = exercise_page(exercise, exercises, catalogue.programme, levels, practice.suit)
    return _print(Group(page, key_poses(exercise)))


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
    """`backcoach checkin`: how the back was on getting up, after a session or in a flare-up."""
    practice = _practice(arguments)
    assert arguments.pain is not None
    asked = _morning_to_answer(practice, arguments.for_day)
    was_in_flare = practice.standing().flare is not None
    _check_writable(practice.places.data)
    morning = practice.keep_morning(asked.session, arguments.pain, arguments.usual, asked.day)
    practice.remember()
    if arguments.as_json:
        from backcoach.cli.documents import morning_document

        return _print_json(morning_document(morning))
    from backcoach.coach.phrases import flare_words, morning_words
    from backcoach.coach.wording import day_words

    about = f"the morning of {day_words(morning.day)}"
    if asked.session is not None:
        about += f", after your session of {day_words(asked.session.local_date)}"
    print(f"Kept for {about}: {morning_words(morning)}.")
    flare = practice.standing().flare
    if flare is not None:
        print(flare_words(flare))
    elif was_in_flare:
        print("Flare-up mode is over. Your first sessions back are a little lower.")
    return 0


def back_up(arguments: Arguments) -> int:
    """`backcoach backup [FILE]`: everything in one compressed file."""
    from backcoach import care

    practice = _practice(arguments)
    to = Path(arguments.file).expanduser() if arguments.file else None
    path, log = care.back_up(practice.places, to, practice.today())
    print(f"Written: {path}")
    print(f"It holds {care.held(log)}.")
    return 0


def restore(arguments: Arguments) -> int:
    """`backcoach restore [FILE]`: the backups there are, or the way back from one of them."""
    from backcoach import care

    where = _practice(arguments).places
    if not arguments.file:
        from backcoach.cli.upkeep import backups_table

        return _print(backups_table(where))
    offer = care.offer(where, Path(arguments.file).expanduser(), add=arguments.add)
    print(f"{offer.path} holds {care.held(offer.log)}.")
    if offer.damage is not None:
        print(f"The present log can't be read: {one_line(str(offer.damage))}")
    if not offer.changes and offer.present is not None:
        print("Nothing would change: all of that is there already.")
        return 0
    for line in care.change_words(offer.changes):
        print(f"  {line}")
    if not arguments.yes:
        print("Nothing was changed. To do it, add: --yes")
        return 0
    _check_writable(where.data)
    kept = care.accept(where, offer, add=arguments.add)
    print("Done." if kept is None else f"Done. The state before is kept: {kept}")
    return 0


def doctor(arguments: Arguments) -> int:
    """`backcoach doctor`: what is well and what is not, and what to do about it."""
    from backcoach.cli.upkeep import check_up, check_up_document, check_up_table

    checks = check_up(_places(arguments))
    if arguments.as_json:
        _print_json(check_up_document(checks))
    else:
        _print(check_up_table(checks))
    return 0 if all(check.well for check in checks) else 1


def export_log(arguments: Arguments) -> int:
    """`backcoach export FILE`: the whole log in one file to take elsewhere."""
    from backcoach.cli.transfer import STANDARD, check_target, export_document, export_words

    practice = _practice(arguments)
    if arguments.file == STANDARD:
        if arguments.as_json:
            raise UserError("--json tells of a file; with - the document itself is printed")
        return _print_document(practice.export_text().decode())
    target = check_target(arguments.file, practice.places, force=arguments.force)
    written = practice.export_to(target)
    if arguments.as_json:
        return _print_json(export_document(target, written, practice.log))
    print(export_words(target, practice.log))
    return 0


def import_log(arguments: Arguments) -> int:
    """`backcoach import FILE`: add what such a file holds to the log, all of it or nothing."""
    from backcoach.cli.transfer import (
        REPLACE,
        check_differing,
        import_document,
        import_table,
        read_source,
    )

    practice, differing = _practice(arguments), arguments.differing
    name, text = read_source(arguments.file)
    found = practice.read_export(text, name)
    if not arguments.dry_run:
        check_differing(found, differing, name)
        practice.keep_export(found, replace=differing == REPLACE)
    if arguments.as_json:
        return _print_json(import_document(name, found, differing, dry_run=arguments.dry_run))
    return _print(import_table(found, differing, dry_run=arguments.dry_run))


def _morning_to_answer(practice: Practice, day: date | None) -> Asked:
    """The morning after the session of `day`, or the one to ask about now; else UserError."""
    today = practice.today()
    if day is None:
        asked = practice.morning_to_answer()
        if asked is None:
            raise UserError("no session before today to answer for; see: backcoach history")
        return asked
    session = last_to_answer(practice.log, today, day)
    if session is not None:
        return after(session)
    if day >= today:
        raise UserError(f"the morning after {day} is still to come; answer for it then")
    raise UserError(f"there was no session on {day}; see: backcoach history")


def show_profile(arguments: Arguments) -> int:
    """`backcoach profile [--set …]`: what the user said of themselves, and changes to it."""
    practice = _practice(arguments)
    if arguments.changes:
        from backcoach.cli.profile import with_changes

        programme = practice.catalogue.programme
        wanted = with_changes(practice.profile_to_change(), arguments.changes, programme)
        _check_writable(practice.places.data)
        practice.keep_profile(wanted)
    profile = practice.profile
    if arguments.as_json:
        from backcoach.cli.documents import profile_document

        return _print_json(profile_document(profile, practice.profile_to_change()))
    from backcoach.report.profile import profile_page

    said_on = None if profile is None else practice.local_day(profile.at)
    programme = practice.catalogue.programme
    return _print(profile_page(practice.profile_to_change(), said_on, programme))


def report_flare(arguments: Arguments) -> int:
    """`backcoach flare`: it feels like a flare. The warning signs come first."""
    from backcoach.coach.questions import Lock

    practice = _practice(arguments)
    safety = practice.catalogue.safety
    if practice.lock() is not Lock.NONE:
        raise UserError("your safety answers come first; to see what to do, open: backcoach")
    if not arguments.none_of_these:
        if arguments.as_json:
            raise UserError("read the warning signs first, with: backcoach flare")
        from backcoach.cli.tables import warning_signs

        return _print(warning_signs(safety))
    _check_writable(practice.places.data)
    practice.report_flare()
    standing = practice.standing()
    if arguments.as_json:
        from backcoach.cli.documents import flare_document

        return _print_json({"flare": flare_document(standing.flare)})
    from backcoach.cli.tables import flare_page

    assert standing.flare is not None
    return _print(flare_page(standing.flare, safety.flare))


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


def show_simulation(arguments: Arguments) -> int:
    """`backcoach simulate`: virtual people under the real rules. 1 when a promise was broken."""
    from backcoach.simulation.run import simulate
    from backcoach.simulation.summary import summary_of

    # A mistake in the content is told here, in one line, before many processes meet it.
    practice = _practice(arguments)
    _ = practice.catalogue
    stories = simulate(practice.content, arguments.people, arguments.weeks, arguments.seed)
    summary = summary_of(stories, arguments.weeks)
    if arguments.as_json:
        from backcoach.cli.simulation import simulation_document

        _print_json(simulation_document(summary, stories, arguments.seed))
    else:
        from backcoach.report.simulation import simulation_page

        _print(simulation_page(summary))
    return 1 if summary.broken else 0


_COMMANDS: dict[str, Callable[[Arguments], int]] = {
    "": open_coach,
    "start": open_coach,
    "plan": show_plan,
    "progress": show_progress,
    "history": show_history,
    "exercises": show_exercises,
    "checkin": check_in,
    "flare": report_flare,
    "why": show_why,
    "simulate": show_simulation,
    "export": export_log,
    "import": import_log,
    "profile": show_profile,
    "review": show_review,
    "measure": keep_measures,
    "backup": back_up,
    "restore": restore,
    "doctor": doctor,
}


def _check_exercise(wanted: str, exercises: Collection[str]) -> None:
    """UserError with the nearest name unless there is such an exercise."""
    if wanted not in exercises:
        near = did_you_mean(wanted, exercises)
        raise UserError(f"no exercise is called {quoted(wanted)}; {near}see: backcoach exercises")


def _places(arguments: Arguments) -> Places:
    try:
        return places(arguments.data_dir)
    except RuntimeError:
        # "~somebody" with no such somebody
        raise UserError("the home folder can't be found; name a folder with: --data-dir DIR")


def _practice(arguments: Arguments) -> Practice:
    where = _places(arguments)
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
    return _print_document(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))


def _print_document(text: str) -> int:
    """JSON alone on stdout; whatever a terminal would obey is written as JSON's own escape."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(escaped(text.removesuffix("\n")))
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
