"""What a session shows at known instants."""

from pathlib import Path

from backcoach.coach.model.programme import Section
from tests.support.coach import NONE_OF_THESE, Opened, following, opened
from tests.support.content import catalogue, item

BIRD_DOG = item("bird_dog")  # left and right, two sets of 5 × (2 out, 3 hold, 2 back), 30 s rest
BREATHING = item("rest_breathing")  # 60 s
BRACE = item("abdominal_brace")  # 5 holds of 5 s
CURL_UP = item("curl_up", level=2)  # 4, 3, 2 holds of 8 s, 20 s rest
MARCH = item("march_in_place")  # 300 s
READY, SIDE, SET, REST = 12, 5, 35, 30
TURN, DOWN = 15, 30  # to get ready: from one floor position to another, down to the floor


def shown(coach: Opened, *ids: str) -> list[str]:
    return [coach.line(id) for id in ids]


async def test_getting_ready_names_exercise_side_and_set_and_the_name_once(tmp_path: Path) -> None:
    exercise = catalogue().exercises["bird_dog"]
    async with following(tmp_path, BIRD_DOG, BREATHING) as coach:
        assert shown(coach, "name", "place", "word", "next") == [
            "Bird-dog · level 1",
            "Left leg back, right arm forward · set 1 of 2",
            "GET READY",
            "",
        ]
        assert coach.number == "12"
        assert coach.line("cues").splitlines() == [exercise.cues.setup]
        assert coach.line("stop") == f"Stop if: {exercise.stop}"
        coach.play(READY)
        assert shown(coach, "name", "next") == [
            "Bird-dog",
            "Next: Bird-dog, right leg back, set 1 of 2",
        ]


async def test_a_repetition_is_counted_and_its_phases_are_counted_down(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 7)
        seen = []
        for _ in range(8):
            seen.append((coach.number, coach.line("phases").split()))
            coach.play(1)
        assert seen == [
            ("2", ["▸", "REACH", "2", "◂", "stay", "return"]),
            ("2", ["▸", "REACH", "1", "◂", "stay", "return"]),
            ("2", ["reach", "▸", "STAY", "3", "◂", "return"]),
            ("2", ["reach", "▸", "STAY", "2", "◂", "return"]),
            ("2", ["reach", "▸", "STAY", "1", "◂", "return"]),
            ("2", ["reach", "stay", "▸", "RETURN", "2", "◂"]),
            ("2", ["reach", "stay", "▸", "RETURN", "1", "◂"]),
            ("3", ["▸", "REACH", "2", "◂", "stay", "return"]),
        ]
        assert coach.line("place") == "Left leg back, right arm forward · set 1 of 2 · rep 3 of 5"
        assert coach.line("word") == "MOVE · LEFT LEG BACK"


async def test_a_tempo_without_a_hold_shows_no_hold(tmp_path: Path) -> None:
    async with following(tmp_path, item("shoulder_circles")) as coach:
        coach.play(READY + 1)
        assert coach.line("phases").split() == ["▸", "CIRCLE", "1", "◂", "return"]


async def test_the_phases_are_there_only_with_repetitions(tmp_path: Path) -> None:
    async with following(tmp_path, BRACE) as coach:
        coach.play(READY + 1)
        assert coach.line("word") == "HOLD"
        assert not coach.panel.query_one("#phases").display


async def test_holds_are_numbered_and_relaxed_between(tmp_path: Path) -> None:
    async with following(tmp_path, BRACE, BREATHING) as coach:
        coach.play(READY + 2)
        assert (coach.line("word"), coach.line("place"), coach.number) == (
            "HOLD",
            "Hold 1 of 5",
            "3",
        )
        coach.play(4)
        assert (coach.line("word"), coach.line("place"), coach.number) == (
            "RELAX",
            "Hold 2 of 5",
            "3",
        )


async def test_the_number_counts_down_once_a_second(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        numbers = []
        for _ in range(READY * 4):
            numbers.append(int(coach.number))
            coach.play(0.25)
        assert numbers == [number for number in range(READY, 0, -1) for _ in range(4)]
        numbers = []
        for _ in range(60):
            numbers.append(int(coach.number))
            coach.play(1)
        assert numbers == list(range(60, 0, -1))


async def test_from_100_seconds_on_the_number_is_minutes_and_seconds(tmp_path: Path) -> None:
    async with following(tmp_path, MARCH) as coach:
        coach.play(READY)
        assert coach.number == "5:00"
        coach.play(200)
        assert coach.number == "1:40"
        coach.play(1)
        assert coach.number == "99"


async def test_next_is_always_said_and_last_of_all_it_is_the_end(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, BREATHING) as coach:
        lead_ins, works = [], []
        for lead_in, work in (READY, SET), (SIDE, SET), (REST, SET), (SIDE, SET), (TURN, 60):
            lead_ins.append(coach.line("next"))
            coach.play(lead_in - 1)
            assert coach.line("next") == lead_ins[-1], "all the while"
            coach.play(1)
            works.append(coach.line("next"))
            coach.play(work - 1)
            assert coach.line("next") == works[-1], "all the while"
            if work == SET:
                coach.play(1)
        assert lead_ins == [
            "",
            "Right leg back, left arm forward.",
            "Next: Bird-dog, right leg back, set 2 of 2",
            "Right leg back, left arm forward.",
            "Roll onto your back.",
        ], "how to get there, under the name; a rest says what its work says"
        assert works == [
            "Next: Bird-dog, right leg back, set 1 of 2",
            "Next: Bird-dog, left leg back, set 2 of 2",
            "Next: Bird-dog, right leg back, set 2 of 2",
            "Next: Rest and slow breathing",
            "Next: the end of the session",
        ]


async def test_a_rest_names_the_set_that_comes(tmp_path: Path) -> None:
    async with following(tmp_path, CURL_UP, BREATHING) as coach:
        coach.play(READY + 4 * 8 + 3 * 4 + 5)
        assert shown(coach, "word", "name", "place", "next") == [
            "REST",
            "McGill curl-up",
            "Set 2 of 3 · hold 1 of 3",
            "Next: McGill curl-up, set 3 of 3",
        ]
        assert coach.number == "15"
        mistake = catalogue().exercises["curl_up"].cues.mistake
        assert mistake[1:] in coach.line("cues")


async def test_sides_change_in_words(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + SET)
        assert coach.line("twin") == "Change: right leg back, left arm forward"
        assert coach.line("word") == "CHANGE · RIGHT LEG BACK"
        assert coach.number == "5"
        coach.play(SIDE)
        assert coach.line("word") == "MOVE · RIGHT LEG BACK"
        assert coach.line("place").startswith("Right leg back")


async def test_section_item_and_minutes_of_the_whole_session(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("enter", "2", "enter", *NONE_OF_THESE)
        minutes = coach.practice.standing.plan().minutes
        assert coach.line("section") == f"{Section.WARM_UP.words} · 1 of 9 · {minutes} min left"
        coach.play(READY + 300)
        assert coach.line("section").startswith(f"{Section.DYNAMIC.words} · 2 of 9")
        await coach.press("s")
        assert coach.line("section").startswith(f"{Section.STRETCH.words} · 3 of 9")
        await coach.press("s")
        assert coach.line("section").startswith(f"{Section.MAIN.words} · 4 of 9")
        await coach.press("s", "s", "s", "s")
        assert coach.line("section").startswith(f"{Section.STRETCH.words} · 8 of 9")
        await coach.press("s")
        assert coach.number == str(DOWN), "from the marching: all between was left out"
        assert coach.line("section") == f"{Section.COOL_DOWN.words} · 9 of 9 · 2 min left"
        coach.play(1)
        assert coach.line("section") == f"{Section.COOL_DOWN.words} · 9 of 9 · 1 min left"


async def test_the_bar_fills_as_the_session_goes_on(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        filled = []
        for seconds in READY, 24, 24:
            coach.play(seconds)
            await coach.settle()
            filled.append(coach.words_in("#bar").count("━"))
        assert filled == [round(78 * share) for share in (12 / 72, 36 / 72, 60 / 72)]


async def test_states_differ_in_word_in_class_and_in_the_kind_of_frame(tmp_path: Path) -> None:
    looks: dict[str, tuple[str, set[str], str]] = {}

    async def look(coach: Opened, state: str) -> None:
        await coach.settle()
        panel = coach.panel
        kinds = {"-ready", "-work", "-rest", "-paused"}
        edge = coach.rows[panel.region.y][panel.region.x + 1]
        looks[state] = (coach.line("word").split(" · ")[0], kinds & panel.classes, edge)

    async with following(tmp_path, CURL_UP) as coach:
        await look(coach, "ready")
        coach.play(READY + 3)
        await look(coach, "work")
        await coach.press("space")
        await look(coach, "paused")
        await coach.press("space")
        coach.play(3)
        await coach.press("n")
        await look(coach, "rest")
    assert looks == {
        "ready": ("GET READY", {"-ready"}, "─"),
        "work": ("HOLD", {"-work"}, "━"),
        "paused": ("PAUSED", {"-paused"}, "═"),
        "rest": ("REST", {"-rest"}, "╍"),
    }
