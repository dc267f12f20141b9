"""The commands that tell the coach something: `checkin`, `flare`, `measure`, `profile`."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from backcoach.cli.arguments import Arguments
from backcoach.cli.context import check_writable, practice_of
from backcoach.cli.errors import UserError, did_you_mean, quoted
from backcoach.cli.output import print_json, print_page, say
from backcoach.coach.evidence.mornings import MorningToReport, after, last_to_answer

if TYPE_CHECKING:
    from datetime import date

    from backcoach.coach.model.outcome_measures import Activity
    from backcoach.practice import Practice


def check_in(arguments: Arguments) -> int:
    """`backcoach checkin`: how the back was on getting up, after a session or in a flare-up."""
    practice = practice_of(arguments)
    assert arguments.pain is not None
    asked = _morning_to_answer(practice, arguments.for_day)
    was_in_flare = practice.standing.now().flare is not None
    check_writable(practice.book.places.data)
    morning = practice.weeks.keep_morning(asked.session, arguments.pain, arguments.usual, asked.day)
    practice.book.remember()
    if arguments.as_json:
        from backcoach.cli.session_documents import morning_document

        return print_json(morning_document(morning))
    from backcoach.coach.model.formatting import day_words
    from backcoach.coach.words.session_words import flare_words, morning_words

    about = f"the morning of {day_words(morning.day)}"
    if asked.session is not None:
        about += f", after your session of {day_words(asked.session.local_date)}"
    say(f"Kept for {about}: {morning_words(morning)}.")
    flare = practice.standing.now().flare
    if flare is not None:
        say(flare_words(flare))
    elif was_in_flare:
        say("Flare-up mode is over. Your first sessions back are a little lower.")
    return 0


def _morning_to_answer(practice: Practice, day: date | None) -> MorningToReport:
    """The morning after the session of `day`, or the one to ask about now; else UserError."""
    today = practice.book.today()
    if day is None:
        asked = practice.weeks.morning_to_answer()
        if asked is None:
            raise UserError("no session before today to answer for; see: backcoach history")
        return asked
    session = last_to_answer(practice.book.log.all, today, day)
    if session is not None:
        return after(session)
    if day >= today:
        raise UserError(f"the morning after {day} is still to come; answer for it then")
    raise UserError(f"there was no session on {day}; see: backcoach history")


def report_flare(arguments: Arguments) -> int:
    """`backcoach flare`: it feels like a flare. The warning signs come first."""
    from backcoach.coach.model.screening_questions import Lock

    practice = practice_of(arguments)
    safety = practice.book.catalogue.safety
    if practice.person.lock() is not Lock.NONE:
        raise UserError("your safety answers come first; to see what to do, open: backcoach")
    if not arguments.none_of_these:
        if arguments.as_json:
            raise UserError("read the warning signs first, with: backcoach flare")
        from backcoach.cli.tables import warning_signs

        return print_page(warning_signs(safety))
    check_writable(practice.book.places.data)
    practice.weeks.report_flare()
    standing = practice.standing.now()
    if arguments.as_json:
        from backcoach.cli.progress_documents import flare_document

        return print_json({"flare": flare_document(standing.flare)})
    from backcoach.cli.tables import flare_page

    assert standing.flare is not None
    return print_page(flare_page(standing.flare, safety.flare))


def keep_measures(arguments: Arguments) -> int:
    """`backcoach measure`: average pain of the last 7 days, and how the activities go."""
    practice = practice_of(arguments)
    if arguments.pain is None and not arguments.activities:
        raise UserError("nothing to keep; say --pain N, --activity or both")
    names, rated = _rated(practice, arguments.activities)
    check_writable(practice.book.places.data)
    if names != practice.person.activities:
        practice.person.name_activities(names)
    measures = practice.weeks.keep_measures(arguments.pain, rated)
    if arguments.as_json:
        from backcoach.cli.review_documents import measures_document

        return print_json(measures_document(measures))
    said = [] if arguments.pain is None else [f"{arguments.pain}/10 on average over 7 days"]
    said += [f"{each.words} {each.score}/10" for each in rated]
    say(f"Kept for today: {', '.join(said)}.")
    return 0


def _rated(
    practice: Practice, told: Collection[tuple[str, int]]
) -> tuple[tuple[str, ...], tuple[Activity, ...]]:
    """The activities followed from now on, and those rated, in the words they are followed by.

    UserError for one activity rated twice, one that is nearly another, and one too many.
    """
    from backcoach.coach.model.outcome_measures import ACTIVITY_LENGTH, Activity, same_activity
    from backcoach.coach.model.profile import MOST_ACTIVITIES

    names, rated = list(practice.person.activities), []
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
        followed = ", ".join(quoted(each) for each in practice.person.activities) or "none yet"
        raise UserError(f"up to {MOST_ACTIVITIES} activities can be followed; yours: {followed}")
    return tuple(names), tuple(rated)


def show_profile(arguments: Arguments) -> int:
    """`backcoach profile [--set …]`: what the user said of themselves, and changes to it."""
    practice = practice_of(arguments)
    if arguments.changes:
        from backcoach.cli.profile import with_changes

        programme = practice.book.catalogue.programme
        wanted = with_changes(practice.person.profile_to_change(), arguments.changes, programme)
        check_writable(practice.book.places.data)
        practice.person.keep_profile(wanted)
    profile = practice.person.profile
    if arguments.as_json:
        from backcoach.cli.documents import profile_document

        return print_json(profile_document(profile, practice.person.profile_to_change()))
    from backcoach.report.profile import profile_page

    said_on = None if profile is None else practice.book.day_of_entry(profile)
    programme = practice.book.catalogue.programme
    return print_page(profile_page(practice.person.profile_to_change(), said_on, programme))
