"""`backcoach checkin`: an answer about the morning after a session, from the shell."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from backcoach.clock import SystemClock
from backcoach.coach.model.records import Log, Morning, SessionRecord
from backcoach.paths import places
from backcoach.store import LogStore
from tests.cli.outcome import Run, everything_in, keep
from tests.cli.test_errors import assert_one_line
from tests.support.logs import a_session


def days_ago(days: int, *, hour: float = 0.5, speed: float = 1.0) -> SessionRecord:
    """A session some days before now, by the clock of this machine."""
    now = SystemClock().now()
    offset = now.utcoffset()
    assert offset is not None
    start = (now - timedelta(days=days)).replace(hour=0, minute=0) + timedelta(hours=hour)
    return replace(
        a_session(0, id=f"ago-{days}-{hour}-{speed}", speed=speed, pain_before=None),
        started_at=start,
        ended_at=start,
        utc_offset_minutes=int(offset.total_seconds() // 60),
    )


def today() -> date:
    return SystemClock().now().date()


def stored(folder: Path) -> Log:
    return LogStore(places(str(folder)).log).load()


def told(folder: Path) -> list[tuple[str | None, date, int, bool | None]]:
    mornings: tuple[Morning, ...] = stored(folder).mornings
    return [(each.session, each.day, each.pain, each.back_to_usual) for each in mornings]


def test_it_is_kept_for_the_last_session_before_today(run: Run, folder: Path) -> None:
    last = days_ago(3)
    keep(folder, days_ago(5), last, days_ago(1, speed=60), days_ago(0, hour=0))
    outcome = run("checkin", "--pain", "2", "--usual", "yes", "--data-dir", folder)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("Kept for the morning of ")
    assert outcome.out.endswith(": 2/10 on getting up, back to usual.\n")
    assert outcome.out.count("\n") == 1
    assert told(folder) == [(last.id, today() - timedelta(days=2), 2, True)]


@pytest.mark.parametrize(
    ("words", "usual", "said"),
    [
        ((), None, "5/10 on getting up."),
        (("--usual", "no"), False, "5/10 on getting up, not back to usual yet."),
    ],
)
def test_back_to_usual_is_kept_as_it_was_said(
    run: Run, folder: Path, words: tuple[str, ...], usual: bool | None, said: str
) -> None:
    keep(folder, days_ago(1))
    assert said in run("checkin", "--pain", "5", *words, "--data-dir", folder).out
    assert [each[3] for each in told(folder)] == [usual]


def test_a_past_day_is_named_by_the_day_of_its_session(run: Run, folder: Path) -> None:
    first = days_ago(9)
    keep(folder, first, days_ago(2))
    day = today() - timedelta(days=9)
    assert run("checkin", "--pain", "10", "--for", day, "--data-dir", folder).code == 0
    assert told(folder) == [(first.id, day + timedelta(days=1), 10, None)]


def test_a_later_answer_takes_the_place_of_the_earlier(run: Run, folder: Path) -> None:
    session = days_ago(1)
    keep(folder, session)
    for pain in ("7", "0"):
        assert run("checkin", "--pain", pain, "--data-dir", folder).code == 0
    history = json.loads(run("history", "--json", "--data-dir", folder).out)
    morning = history["sessions"][0]["morning"]
    assert (morning["pain"], morning["back_to_usual"]) == (0, None)
    assert len(stored(folder).mornings) == 2, "what was said stays in the log"


def test_json_tells_what_was_kept(run: Run, folder: Path) -> None:
    session = days_ago(1)
    keep(folder, session)
    outcome = run("checkin", "--pain", "3", "--usual", "no", "--json", "--data-dir", folder)
    (morning,) = stored(folder).mornings
    assert json.loads(outcome.out) == {
        "session": session.id,
        "id": morning.id,
        "at": f"{morning.at:%Y-%m-%dT%H:%M:%SZ}",
        "day": today().isoformat(),
        "pain": 3,
        "back_to_usual": False,
    }


def test_history_shows_it(run: Run, folder: Path) -> None:
    keep(folder, days_ago(1))
    run("checkin", "--pain", "4", "--data-dir", folder)
    out = run("history", "--data-dir", folder).out
    assert "– → 2 → 4" in out
    assert "on getting up the morning after" in " ".join(out.split())


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ([], ["--pain", "backcoach checkin --help"]),
        (["--pain"], ["--pain"]),
        (["--pain", "11"], ['--pain: "11" is not a whole number from 0 to 10']),
        (["--pain", "-1"], ["0 to 10"]),
        (["--pain", "2.5"], ["0 to 10"]),
        (["--pain", "٣"], ["0 to 10"]),
        (["--pain", "bad"], ["0 to 10"]),
        (["--pain", "2", "--usual", "maybe"], ['--usual: "maybe" is not yes or no']),
        (["--pain", "2", "--for", "monday"], ['--for: "monday" is not a date such as']),
        (["--pain", "2", "--for", "20240102"], ["is not a date such as 2026-03-02"]),
        (["--pain", "2", "--for", "2024-02-30"], ["is not a date"]),
        (["--pain", "2", "--for", "2024-01-02"], ["no session on 2024-01-02", "backcoach history"]),
        (["--pain", "2", "--for", "2999-01-02"], ["the morning after 2999-01-02 is still to come"]),
        (["--pain", "2"], ["no session before today to answer for"]),
        (["--pain", "2", "now"], ['checkin does not take "now"']),
    ],
)
def test_a_slip_is_one_line_and_keeps_nothing(
    run: Run, tmp_path: Path, words: list[str], parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKCOACH_DATA_DIR", str(tmp_path / "data"))
    assert_one_line(run("checkin", *words), *parts)
    assert everything_in(tmp_path) == {}


def test_neither_today_s_session_nor_a_rehearsal_has_a_morning_yet(run: Run, folder: Path) -> None:
    keep(folder, days_ago(0, hour=0), days_ago(2, speed=60))
    assert_one_line(run("checkin", "--pain", "2", "--data-dir", folder), "no session before today")
    assert_one_line(
        run("checkin", "--pain", "2", "--for", today(), "--data-dir", folder), "still to come"
    )
    assert told(folder) == []


def test_options_of_checkin_before_it_are_explained(run: Run) -> None:
    assert_one_line(run("--pain", "2", "checkin"), "backcoach checkin --pain")


def test_its_help_names_every_option(run: Run) -> None:
    outcome = run("checkin", "--help")
    assert (outcome.code, outcome.err) == (0, "")
    for option in ("--pain N", "--usual yes|no", "--for DATE", "--json", "--data-dir DIR"):
        assert option in outcome.out


def test_a_damaged_log_is_named_and_left_alone(run: Run, folder: Path) -> None:
    log = places(str(folder)).log / "2026.json"
    log.parent.mkdir(parents=True)
    log.write_bytes(b"{")
    assert_one_line(run("checkin", "--pain", "2", "--data-dir", folder), str(log))
    assert everything_in(folder) == {"log": None, "log/2026.json": b"{"}
