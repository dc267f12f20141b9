"""About you in lines, and the questions that only it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.outcome_measures import ACTIVITY_LENGTH
from backcoach.coach.model.profile import MOST_ACTIVITIES
from backcoach.coach.words.profile_words import parts
from backcoach.journeys.profile import WHY_ABOUT_YOU, change_part

if TYPE_CHECKING:
    from backcoach.journeys.asking.prompts import AskUsualPain, NameActivities, ShowProfile
    from backcoach.plain.front import PlainFront

DONE = "done"


async def show_profile(front: PlainFront, _prompt: ShowProfile) -> None:
    """Print a line for each part, and change those that are chosen."""
    front.talk.say(f"About you. {WHY_ABOUT_YOU}")
    while True:
        practice = front.practice
        shown = parts(practice.person.profile_to_change(), practice.book.catalogue.programme)
        options = [(each.id, f"{each.label}: {each.said}") for each in shown]
        chosen = front.talk.choose([*options, (DONE, "Leave it as it is, go on")], default=DONE)
        if chosen in (None, DONE):
            return
        await change_part(front, str(chosen))


async def ask_usual_pain(front: PlainFront, prompt: AskUsualPain) -> int | None:
    """Ask for the average pain of the last 7 days."""
    front.talk.say("Your back on average over the last 7 days")
    pain = front.talk.scale(front.practice.book.catalogue.safety.pain, default=prompt.pain)
    return pain if isinstance(pain, int) else None


async def name_activities(front: PlainFront, prompt: NameActivities) -> tuple[str, ...] | None:
    """Ask for up to three activities, one a line; Enter alone at once keeps those there are."""
    front.talk.say("Up to three things that are hard because of your back, one on each line.")
    if prompt.activities:
        front.talk.say(f"So far: {'; '.join(prompt.activities)}. - removes them.")
    named: list[str] = []
    while len(named) < MOST_ACTIVITIES:
        line = front.talk.text("Enter alone goes on; b goes back:", ACTIVITY_LENGTH)
        if line is None:
            return None
        if line == "-" and not named:
            return ()
        if not line:
            break
        named.append(line)
    return tuple(named or prompt.activities)
