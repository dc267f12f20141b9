"""Today and the other places in lines, each reached by a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, cast

from backcoach.catalogue import CatalogueError
from backcoach.coach.evidence.mornings import after, can_answer
from backcoach.coach.model.formatting import count
from backcoach.coach.model.records import StageDecision
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.safety.screening import Due
from backcoach.coach.words.session_words import plan_rows
from backcoach.cues.utterance import VoiceLevel
from backcoach.journeys import progress
from backcoach.journeys.about_you import about_you_after
from backcoach.journeys.after_session import look_back
from backcoach.journeys.asking.prompts import AskScreening, ShowProfile
from backcoach.journeys.safety import lift_lock
from backcoach.journeys.session import ask_what_is_missing, feel_a_flare, follow_session
from backcoach.journeys.today_words import parts_of_today
from backcoach.journeys.weekly import ask_measures, ask_morning, show_review
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.model.records import SessionRecord
    from backcoach.plain.front import PlainFront
    from backcoach.store import Settings
    from backcoach.store.settings import Volume

Way = Callable[["PlainFront"], Awaitable[None]]
PARTS = ("stage", "facts", "see", "flare", "missing", "ready")
"""What is printed of Today, in this order."""
LOCKED_PARTS = ("stage", "lock-title", "lock")
"""The same while sessions are locked."""
LATEST = 20
"""How many sessions are listed, the latest first."""
VOICE_LEVELS = {
    VoiceLevel.FULL: "also counts repetitions and says how to move",
    VoiceLevel.BRIEF: "exercises, sides and the last seconds",
    VoiceLevel.TONES: "no words",
    VoiceLevel.OFF: "no words and no tones",
}
"""What is heard at each level of the voice."""


async def stay_at_today(front: PlainFront) -> None:
    """Print Today and go where the user chooses, until they close the coach."""
    while True:
        ways = ways_from_today(front)
        print_today(front)
        names = [(str(number), words) for number, (words, _) in enumerate(ways)]
        chosen = front.talk.choose(names)
        if chosen is None:
            continue
        way = ways[int(chosen)][1]
        if way is None:
            return
        await way(front)


def print_today(front: PlainFront) -> None:
    """The text of Today and its plan."""
    practice = front.practice
    standing = practice.standing.now()
    day = practice.standing.day(now=standing)
    plan = practice.standing.plan(front.length, standing, day)
    parts = parts_of_today(practice, front.length, standing, plan, day, has_keys=False)
    is_locked = practice.safety.lock() is not Lock.NONE
    for part in LOCKED_PARTS if is_locked else PARTS:
        if parts[part]:
            front.talk.say(parts[part])
    if is_locked:
        return
    for section, name, dose in plan_rows(plan):
        what = ", ".join(filter(None, (name, dose)))
        front.talk.say(f"{section}: {what}" if section else what)


def ways_from_today(front: PlainFront) -> list[tuple[str, Way | None]]:
    """What can be done from here, each with its words; None closes the coach."""
    practice = front.practice
    standing = practice.standing.now()
    is_open = practice.safety.lock() is Lock.NONE
    in_flare = standing.flare is not None
    parts = parts_of_today(
        practice,
        front.length,
        standing,
        practice.standing.plan(front.length, standing),
        practice.standing.day(now=standing),
        has_keys=False,
    )
    ways: list[tuple[str, Way | None]] = [
        (parts["start"], follow_session if is_open else lift_lock)
    ]
    if is_open and not in_flare:
        ways.append(("Another length", _change_length))
        if front.speed == 1:
            ways.append(("It feels like a flare-up", feel_a_flare))
    if is_open:
        ways.append(("Something is not at hand", ask_what_is_missing))
    if is_open and standing.turn.may_ease:
        ways.append(("The easier week: train as usual, or take that back", _ease))
    return [
        *ways,
        ("History", visit_history),
        ("Progress", visit_progress),
        ("Exercises", visit_exercises),
        ("Learn", visit_cards),
        ("About you", visit_profile),
        ("Settings", visit_settings),
        ("Close", None),
    ]


async def _change_length(front: PlainFront) -> None:
    """Choose a length until the coach closes."""
    lengths = front.practice.standing.lengths(front.practice.standing.now())
    options = [("", "as in About you"), *((each.value, each.value) for each in lengths)]
    chosen = front.talk.choose(options, default="" if front.length is None else front.length.value)
    if chosen is not None:
        front.length = next((each for each in lengths if each.value == chosen), None)


async def _ease(front: PlainFront) -> None:
    standing = front.practice.standing.now()
    skips = standing.turn.eased
    decision = StageDecision.SKIP_EASIER if skips else StageDecision.TAKE_EASIER
    try:
        front.practice.person.choose(decision, standing.stage)
    except StoreError as error:
        front.warn(str(error))


async def visit_history(front: PlainFront) -> None:
    """The sessions, the latest first, and one of them with every set."""
    from backcoach.report.session import session_line

    sessions = front.practice.book.log.all.sessions
    if not sessions:
        front.talk.say("Nothing here yet. After your first session you find every set of it here.")
        return
    programme = front.practice.book.catalogue.programme
    latest = list(reversed(sessions))[:LATEST]
    while True:
        lines = [(each.id, session_line(each, programme).plain) for each in latest]
        chosen = front.talk.choose(lines)
        if chosen is None:
            return
        await _visit_session(front, next(each for each in latest if each.id == chosen))
        by_id = {each.id: each for each in front.practice.book.log.all.sessions}
        latest = [by_id[each.id] for each in latest if each.id in by_id]


async def _visit_session(front: PlainFront, record: SessionRecord) -> None:
    from backcoach.report.session import session_report

    practice, content = front.practice, front.practice.book.catalogue
    morning = practice.weeks.morning_of(record)
    front.page(session_report(record, content.programme, content.exercises, morning))
    options = []
    if record.ratings is None and not record.is_rehearsal:
        options.append(("rate", "Rate it"))
    if can_answer(record, practice.book.today()):
        options.append(("morning", "The morning after"))
    chosen = front.talk.choose([*options, ("back", "Back to the list")], default="back")
    if chosen == "rate" and not front.warn_if_read_only():
        await look_back(front, record)
    elif chosen == "morning":
        await ask_morning(front, after(record))


async def visit_progress(front: PlainFront) -> None:
    """The stages, the gate to the next one, the reasons, and what can be chosen about them."""
    while True:
        _print_progress(front)
        possible = progress.progress_choices(front.practice)
        standing = front.practice.standing.now()
        words = {
            "stay": "Go on as soon as the next stage is open"
            if standing.staying
            else "Stay in this stage",
            "keep": "Keep what there is" if standing.keeping_since is None else "Build up again",
            "advice": "Leave the advice" if standing.holds_advice else "Take the advice",
            "start_in_two": "Start in stage 2",
        }
        options = [(each, words[each]) for each in possible]
        if front.practice.standing.last_session is not None:
            options.append(("review", "The review"))
        options += [("measure", "Answer how the weeks are going"), ("back", "Back to Today")]
        chosen = front.talk.choose(options, default="back")
        if chosen in (None, "back"):
            return
        if chosen == "stay":
            progress.stay_or_go_on(front)
        elif chosen == "keep":
            progress.keep_or_build_up(front)
        else:
            ways: dict[str, Way] = {
                "advice": progress.take_or_leave_advice,
                "start_in_two": progress.start_in_two,
                "review": show_review,
                "measure": ask_measures,
            }
            await ways[str(chosen)](front)


def _print_progress(front: PlainFront) -> None:
    practice, say = front.practice, front.talk.say
    for line in progress.progress_lines(practice):
        say(line)


async def visit_exercises(front: PlainFront) -> None:
    """The exercises, and the page of one of them."""
    from backcoach.report.exercise import exercise_page

    content = front.practice.book.catalogue
    exercises = list(content.exercises.values())
    while True:
        chosen = front.talk.choose([(each.id, each.name) for each in exercises])
        if chosen is None:
            return
        page = exercise_page(
            content.exercises[chosen],
            content.exercises,
            content.programme,
            front.practice.standing.now().levels,
            front.practice.person.suit,
        )
        front.page(page)
        front.talk.wait_for_enter()


async def visit_cards(front: PlainFront) -> None:
    """The cards to learn from: a theme, then one of its cards to read."""
    from backcoach.coach.model.card import by_theme
    from backcoach.report.cards import THEMES, card_page

    try:
        cards = by_theme(front.practice.book.cards.values())
    except CatalogueError as error:
        front.warn(str(error))
        return
    how_many = Counter(card.theme for card in cards)
    themes = [
        (theme.value, f"{THEMES[theme]}, {count(number, 'card')}")
        for theme, number in how_many.items()
    ]
    while True:
        theme = front.talk.choose(themes)
        if theme is None:
            return
        listed = {card.id: card for card in cards if card.theme == theme}
        titles = [(card.id, card.title) for card in listed.values()]
        while (chosen := front.talk.choose(titles)) is not None:
            front.page(card_page(listed[chosen]))
            front.talk.wait_for_enter()


async def visit_profile(front: PlainFront) -> None:
    """About you, after the question whether anything is new."""
    if front.practice.safety.pages_about_you():
        await about_you_after(front, await front.ask(AskScreening(Due.ABOUT_YOU)))
    else:
        await front.ask(ShowProfile())


async def visit_settings(front: PlainFront) -> None:
    """The settings that matter without a screen: each yes or no, the volume, and the voice."""
    while True:
        settings = front.practice.book.settings
        switches = _switches(settings)
        options = [
            (name, f"{words}: {'yes' if getattr(settings, name) else 'no'}")
            for name, words in switches.items()
        ]
        options += [
            ("volume", f"Volume: {settings.volume} of 10"),
            ("voice", f"What the voice says in a session: {settings.voice}"),
            ("back", "Back to Today"),
        ]
        chosen = front.talk.choose(options, default="back")
        if chosen in (None, "back"):
            return
        if chosen == "volume":
            changed = _with_another_volume(front, settings)
        elif chosen == "voice":
            changed = _with_another_voice(front, settings)
        else:
            changed = _switched(settings, str(chosen))
        if changed is None:
            continue
        try:
            front.practice.book.change_settings(changed)
        except StoreError as error:
            front.warn(str(error))


def _with_another_volume(front: PlainFront, settings: Settings) -> Settings | None:
    """`settings` with the volume that is typed; None where the user turns back."""
    volume = front.talk.number_0_to_10("", default=settings.volume)
    return None if volume is None else replace(settings, volume=cast("Volume", volume))


def _with_another_voice(front: PlainFront, settings: Settings) -> Settings | None:
    """`settings` with the level of the voice that is chosen; None where the user turns back."""
    options = [(level.value, f"{level.value}: {said}") for level, said in VOICE_LEVELS.items()]
    chosen = front.talk.choose(options, default=settings.voice)
    changes: dict[str, Any] = {"voice": chosen}
    return None if chosen is None else replace(settings, **changes)


def _switched(settings: Settings, name: str) -> Settings:
    """`settings` with the opposite of one that is a yes or a no."""
    changes: dict[str, Any] = {name: not getattr(settings, name)}
    return replace(settings, **changes)


def _switches(settings: Settings) -> dict[str, str]:
    """The settings that are a yes or a no and matter without a screen, with their words."""
    words = {
        "plain": "Always open in plain lines",
        "sound": "Sound",
        "last_seconds": "The last three seconds counted down with a sound",
        "auto_advance": "Exercises follow each other by themselves",
        "keep_awake": "The screen stays on during a session",
    }
    known = {field.name for field in fields(settings)}
    return {name: said for name, said in words.items() if name in known}
