"""How each prompt of a journey is asked in lines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from backcoach.journeys.asking import prompts
from backcoach.journeys.asking.entry import entry_hint, read_entry
from backcoach.plain import around, before, during, places
from backcoach.plain.front import PlainFront


async def asked(front: PlainFront, prompt: prompts.Prompt[Any]) -> Any:  # noqa: ANN401
    """Ask or show `prompt`, and return the answer."""
    return await ASKED[type(prompt)](front, prompt)


async def _choose(front: PlainFront, prompt: prompts.Choose) -> str | None:
    front.talk.say(prompt.question)
    front.talk.more(prompt.more)
    # What matters has to be typed: an Enter too many may still be on its way.
    has_default = prompt.chosen and not prompt.careful
    return front.talk.choose(prompt.options, default=prompt.options[0][0] if has_default else None)


async def _enter(front: PlainFront, prompt: prompts.Enter) -> str | None:
    practice = front.practice
    unsaid = (
        f" Enter alone: {prompt.unsaid[:1].lower()}{prompt.unsaid[1:]}." if prompt.unsaid else ""
    )
    hint = entry_hint(practice, prompt.kind)

    def read(typed: str) -> str:
        if not typed:
            if prompt.unsaid:
                return ""
            raise ValueError(hint)
        return read_entry(practice, prompt.kind, typed)

    front.talk.say(prompt.question)
    return front.talk.ask(f"{hint}{unsaid} b goes back:", read)


async def _mark(front: PlainFront, prompt: prompts.Mark) -> tuple[str, ...] | None:
    front.talk.say(prompt.title)
    front.talk.say(prompt.ask)
    return front.talk.mark(list(prompt.lines.items()), marked=prompt.marked)


async def _advice(front: PlainFront, prompt: prompts.ShowAdvice) -> None:
    for words in filter(None, (prompt.advice.title, prompt.advice.text, prompt.after)):
        front.talk.say(words)
    front.talk.wait_for_enter()


ASKED: dict[type[prompts.Prompt[Any]], Callable[[PlainFront, Any], Awaitable[Any]]] = {
    prompts.Choose: _choose,
    prompts.Enter: _enter,
    prompts.Mark: _mark,
    prompts.ShowAdvice: _advice,
    prompts.Welcome: before.welcome,
    prompts.AskScreening: before.ask_screening,
    prompts.AskCheckIn: before.ask_check_in,
    prompts.ShowProfile: places.show_profile,
    prompts.AskUsualPain: places.ask_usual_pain,
    prompts.NameActivities: places.name_activities,
    prompts.RunSession: during.run_session,
    prompts.AskWhere: during.ask_where,
    prompts.AskHowMuch: during.ask_how_much,
    prompts.AskStopSigns: during.ask_stop_signs,
    prompts.AskWeight: during.ask_weight,
    prompts.AskWalk: during.ask_walk,
    prompts.AskRatings: around.ask_ratings,
    prompts.ShowSummary: around.show_summary,
    prompts.AskMorning: around.ask_morning,
    prompts.AskMeasures: around.ask_measures,
    prompts.ShowReview: around.show_review,
}
"""How each kind of prompt is asked."""
