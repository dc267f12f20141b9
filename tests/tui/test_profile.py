"""About you: offered once, changed line by line, and what it does to the plan and the session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.widgets import OptionList

from backcoach.coach.model.profile import WeightUnit
from backcoach.coach.model.programme import Length
from backcoach.store import StoreError
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.progress import ProgressScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.profile import ProfileScreen
from backcoach.tui.screens.questions.profile_parts import ActivitiesDialog, MarkScreen, PainDialog
from backcoach.tui.widgets.checklist import Checklist
from tests.support.coach import NONE_OF_THESE, Opened, into_session, opened
from tests.support.content import programme


async def choose(coach: Opened, part: str) -> None:
    """Put the cursor on a part and press Enter."""
    listing = coach.screen.query_one(OptionList)
    await coach.press("home", *["down"] * listing.get_option_index(part), "enter")


async def mark(coach: Opened, *names: str) -> None:
    """Mark these lines, or take their marks away."""
    checklist = coach.screen.query_one(Checklist)
    for name in names:
        await coach.press("home", *["down"] * checklist.get_option_index(name), "space")


async def test_it_is_offered_after_the_safety_questions_and_skipped_with_esc(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, consented=False) as coach:
        await coach.press("enter", *NONE_OF_THESE * 4)
        assert isinstance(coach.screen, ProfileScreen)
        assert "y brings" in coach.text
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.stored().profiles == ()
    async with opened(tmp_path, consented=False) as coach:
        assert isinstance(coach.screen, TodayScreen), "not asked again by itself"


async def test_it_waits_until_nothing_is_in_the_way(tmp_path: Path) -> None:
    async with opened(tmp_path, consented=False) as coach:
        await coach.press("enter", *NONE_OF_THESE * 2, *["down"] * 4, "space", "end", "enter")
        await coach.press("enter", *NONE_OF_THESE)
        assert isinstance(coach.screen, TodayScreen)
        assert "! Talk to a clinician first" in coach.text
        await coach.press("enter", "down", "enter")
        assert isinstance(coach.screen, ProfileScreen)


async def test_tags_are_asked_in_the_words_of_the_programme(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 40)) as coach:
        await coach.press("y")
        await choose(coach, "tags")
        assert isinstance(coach.screen, MarkScreen)
        shown = coach.text
        await coach.press("end")
        shown += coach.text
        for name, tag in programme().tags.items():
            # Long ones go on over two lines.
            asked = tag.comes_with is None and (not tag.is_dated or name == "pregnant")
            assert (tag.ask[1:60] in shown) is asked


async def test_a_mark_is_kept_with_its_date_and_changes_the_plan(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 60)) as coach:
        assert "Cobra" in coach.text
        await coach.press("y")
        await choose(coach, "tags")
        await mark(coach, "extension_intolerant", "balance")
        coach.clock.advance(60)
        await coach.press("enter")
        assert isinstance(coach.screen, ProfileScreen)
        assert "a fall in the last year, or unsteady on your feet" in coach.text
        *_, kept = coach.stored().profiles
        assert kept.tags == ("extension_intolerant", "balance")
        assert kept.at == coach.clock.now()
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        assert "Child's pose takes the place of Cobra: arching brings your pain on." in (
            coach.words_in("#plan")
        )
        assert "A hand on a fixed support throughout." in coach.text


async def test_a_tag_that_asks_for_a_clinician_brings_its_own_line(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("y")
        assert "A clinician agrees" not in coach.text
        await choose(coach, "tags")
        await mark(coach, "osteoporosis")
        await coach.press("enter")
        assert "A clinician agrees" in coach.text
        assert "not yet" in coach.text
        await choose(coach, "ok")
        await mark(coach, "osteoporosis")
        coach.clock.advance(1)
        await coach.press("enter")
        *_, kept = coach.stored().profiles
        assert kept.clinician_ok == ("osteoporosis", "osteoporosis_load")
        # Without the tag the agreement goes too.
        await choose(coach, "tags")
        await mark(coach, "osteoporosis")
        coach.clock.advance(1)
        await coach.press("enter")
        assert "A clinician agrees" not in coach.text
        assert coach.practice.person.profile_to_change().clinician_ok == ()


async def test_equipment_starts_with_everything(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("y")
        assert "not said, so everything" in coach.text
        await choose(coach, "equipment")
        await mark(coach, "step")
        coach.clock.advance(1)
        await coach.press("enter")
        kept = coach.practice.person.profile_to_change().equipment
        assert kept is not None
        assert set(programme().equipment.things) - set(kept) == {"step"}
        assert "everything but a low step" in coach.text


async def test_the_rest_of_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("y")
        for part, dialog, keys in (
            ("pain", PainDialog, ["4", "enter"]),
            ("length", ChoiceDialog, ["down", "enter"]),
            ("sessions", ChoiceDialog, ["enter"]),
            ("trains", ChoiceDialog, ["enter"]),
            ("unit", ChoiceDialog, ["down", "enter"]),
        ):
            await choose(coach, part)
            assert isinstance(coach.screen, dialog), part
            coach.clock.advance(1)
            await coach.press(*keys)
            assert isinstance(coach.screen, ProfileScreen), part
        await choose(coach, "activities")
        assert isinstance(coach.screen, ActivitiesDialog)
        await coach.type("socks")
        coach.clock.advance(1)
        await coach.press("enter", "enter")
        profile = coach.practice.person.profile_to_change()
        assert (profile.usual_pain, profile.length) == (4, Length.SHORT)
        assert (profile.sessions_a_week, profile.trains_already) == (2, True)
        assert (profile.unit, profile.activities) == (WeightUnit.LB, ("socks",))
        await coach.press("escape")
        assert "short length" in coach.line("facts")


async def test_turning_back_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        before = coach.stored().profiles
        await coach.press("y")
        for part in ("tags", "equipment", "pain", "length", "activities", "unit"):
            await choose(coach, part)
            await coach.press("escape")
            assert isinstance(coach.screen, ProfileScreen), part
        assert coach.stored().profiles == before


async def test_it_is_a_key_away_from_every_place_and_leads_back_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("p", "y")
        assert isinstance(coach.screen, ProfileScreen)
        await coach.press("escape")
        assert isinstance(coach.screen, ProgressScreen)


async def test_what_cannot_be_kept_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:

        def refuse(_wanted: object) -> None:
            raise StoreError(tmp_path / "log.json", "the disk is full", "Make room.")

        await coach.press("y")
        coach.practice.person.keep_profile = refuse  # type: ignore[method-assign,assignment]
        await choose(coach, "unit")
        await coach.press("down", "enter")
        assert "the disk is full" in coach.words_in("Toast")
        assert isinstance(coach.screen, ProfileScreen)


async def test_the_session_says_what_is_different_for_you(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        coach.practice.person.keep_profile(
            replace(coach.practice.person.profile_to_change(), tags=("balance", "knee_pain"))
        )
        await into_session(coach)
        assert coach.line("cues").splitlines()[1:3] == [
            "For you: low knees, as far as is comfortable.",
            "For you: a hand on a fixed support throughout.",
        ]


async def test_the_page_of_an_exercise_says_what_the_profile_changes(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 40)) as coach:
        coach.practice.person.keep_profile(
            replace(coach.practice.person.profile_to_change(), tags=("knee_pain",))
        )
        await coach.press("x")
        assert "For you: Low knees, as far as is comfortable." in coach.text


async def test_a_plan_longer_than_the_window_can_be_read_to_its_end(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(60, 20)) as coach:
        coach.practice.person.keep_profile(
            replace(coach.practice.person.profile_to_change(), tags=("balance", "no_floor"))
        )
        await coach.press("h", "t")
        assert "Rest and slow" not in coach.text
        await coach.press(*["pagedown"] * 5)
        assert "Cobra is left out" in coach.text
