"""Changing one part of About you, the profile of the user."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from backcoach.coach.model.profile import Profile, WeightUnit
from backcoach.coach.model.programme import Length
from backcoach.coach.safety.conditions import PREGNANT
from backcoach.coach.words.profile_words import (
    BALANCE_ASKED,
    HELP_ANSWERS,
    HELP_ASKED,
    LIFT_ASKED,
    LIFT_CHECKED,
    LIFT_NOT_YET,
    asked_tags,
    balance_words,
    length_words,
    tags_asking_ok,
    trains_words,
)
from backcoach.coach.words.session_words import sentence
from backcoach.journeys.asking.prompts import AskUsualPain, Choose, Mark, NameActivities
from backcoach.journeys.pregnancy import ask_the_week
from backcoach.store import StoreError
from backcoach.store.codec import SESSIONS_A_WEEK

if TYPE_CHECKING:
    from backcoach.journeys.asking.front import Front

WHY_ABOUT_YOU = (
    "Your sessions follow it. Each change holds from today on; what is done stays as it is."
)
COACH = "coach"
YES_OR_NO = {
    "trains": (
        "Do you strength-train already?",
        (("yes", trains_words(True)), ("no", trains_words(False))),
    ),
    "lift": (LIFT_ASKED, (("no", sentence(LIFT_NOT_YET)), ("yes", sentence(LIFT_CHECKED)))),
    "balance": (
        BALANCE_ASKED,
        (("yes", sentence(balance_words(True))), ("no", sentence(balance_words(False)))),
    ),
    "help": (HELP_ASKED, HELP_ANSWERS),
}
"""Parts that are a yes or a no: the question and its answers; the cursor starts on the first."""


async def change_part(front: Front, part: str) -> None:
    """Ask for one part and store the answer."""
    profile = front.practice.person.profile_to_change()
    wanted = await _asked(front, part, profile)
    if wanted is None:
        return
    try:
        front.practice.person.keep_profile(wanted)
    except StoreError as error:
        front.warn(str(error))


async def _asked(front: Front, part: str, profile: Profile) -> Profile | None:
    """`profile` with a new answer for one part; None if the user went back."""
    programme = front.practice.book.catalogue.programme
    match part:
        case "tags":
            marked = await _marks(
                front,
                "What to mind",
                "Which of these are true for you? Mark every one.",
                asked_tags(programme, profile.tags),
                profile.tags,
            )
            return None if marked is None else await _with_tags(front, profile, marked)
        case "ok":
            marked = await _marks(
                front,
                "A clinician agrees",
                "Mark where a doctor, physiotherapist or midwife has agreed to exercise.",
                tags_asking_ok(profile, programme),
                profile.clinician_ok,
            )
            return None if marked is None else replace(profile, clinician_ok=marked)
        case "equipment":
            things = programme.equipment.things
            had = tuple(things) if profile.equipment is None else profile.equipment
            marked = await _marks(front, "At hand", "What do you have at hand?", things, had)
            return None if marked is None else replace(profile, equipment=marked)
        case "pain":
            pain = await front.ask(AskUsualPain(profile.usual_pain))
            return None if pain is None else replace(profile, usual_pain=pain)
        case "activities":
            named = await front.ask(NameActivities(profile.activities))
            return None if named is None else replace(profile, activities=named)
    return await _chosen(front, part, profile)


async def _with_tags(front: Front, profile: Profile, marked: tuple[str, ...]) -> Profile | None:
    """`profile` with the `marked` tags and those not asked for. None if the user went back.

    A user who has just marked a pregnancy is asked for the week first.
    """
    if PREGNANT in marked and PREGNANT not in profile.tags:
        if not await ask_the_week(front):
            return None
        profile = front.practice.person.profile_to_change()
    programme = front.practice.book.catalogue.programme
    asked = asked_tags(programme, profile.tags)
    alone = (name for name in profile.tags if programme.tags[name].comes_with is None)
    others = (name for name in alone if name not in asked)
    return replace(profile, tags=(*marked, *others))


async def _chosen(front: Front, part: str, profile: Profile) -> Profile | None:
    """`profile` with a new answer for a part with few answers. None if the user went back."""
    programme = front.practice.book.catalogue.programme
    match part:
        case "length":
            lengths = [(each.value, length_words(each, programme)) for each in Length]
            options = [(COACH, length_words(None, programme)), *lengths]
            answer = await _choice(front, "How long should a session be?", options)
            chosen = None if answer in (None, COACH) else Length(answer)
            return None if answer is None else replace(profile, length=chosen)
        case "sessions":
            options = [(str(number), str(number)) for number in SESSIONS_A_WEEK]
            answer = await _choice(front, "How many sessions a week?", options)
            return None if answer is None else replace(profile, sessions_a_week=int(answer))
        case "unit":
            options = [("kg", "kilograms (kg)"), ("lb", "pounds (lb)")]
            answer = await _choice(front, "In which unit do you count weights?", options)
            return None if answer is None else replace(profile, unit=WeightUnit(answer))
    return await _yes_or_no(front, part, profile)


async def _yes_or_no(front: Front, part: str, profile: Profile) -> Profile | None:
    """The parts that are a yes or a no."""
    if part not in YES_OR_NO:
        return None
    question, options = YES_OR_NO[part]
    answer = await _choice(front, question, list(options))
    if answer is None:
        return None
    yes = answer == "yes"
    match part:
        case "trains":
            return replace(profile, trains_already=yes)
        case "lift":
            return replace(profile, lift_checked=yes)
        case "balance":
            return replace(profile, balance_wanted=yes)
    return replace(profile, help_near=yes)


async def _choice(front: Front, question: str, options: list[tuple[str, str]]) -> str | None:
    return await front.ask(Choose(question, options))


async def _marks(
    front: Front, title: str, ask: str, lines: Mapping[str, str], marked: Collection[str]
) -> tuple[str, ...] | None:
    prompt = Mark(f"About you · {title}", ask, lines, marked)
    return await front.ask(prompt)
