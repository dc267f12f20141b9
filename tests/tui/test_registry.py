"""One list of commands, and everything that is made of it: keys, footer, palette and help."""

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.screen import ModalScreen

from backcoach.tui.app.app import CoachApp
from backcoach.tui.commands import COMMANDS, Command, Scope
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.dialogs.help import HelpScreen
from backcoach.tui.screens.dialogs.ready import ReadyDialog
from backcoach.tui.screens.places.exercises import ExercisesScreen
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.places.learn import LearnScreen
from backcoach.tui.screens.places.progress import ProgressScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.entry import EntryDialog
from backcoach.tui.screens.questions.measures import MeasuresScreen
from backcoach.tui.screens.questions.morning import MorningScreen
from backcoach.tui.screens.questions.profile import ProfileScreen
from backcoach.tui.screens.questions.profile_parts import ActivitiesDialog, MarkScreen, PainDialog
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.questions.review import ReviewScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from backcoach.tui.screens.questions.welcome import WelcomeScreen
from backcoach.tui.screens.session.floor import FloorScreen
from backcoach.tui.screens.session.hurt import HurtDialog
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.stop_now import StopNowDialog
from backcoach.tui.screens.session.summary import SummaryScreen
from backcoach.tui.screens.session.weight import WeightDialog
from tests.support.coach import Opened, opened
from tests.tui.walks import WALKS, Walk

QUESTIONS = (
    ActivitiesDialog,
    AdviceDialog,
    CheckInScreen,
    ChoiceDialog,
    HelpScreen,
    MarkScreen,
    MeasuresScreen,
    MorningScreen,
    PainDialog,
    EntryDialog,
    RatingScreen,
    ReadyDialog,
    ReviewScreen,
    ScreeningScreen,
    StopNowDialog,
    SummaryScreen,
    WeightDialog,
    WelcomeScreen,
)
WHOLE_SCOPES: dict[Scope, type[DOMNode]] = {
    Scope.EVERYWHERE: CoachApp,
    Scope.PLACES: CoachApp,
    Scope.TODAY: TodayScreen,
    Scope.HISTORY: HistoryScreen,
    Scope.PROGRESS: ProgressScreen,
    Scope.EXERCISES: ExercisesScreen,
    Scope.LEARN: LearnScreen,
    Scope.ABOUT: ProfileScreen,
    Scope.SESSION: SessionScreen,
    Scope.FLOOR: FloorScreen,
    Scope.HURT: HurtDialog,
}
"""Where all commands of a scope can be given; a screen with questions takes some of them."""

ONE_OR_THE_OTHER = {"today.start", "today.unlock"}
"""Never offered together, which is seen on the walk."""

OF_OTHERS = {"checklist.mark"}
"""Keys of single widgets, shown in the bar while they have the focus."""


def by_id(id: str) -> Command:
    return next(each for each in COMMANDS if each.id == id)


def has_action(holder: type[object], each: Command) -> bool:
    return callable(getattr(holder, f"action_{each.id.partition('.')[2]}", None))


def bound_on(holder: type[DOMNode]) -> set[str]:
    """Ids of its keys; those that only move around in a screen have none and are not shown."""
    bound = [each for each in holder.BINDINGS if isinstance(each, Binding)]
    assert all(each.id is not None or not each.show for each in bound)
    return {each.id for each in bound if each.id is not None}


def test_ids_are_unique_and_say_where_and_what() -> None:
    ids = [each.id for each in COMMANDS]
    assert len(ids) == len(set(ids))
    assert all(len(id.split(".")) == 2 for id in ids)


def test_every_command_has_words_for_footer_palette_and_help() -> None:
    assert all(each.label and each.help and each.key_words for each in COMMANDS)


@pytest.mark.parametrize("scope", list(WHOLE_SCOPES))
def test_every_command_of_a_scope_is_bound_and_has_its_action(scope: Scope) -> None:
    holder = WHOLE_SCOPES[scope]
    for each in COMMANDS:
        if each.scope is scope:
            assert has_action(holder, each), each.id
            assert each.id in bound_on(holder), each.id


@pytest.mark.parametrize("holder", [*QUESTIONS, HurtDialog], ids=lambda each: str(each.__name__))
def test_what_a_question_binds_is_in_the_list_and_has_its_action(
    holder: type[DOMNode],
) -> None:
    bound = bound_on(holder)
    assert bound
    assert all(has_action(holder, by_id(id)) for id in bound)


def test_every_command_of_the_questions_is_used() -> None:
    used = set().union(*(bound_on(each) for each in QUESTIONS))
    assert used == {each.id for each in COMMANDS if each.scope is Scope.QUESTIONS}


def test_every_scope_is_somewhere() -> None:
    assert {*WHOLE_SCOPES, Scope.QUESTIONS} == set(Scope)


def of(*scopes: Scope) -> list[Command]:
    return [each for each in COMMANDS if each.scope in scopes]


@pytest.mark.parametrize("place", [Scope.TODAY, Scope.HISTORY, Scope.PROGRESS, Scope.EXERCISES])
def test_no_key_means_two_things_in_a_place(place: Scope) -> None:
    assert_each_key_is_given_once(of(Scope.EVERYWHERE, Scope.PLACES, place))


@pytest.mark.parametrize("scope", [Scope.SESSION, Scope.FLOOR])
def test_no_key_means_two_things_in_a_session(scope: Scope) -> None:
    assert_each_key_is_given_once(of(Scope.EVERYWHERE, scope))


@pytest.mark.parametrize("holder", [*QUESTIONS, HurtDialog], ids=lambda each: str(each.__name__))
def test_no_key_means_two_things_in_a_question(holder: type[DOMNode]) -> None:
    own = [by_id(id) for id in bound_on(holder)]
    is_laid_over = issubclass(holder, ModalScreen)
    assert_each_key_is_given_once(own + ([] if is_laid_over else of(Scope.EVERYWHERE)))


def assert_each_key_is_given_once(active: Iterable[Command]) -> None:
    for one, other in combinations(active, 2):
        assert {one.id, other.id} == ONE_OR_THE_OTHER or not set(one.keys.split(",")) & set(
            other.keys.split(",")
        ), (one.id, other.id)


def title(each: Command) -> str:
    """What the palette calls it."""
    return f"{each.label} ({each.key_words})"


def titles(coach: Opened) -> list[str]:
    """What the palette offers on this screen."""
    return [each.title for each in coach.app.get_system_commands(coach.screen)]


def can_be_given(coach: Opened) -> dict[str, Command]:
    """The commands of the list that a key gives on this screen, by id."""
    active = coach.screen.active_bindings.values()
    ids = {each.binding.id for each in active if each.enabled}
    return {each.id: each for each in COMMANDS if each.id in ids}


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: str(walk.__name__))
async def test_what_can_be_given_is_in_the_bar_and_in_the_palette_and_nothing_else_is(
    tmp_path: Path, walk: Walk
) -> None:
    def look(name: str, coach: Opened) -> None:
        given = can_be_given(coach)
        assert given, name
        assert not set(given) >= ONE_OR_THE_OTHER, name
        bar = "  ".join(coach.keys.splitlines()).split("  ")
        shown = [f"{each.key_words} {each.label}" for each in given.values() if each.footer]
        assert sorted(bar) == sorted([*shown, *marks(coach)]), name
        offered = {each.id: each for each in of(Scope.EVERYWHERE)} | given
        assert sorted(titles(coach)) == sorted(map(title, offered.values())), name

    await walk(tmp_path, (80, 24), look)


def marks(coach: Opened) -> list[str]:
    """What the bar shows of the widget that has the focus."""
    active = coach.screen.active_bindings.values()
    return [
        f"{each.binding.key} {each.binding.description}"
        for each in active
        if each.binding.id in OF_OTHERS
    ]


async def test_what_the_palette_offers_does_what_its_key_does(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        for label, place in (
            ("Exercises (x)", ExercisesScreen),
            ("Progress (p)", ProgressScreen),
            ("Today (t)", TodayScreen),
            ("History (h)", HistoryScreen),
            ("Today (t)", TodayScreen),
            ("Start (enter)", CheckInScreen),
            ("Back (esc)", TodayScreen),
        ):
            await coach.press("ctrl+p")
            await coach.type(label[:4])
            while isinstance(coach.screen, CommandPalette):
                await coach.press("enter")
            assert isinstance(coach.screen, place), label
