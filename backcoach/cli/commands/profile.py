"""`backcoach profile [--set …]`: shows the user's profile and changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.errors import UserError, did_you_mean, quoted
from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page
from backcoach.coach.model.outcome_measures import ACTIVITY_LENGTH
from backcoach.coach.model.profile import MOST_ACTIVITIES, Profile, WeightUnit
from backcoach.coach.model.programme import Length, Programme
from backcoach.legible import has_controls

if TYPE_CHECKING:
    import argparse

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document

NONE, ALL, COACH = "none", "all", "coach"


class Arguments(NamedTuple):
    """`changes` are the texts NAME=VALUE, in the order they were given."""

    as_json: bool
    changes: Sequence[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json` and `--set`."""
    add_json(parser)
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        dest="changes",
        metavar="NAME=VALUE",
        help="tags, ok, equipment, pain, length, sessions, activities, trains, lift, balance, help"
        " or unit,"
        " for example pain=4; may be given again",
    )


def run(args: Arguments, context: Context) -> int:
    """Apply the changes, and print the profile as it is then."""
    practice = context.practice
    programme = practice.book.catalogue.programme
    if args.changes:
        wanted = with_changes(practice.person.profile_to_change(), args.changes, programme)
        context.check_writable()
        practice.person.keep_profile(wanted)
    profile = practice.person.profile
    if args.as_json:
        return print_json(profile_document(profile, practice.person.profile_to_change()))
    from backcoach.report.profile import profile_page

    said_on = None if profile is None else practice.book.day_of_entry(profile)
    return print_page(profile_page(practice.person.profile_to_change(), said_on, programme))


def profile_document(profile: Profile | None, blank: Profile) -> Document:
    """The present profile; before the user has one, `at` is None and the rest is from `blank`."""
    from backcoach.cli.documents import fields_of

    document = fields_of(profile or blank, "id", "utc_offset_minutes")
    return document if profile else document | {"at": None}


NONE, ALL, COACH = "none", "all", "coach"


def with_changes(profile: Profile, changes: Iterable[str], programme: Programme) -> Profile:
    """`profile` with each `NAME=VALUE` applied. Raises UserError for the first that is invalid."""
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign:
            raise UserError(f"--set {quoted(change)} is not NAME=VALUE, for example pain=4")
        if name not in _CHANGES:
            near = did_you_mean(name, _CHANGES) or f"it knows {', '.join(_CHANGES)}"
            raise UserError(f"--set knows no {quoted(name)}; {near}".rstrip())
        profile = _CHANGES[name](profile, value.strip(), programme)
    return profile


def _tags(profile: Profile, value: str, programme: Programme) -> Profile:
    return replace(profile, tags=_names("tags", value, programme.tags))


def _ok(profile: Profile, value: str, programme: Programme) -> Profile:
    asked = {name: tag for name, tag in programme.tags.items() if tag.asks_ok}
    return replace(profile, clinician_ok=_names("ok", value, asked))


def _equipment(profile: Profile, value: str, programme: Programme) -> Profile:
    if value == ALL:
        return replace(profile, equipment=None)
    return replace(profile, equipment=_names("equipment", value, programme.equipment.things))


def _pain(profile: Profile, value: str, _programme: Programme) -> Profile:
    from backcoach.store.codec import SCORES

    if value == NONE:
        return replace(profile, usual_pain=None)
    return replace(profile, usual_pain=_number("pain", value, SCORES))


def _length(profile: Profile, value: str, _programme: Programme) -> Profile:
    chosen = _one_of("length", value, (*(each.value for each in Length), COACH))
    return replace(profile, length=None if chosen == COACH else Length(chosen))


def _sessions(profile: Profile, value: str, _programme: Programme) -> Profile:
    from backcoach.store.codec import SESSIONS_A_WEEK

    return replace(profile, sessions_a_week=_number("sessions", value, SESSIONS_A_WEEK))


def _activities(profile: Profile, value: str, _programme: Programme) -> Profile:
    activities = () if value == NONE else tuple(_split(value))
    if len(activities) > MOST_ACTIVITIES:
        raise UserError(f"--set activities takes {MOST_ACTIVITIES} at most, with commas between")
    if any(map(has_controls, activities)):
        raise UserError("--set activities: a line break or control character in a text")
    for each in activities:
        if len(each) > ACTIVITY_LENGTH:
            most = f"{ACTIVITY_LENGTH} letters"
            raise UserError(f"--set activities: {quoted(each)} is longer than {most}")
    return replace(profile, activities=activities)


def _trains(profile: Profile, value: str, _programme: Programme) -> Profile:
    return replace(profile, trains_already=_one_of("trains", value, ("yes", "no")) == "yes")


def _lift(profile: Profile, value: str, _programme: Programme) -> Profile:
    return replace(profile, lift_checked=_one_of("lift", value, ("yes", "no")) == "yes")


def _balance(profile: Profile, value: str, programme: Programme) -> Profile:
    wanted = _one_of("balance", value, ("yes", "no")) == "yes"
    rules = programme.balance
    if not wanted and rules is not None and rules.is_for(profile.tags, wanted=False):
        because = " or ".join(rules.always)
        raise UserError(f"--set balance: with the tag {because} they belong to every session")
    return replace(profile, balance_wanted=wanted)


def _help(profile: Profile, value: str, _programme: Programme) -> Profile:
    return replace(profile, help_near=_one_of("help", value, ("yes", "no")) == "yes")


def _unit(profile: Profile, value: str, _programme: Programme) -> Profile:
    units = tuple(each.value for each in WeightUnit)
    return replace(profile, unit=WeightUnit(_one_of("unit", value, units)))


_CHANGES: Mapping[str, Callable[[Profile, str, Programme], Profile]] = {
    "tags": _tags,
    "ok": _ok,
    "equipment": _equipment,
    "pain": _pain,
    "length": _length,
    "sessions": _sessions,
    "activities": _activities,
    "trains": _trains,
    "lift": _lift,
    "balance": _balance,
    "help": _help,
    "unit": _unit,
}


def _split(value: str) -> list[str]:
    return [part for each in value.split(",") if (part := each.strip())]


def _names(name: str, value: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """Ids separated by commas; "none" if empty."""
    if value == NONE:
        return ()
    chosen = _split(value)
    if not chosen:
        raise UserError(f"--set {name} is empty; for none of them: {name}={NONE}")
    for each in chosen:
        if each not in known:
            near = did_you_mean(each, known) or f"known here: {', '.join(known)}"
            raise UserError(f"--set {name}: unknown {quoted(each)}; {near}".rstrip())
    return tuple(dict.fromkeys(chosen))


def _number(name: str, value: str, allowed: range) -> int:
    if value not in [str(number) for number in allowed]:
        ends = f"{allowed[0]} to {allowed[-1]}"
        raise UserError(f"--set {name}: {quoted(value)} is not a whole number from {ends}")
    return int(value)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        words = f"{', '.join(allowed[:-1])} or {allowed[-1]}"
        raise UserError(f"--set {name}: {quoted(value)} is not {words}")
    return value
