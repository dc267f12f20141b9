"""`backcoach flare`, and answers about mornings in flare-up mode from the command line."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from backcoach.clock import SystemClock
from backcoach.coach.model.records import FlareReport
from backcoach.paths import places
from backcoach.store import LogStore
from tests.cli.outcome import Run, everything_in, keep
from tests.cli.test_checkin import days_ago, stored, today, told
from tests.cli.test_errors import assert_one_line
from tests.support.content import catalogue
from tests.support.logs import a_check_in, a_profile


def begun(folder: Path, days: int) -> None:
    """A flare reported some days before now, by somebody whose usual pain is 2."""
    at = SystemClock().now() - timedelta(days=days)
    store = LogStore(places(str(folder)).log)
    store.save(replace(a_profile(usual_pain=2), at=at - timedelta(days=1)))
    store.save(FlareReport("flare", at))


def test_the_warning_signs_come_first_and_nothing_is_kept(run: Run, folder: Path) -> None:
    outcome = run("flare", "--data-dir", folder)
    assert (outcome.code, outcome.err) == (0, "")
    said = " ".join(outcome.out.split())
    safety = catalogue().safety
    for symptom in safety.check_in.symptoms:
        assert symptom.ask in said
        assert all(each.text[1:] in said for each in symptom.options if not each.once_seen)
    for advice in (safety.call, safety.emergency, safety.maternity, safety.urgent):
        assert advice.text in said
    assert said.endswith("Nothing is kept yet. None of these: backcoach flare --none-of-these")
    assert everything_in(folder.parent) == {}


def test_with_none_of_these_it_is_kept_and_says_what_helps(run: Run, folder: Path) -> None:
    outcome = run("flare", "--none-of-these", "--data-dir", folder)
    assert (outcome.code, outcome.err) == (0, "")
    said = " ".join(outcome.out.split())
    assert catalogue().safety.flare.text in said
    assert "Flare-up mode, day 1 · 0 of 2 calm mornings" in said
    assert len(stored(folder).flares) == 1
    plan = json.loads(run("plan", "--json", "--data-dir", folder).out)
    assert plan["template"] == "easy_day"


def test_json_tells_what_stands(run: Run, folder: Path) -> None:
    outcome = run("flare", "--none-of-these", "--json", "--data-dir", folder)
    flare = {
        "since": today().isoformat(),
        "day": 1,
        "rule": "flare.begin.button",
        "why": "Flare-up mode began: you said that it feels like a flare.",
        "calm_mornings": 0,
        "needed_mornings": 2,
        "suggestion": None,
    }
    assert json.loads(outcome.out) == {"flare": flare}
    progress = json.loads(run("progress", "--json", "--data-dir", folder).out)
    assert progress["flare"] == flare
    (decision,) = progress["decisions"]
    assert (decision["exercise"], decision["from"], decision["to"]) == (None, None, None)
    assert "Flare-up mode, day 1" in run("progress", "--data-dir", folder).out


def test_json_without_a_look_at_the_signs_is_a_slip(run: Run, folder: Path) -> None:
    outcome = run("flare", "--json", "--data-dir", folder)
    assert_one_line(outcome, "read the warning signs first, with: backcoach flare")


def test_while_locked_the_safety_answers_come_first(run: Run, folder: Path) -> None:
    at = SystemClock().now()
    worried = replace(a_check_in(0, symptoms=("fever",)), at=at)
    LogStore(places(str(folder)).log).save(worried)
    before = everything_in(folder)
    assert_one_line(run("flare", "--none-of-these", "--data-dir", folder), "safety answers")
    assert everything_in(folder) == before


def test_a_morning_is_kept_session_or_not_and_two_calm_ones_end_it(run: Run, folder: Path) -> None:
    begun(folder, 2)
    keep(folder, days_ago(4))
    yesterday = today() - timedelta(days=1)
    calm = run("checkin", "--pain", "3", "--data-dir", folder)
    assert calm.code == 0
    assert "1 of 2 calm mornings" in calm.out
    assert told(folder) == [(None, today(), 3, None)]
    answered = stored(folder).mornings[0]
    store = LogStore(places(str(folder)).log)
    store.save(replace(answered, id="earlier", day=yesterday))
    progress = json.loads(run("progress", "--json", "--data-dir", folder).out)
    assert (progress["flare"], progress["levels_lower"]) == (None, 2)


def test_the_end_is_said(run: Run, folder: Path) -> None:
    begun(folder, 2)
    yesterday = SystemClock().now() - timedelta(days=1)
    run("checkin", "--pain", "3", "--data-dir", folder)
    answered = stored(folder).mornings[0]
    store = LogStore(places(str(folder)).log)
    store.save(replace(answered, at=yesterday, day=yesterday.date()))
    outcome = run("checkin", "--pain", "2", "--json", "--data-dir", folder)
    assert json.loads(outcome.out)["session"] is None
    again = json.loads(run("progress", "--json", "--data-dir", folder).out)
    assert again["flare"] is None


def test_after_yesterday_s_session_it_is_about_that_session(run: Run, folder: Path) -> None:
    begun(folder, 3)
    last = days_ago(1)
    keep(folder, last)
    run("checkin", "--pain", "5", "--data-dir", folder)
    assert told(folder) == [(last.id, today(), 5, None)]
