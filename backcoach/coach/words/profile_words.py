"""The parts of a profile in words."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Length, Programme
from backcoach.coach.safety.conditions import PREGNANT, pregnancy_tags
from backcoach.coach.words.session_words import sentence

LIFT_ASKED = "Has a physiotherapist or trainer checked how you lift?"
LIFT_NOT_YET, LIFT_CHECKED = "not yet", "yes"

HELP_ASKED = "Somebody at home, or a phone in reach?"
HELP_ANSWERS = (("no", "No"), ("yes", "Yes"))
HELP_WHY = (
    "From level {level} on the hand leaves the support in balance exercises. Without help near they"
    " stay at level {below}."
)
BALANCE_ASKED = "Balance exercises in every session?"

MOST_SHOWN_MISSING = 4
"""Up to so many things that miss it is shorter to name them than what is there."""


class ProfilePart(NamedTuple):
    """One part of a profile: its id, its name, and the answer in words."""

    id: str
    label: str
    said: str


def parts(profile: Profile, programme: Programme) -> tuple[ProfilePart, ...]:
    """Every part in the order it is asked; the clinician's only if a tag asks for one."""
    asks_ok = tags_asking_ok(profile, programme)
    found = [
        ProfilePart("tags", "What to mind", _tags(profile, programme)),
        ProfilePart("equipment", "At hand", _equipment(profile, programme)),
        ProfilePart("pain", "Usual pain", _pain(profile)),
        ProfilePart("length", "Session length", length_words(profile.length, programme)),
        ProfilePart("sessions", "Sessions a week", str(profile.sessions_a_week)),
        ProfilePart(
            "activities", "Hard because of your back", _listed(profile.activities, "none named")
        ),
        ProfilePart("trains", "Strength training already", trains_words(profile.trains_already)),
        ProfilePart("unit", "Weights in", profile.unit.value),
    ]
    if profile.lift_checked is not None:
        found.insert(-1, ProfilePart("lift", "Lifting was checked", lift_words(profile)))
    rules = programme.balance
    if rules is not None and rules.may_be_turned_off(profile.tags):
        wanted = profile.balance_wanted
        found.insert(-1, ProfilePart("balance", "Balance exercises", balance_words(wanted)))
    if rules is not None and profile.help_near is not None:
        said = yes_words(profile.help_near)
        found.insert(-1, ProfilePart("help", "Help or a phone near", said))
    if asks_ok:
        found.insert(1, ProfilePart("ok", "A clinician agrees", _ok(profile, asks_ok)))
    return tuple(found)


def asked_tags(programme: Programme, held: Collection[str] = ()) -> dict[str, str]:
    """What is asked, by tag, of somebody who has those `held`.

    Those that come with another are not asked for themselves, nor those that dates decide. One
    question is about all that a pregnancy brings; from before there was one, those held are named.
    """
    from_before = set() if PREGNANT in held else pregnancy_tags(programme).intersection(held)
    return {
        name: sentence(tag.ask)
        for name, tag in programme.tags.items()
        if tag.comes_with is None and (not tag.is_dated or name == PREGNANT or name in from_before)
    }


def told_tags(profile: Profile, programme: Programme) -> dict[str, str]:
    """The tags of somebody as they are told: a pregnancy once, whatever it brings."""
    hidden = pregnancy_tags(programme) - {PREGNANT} if PREGNANT in profile.tags else set()
    return {
        name: sentence(programme.tags[name].ask)
        for name in profile.tags
        if name in programme.tags and programme.tags[name].comes_with is None and name not in hidden
    }


def tags_asking_ok(profile: Profile, programme: Programme) -> dict[str, str]:
    """The tags of somebody for which a clinician's agreement changes something, by name."""
    companions = [tag for tag in programme.tags.values() if tag.comes_with is not None]
    return {
        name: words
        for name, words in told_tags(profile, programme).items()
        if (
            programme.tags[name].asks_ok
            or any(tag.comes_with == name and tag.asks_ok for tag in companions)
        )
    }


def length_words(length: Length | None, programme: Programme) -> str:
    """A session length with its minutes."""
    if length is None:
        return "the coach chooses"
    return f"{length.value}, up to {programme.budgets.minutes(length)} minutes"


def trains_words(trains: bool) -> str:
    """Whether the user strength trains already (`programme.md` §3.4, fast start)."""
    return "yes, twice a week for 3 months or more" if trains else "no, or not that long"


def balance_words(wanted: bool) -> str:
    """Whether the balance block is part of the sessions of somebody who may turn it off."""
    return "yes, in every session" if wanted else "no, left out"


def help_why(programme: Programme) -> str:
    """Why it is asked whether there is help near; empty without a balance block."""
    rules = programme.balance
    if rules is None:
        return ""
    return HELP_WHY.format(level=rules.help_from, below=rules.help_from - 1)


def yes_words(answer: bool) -> str:
    """A yes or a no."""
    return "yes" if answer else "no"


def lift_words(profile: Profile) -> str:
    """Whether a physiotherapist or trainer has checked how the user lifts."""
    return LIFT_CHECKED if profile.lift_checked else LIFT_NOT_YET


def _tags(profile: Profile, programme: Programme) -> str:
    chosen = told_tags(profile, programme)
    return _listed([programme.tags[name].ask for name in chosen], "nothing")


def _ok(profile: Profile, asks_ok: dict[str, str]) -> str:
    agreed = [name for name in asks_ok if name in profile.clinician_ok]
    if len(agreed) == len(asks_ok):
        return "yes"
    return "not yet" if not agreed else f"for {len(agreed)} of {len(asks_ok)}"


def _equipment(profile: Profile, programme: Programme) -> str:
    things = programme.equipment.things
    if profile.equipment is None:
        return "not said, so everything"
    missing = [words for name, words in things.items() if name not in profile.equipment]
    if not missing:
        return "everything"
    if len(missing) <= MOST_SHOWN_MISSING:
        return f"everything but {_listed(missing, '')}"
    return _listed([things[name] for name in things if name in profile.equipment], "nothing")


def _pain(profile: Profile) -> str:
    if profile.usual_pain is None:
        return "not said"
    return f"{profile.usual_pain} of 10 over the last 7 days"


def _listed(words: tuple[str, ...] | list[str], none: str) -> str:
    return "; ".join(words) or none
