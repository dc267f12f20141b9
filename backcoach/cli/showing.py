"""The commands that only look: `plan`, `progress`, `history`, `exercises`, `why`, `review` and
`simulate`.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from typing import TYPE_CHECKING

from backcoach.cli.arguments import Arguments
from backcoach.cli.context import length_of, practice_of
from backcoach.cli.errors import UserError, did_you_mean, quoted
from backcoach.cli.output import print_json, print_page, say
from backcoach.coach.model.records import Energy
from backcoach.coach.planning.day import Choice
from backcoach.coach.words.session_words import offer_words, unfinished_words
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.model.records import CheckIn, SessionRecord
    from backcoach.coach.model.rules import Completion
    from backcoach.coach.planning.day import Day
    from backcoach.practice import Practice
    from backcoach.store.log_store import Overview

NO_SESSIONS = "No sessions yet. Whenever you are ready, begin with: backcoach start"


def show_plan(arguments: Arguments) -> int:
    """`backcoach plan`: today's session."""
    practice = practice_of(arguments)
    check_in = _what_if(practice, arguments)
    standing = (
        practice.standing.now() if check_in is None else practice.standing.with_check_in(check_in)
    )
    day = practice.standing.day(check_in, standing)
    if day.choice is Choice.NONE:
        return _show_no_workout(practice, standing.stage, day, as_json=arguments.as_json)
    plan = practice.standing.plan(length_of(arguments), standing, day)
    others = list(practice.standing.choices(day, length_of(arguments), standing).items())[1:]
    if arguments.as_json:
        from backcoach.cli.documents import plan_document

        return print_json(plan_document(plan, day, [choice for choice, _ in others]))
    from backcoach.cli.tables import plan_table

    offers = [offer_words(choice, other, day) for choice, other in others]
    return print_page(plan_table(plan, practice.book.catalogue.programme, day.suggestion, offers))


def _what_if(practice: Practice, arguments: Arguments) -> CheckIn | None:
    """The check-in the options make up; None without a pain. It is stored nowhere."""
    if arguments.pain is None:
        return None
    energy = None if arguments.slept is None else Energy(arguments.slept)
    return practice.sessions.answered(
        arguments.pain, {}, minutes_up=arguments.minutes_up, energy=energy
    )


def _show_no_workout(practice: Practice, stage: int, day: Day, *, as_json: bool) -> int:
    if as_json:
        from backcoach.cli.documents import no_plan_document

        programme = practice.book.catalogue.programme
        return print_json(no_plan_document(stage, programme.version, day))
    from rich.text import Text

    advice = practice.book.catalogue.safety.no_workout
    return print_page(Text(f"{advice.title}\n\n{advice.text}"))


def show_progress(arguments: Arguments) -> int:
    """`backcoach progress`: the stage, the next gate, and why."""
    practice = practice_of(arguments)
    standing = practice.standing.now()
    programme = practice.book.catalogue.programme
    if arguments.as_json:
        from backcoach.cli.progress_documents import progress_document

        return print_json(progress_document(standing, programme))
    from backcoach.cli.tables import progress_table

    return print_page(progress_table(standing, programme))


def show_history(arguments: Arguments) -> int:
    """`backcoach history`: the sessions so far, oldest first."""
    practice = practice_of(arguments)
    completion = practice.book.catalogue.programme.completion
    if arguments.as_json:
        return _print_history(practice, completion)
    sessions = practice.book.log.all.sessions
    unfinished = _unfinished(practice)
    if not sessions:
        say(NO_SESSIONS if unfinished is None else unfinished_words(unfinished))
        return 0
    from backcoach.cli.tables import history_table

    page = history_table(sessions, completion, practice.weeks.morning_answers, unfinished)
    return print_page(page)


def _print_history(practice: Practice, completion: Completion) -> int:
    """The whole history as JSON, one session after the other: together they take much memory."""
    from backcoach.cli.output import print_parts
    from backcoach.cli.session_documents import history_parts
    from backcoach.coach.evidence.mornings import latest_answers

    # All of the log is looked at first, so that nothing is printed of one that is damaged.
    overview = practice.book.log.overview()
    answers, unfinished = latest_answers(overview.mornings), _unfinished(practice, overview)
    return print_parts(
        history_parts(practice.book.log.each_session(), completion, answers, unfinished)
    )


def _unfinished(practice: Practice, overview: Overview | None = None) -> SessionRecord | None:
    """What was done of a session that is under way, or was cut off and waits for an answer."""
    try:
        found = practice.sessions.unfinished(None if overview is None else overview.sessions)
    except StoreError as error:
        sys.stderr.write(f"backcoach: {error}\n")
        return None
    return None if found is None else found.record


def show_exercises(arguments: Arguments) -> int:
    """`backcoach exercises [ID]`: all exercises, or one of them to read."""
    practice = practice_of(arguments)
    catalogue = practice.book.catalogue
    exercises = catalogue.exercises
    wanted = arguments.exercise
    if wanted is not None:
        _check_exercise(wanted, exercises)
    if arguments.as_json:
        from backcoach.cli.documents import exercise_document, exercises_document

        if wanted is None:
            return print_json(exercises_document(exercises.values()))
        return print_json(exercise_document(exercises[wanted]))
    from backcoach.cli.tables import exercises_table
    from backcoach.report.exercise import exercise_page

    if wanted is None:
        return print_page(exercises_table(exercises.values()))
    from rich.console import Group

    from backcoach.report.poses import key_poses

    exercise, levels = exercises[wanted], practice.standing.now().levels
    page = exercise_page(exercise, exercises, catalogue.programme, levels, practice.person.suit)
    return print_page(Group(page, key_poses(exercise)))


def show_why(arguments: Arguments) -> int:
    """`backcoach why ID`: what was decided about one exercise, and on what evidence."""
    practice = practice_of(arguments)
    exercises = practice.book.catalogue.exercises
    wanted = arguments.exercise or ""
    _check_exercise(wanted, exercises)
    exercise, levels = exercises[wanted], practice.standing.now().levels
    if arguments.as_json:
        from backcoach.cli.progress_documents import why_document

        return print_json(why_document(exercise, levels))
    from backcoach.coach.evidence.decisions import decisions_about

    if not decisions_about(levels.decisions, wanted):
        say(f"{exercise.name} has no story yet; it begins with your sessions.")
        return 0
    from backcoach.report.levels import decisions_page

    return print_page(decisions_page(exercise, levels))


def show_review(arguments: Arguments) -> int:
    """`backcoach review`: what has changed since the start, and week by week."""
    practice = practice_of(arguments)
    review, content = practice.weeks.review(), practice.book.catalogue
    if arguments.as_json:
        from backcoach.cli.review_documents import review_document

        return print_json(review_document(review, content.programme.review))
    if review is None:
        say(NO_SESSIONS)
        return 0
    from backcoach.report.review import review_page

    return print_page(review_page(review, content.programme.review, content.exercises))


def show_simulation(arguments: Arguments) -> int:
    """`backcoach simulate`: virtual people under the real rules. 1 when a promise was broken."""
    from backcoach.simulation.run import simulate
    from backcoach.simulation.summary import summary_of

    # A mistake in the content is told here, in one line, before many processes meet it.
    practice = practice_of(arguments)
    _ = practice.book.catalogue
    stories = simulate(practice.book.content, arguments.people, arguments.weeks, arguments.seed)
    summary = summary_of(stories, arguments.weeks)
    if arguments.as_json:
        from backcoach.cli.simulation import simulation_document

        print_json(simulation_document(summary, stories, arguments.seed))
    else:
        from backcoach.report.simulation import simulation_page

        print_page(simulation_page(summary))
    return 1 if summary.broken else 0


def _check_exercise(wanted: str, exercises: Collection[str]) -> None:
    """UserError with the nearest name unless there is such an exercise."""
    if wanted not in exercises:
        near = did_you_mean(wanted, exercises)
        raise UserError(f"no exercise is called {quoted(wanted)}; {near}see: backcoach exercises")
