"""About you: the profile of the user, one line for each part, which can be changed any time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Resize
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

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
    ProfilePart,
    asked_tags,
    balance_words,
    length_words,
    parts,
    tags_asking_ok,
    trains_words,
)
from backcoach.coach.words.session_words import sentence
from backcoach.legible import one_line
from backcoach.store import StoreError
from backcoach.store.codec import SESSIONS_A_WEEK
from backcoach.tui.commands import Scope, bindings
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.questions.profile_parts import ActivitiesDialog, MarkScreen, PainDialog
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.two_columns import TwoColumns

WHY = "Your sessions follow it. Each change holds from today on; what is done stays as it is."
FIRST = "So that sessions suit you. Change what you like; esc goes on, and y brings you back here."
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
LABELS, NARROW_LABELS, NARROW_BELOW = 26, 16, 76
"""Columns for the names of the parts: `NARROW_LABELS` in a window below `NARROW_BELOW` columns."""


class Parts(Lines, inherit_bindings=False):
    """The lines. Enter is bound by the screen, so that the bar of keys names it."""

    BINDINGS = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]


class ProfileScreen(CoachScreen[None]):
    """Shows one line for each part. Enter changes it, and the change is stored at once."""

    CSS_PATH = "profile.tcss"
    BINDINGS = bindings(Scope.ABOUT)
    scope = Scope.ABOUT

    def __init__(self, *, first: bool = False) -> None:
        super().__init__()
        self._first = first

    def compose(self) -> ComposeResult:
        """Compose why it is asked, and the lines."""
        with Vertical(classes="page"):
            yield Static("About you", classes="title")
            yield Static(FIRST if self._first else WHY, classes="quiet", markup=False)
            yield Parts(id="parts")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the present profile."""
        self._show()
        self.query_one(OptionList).focus()

    def on_resize(self, _event: Resize) -> None:
        """Adapt the lines to the width of the window."""
        self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change a line; only once if it is chosen twice at once."""
        event.stop()
        if self.is_active:
            self.change(event.option.id or "")

    def action_change(self) -> None:
        """Change the line under the cursor."""
        self.query_one(OptionList).action_select()

    def action_done(self) -> None:
        """Close."""
        self.dismiss(None)

    @work(exclusive=True)
    async def change(self, part: str) -> None:
        """Ask for one part and store the answer."""
        profile = self.practice.person.profile_to_change()
        wanted = await self._asked(part, profile)
        if wanted is None or not self.is_attached:
            return
        try:
            self.practice.person.keep_profile(wanted)
        except StoreError as error:
            self.coach.warn(str(error))
        self._show()

    def _show(self) -> None:
        listing = self.query_one(OptionList)
        here = listing.highlighted or 0
        shown = parts(
            self.practice.person.profile_to_change(), self.practice.book.catalogue.programme
        )
        listing.clear_options()
        labels = NARROW_LABELS if self.app.size.width < NARROW_BELOW else LABELS
        listing.add_options(Option(_line(part, labels), id=part.id) for part in shown)
        listing.highlighted = min(here, len(shown) - 1)

    async def _asked(self, part: str, profile: Profile) -> Profile | None:
        """`profile` with a new answer for one part; None if the user went back."""
        programme = self.practice.book.catalogue.programme
        match part:
            case "tags":
                marked = await self._marks(
                    "What to mind",
                    "Which of these are true for you? Mark every one.",
                    asked_tags(programme, profile.tags),
                    profile.tags,
                )
                return None if marked is None else await self._with_tags(profile, marked)
            case "ok":
                marked = await self._marks(
                    "A clinician agrees",
                    "Mark where a doctor, physiotherapist or midwife has agreed to exercise.",
                    tags_asking_ok(profile, programme),
                    profile.clinician_ok,
                )
                return None if marked is None else replace(profile, clinician_ok=marked)
            case "equipment":
                things = programme.equipment.things
                had = tuple(things) if profile.equipment is None else profile.equipment
                marked = await self._marks("At hand", "What do you have at hand?", things, had)
                return None if marked is None else replace(profile, equipment=marked)
            case "pain":
                pain = await self.app.push_screen_wait(PainDialog(profile.usual_pain))
                return None if pain is None else replace(profile, usual_pain=pain)
            case "activities":
                named = await self.app.push_screen_wait(ActivitiesDialog(profile.activities))
                return None if named is None else replace(profile, activities=named)
        return await self._chosen(part, profile)

    async def _with_tags(self, profile: Profile, marked: tuple[str, ...]) -> Profile | None:
        """`profile` with the `marked` tags and those not asked for. None if the user went back.

        A user who has just marked a pregnancy is asked for the week first.
        """
        if PREGNANT in marked and PREGNANT not in profile.tags:
            from backcoach.tui.flows.pregnancy import ask_the_week

            if not await ask_the_week(self.coach):
                return None
            profile = self.practice.person.profile_to_change()
        programme = self.practice.book.catalogue.programme
        asked = asked_tags(programme, profile.tags)
        alone = (name for name in profile.tags if programme.tags[name].comes_with is None)
        others = (name for name in alone if name not in asked)
        return replace(profile, tags=(*marked, *others))

    async def _chosen(self, part: str, profile: Profile) -> Profile | None:
        """`profile` with a new answer for a part with few answers. None if the user went back."""
        programme = self.practice.book.catalogue.programme
        match part:
            case "length":
                lengths = [(each.value, length_words(each, programme)) for each in Length]
                options = [(COACH, length_words(None, programme)), *lengths]
                answer = await self._choice("How long should a session be?", options)
                chosen = None if answer in (None, COACH) else Length(answer)
                return None if answer is None else replace(profile, length=chosen)
            case "sessions":
                options = [(str(number), str(number)) for number in SESSIONS_A_WEEK]
                answer = await self._choice("How many sessions a week?", options)
                return None if answer is None else replace(profile, sessions_a_week=int(answer))
            case "unit":
                options = [("kg", "kilograms (kg)"), ("lb", "pounds (lb)")]
                answer = await self._choice("In which unit do you count weights?", options)
                return None if answer is None else replace(profile, unit=WeightUnit(answer))
        return await self._yes_or_no(part, profile)

    async def _yes_or_no(self, part: str, profile: Profile) -> Profile | None:
        """The parts that are a yes or a no."""
        if part not in YES_OR_NO:
            return None
        question, options = YES_OR_NO[part]
        answer = await self._choice(question, list(options))
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

    async def _choice(self, question: str, options: list[tuple[str, str]]) -> str | None:
        return await self.app.push_screen_wait(ChoiceDialog(question, options))

    async def _marks(
        self, title: str, ask: str, lines: Mapping[str, str], marked: Collection[str]
    ) -> tuple[str, ...] | None:
        screen = MarkScreen(f"About you · {title}", ask, lines, marked)
        return await self.app.push_screen_wait(screen)


def _line(part: ProfilePart, labels: int) -> TwoColumns:
    """Name and answer of a part in two columns; a long answer wraps in its own."""
    label, answer = Text(part.label, style="bold"), Text(one_line(part.said))
    return TwoColumns(label, answer, gap=2, left_width=labels, overflow="fold")
