"""The tool behind `make mutants`: what it changes, and what it takes to be no change."""

from pathlib import Path

import pytest

from tools import mutants
from tools.mutants import (
    ELSEWHERE,
    ROOMS,
    Result,
    equivalents,
    key,
    known_results,
    mutations_of_room,
    unknown,
    write_down,
)
from tools.mutations import Mutation, mutations_of


def changes(source: str) -> list[str]:
    return [each.text for each in mutations_of(Path("rule.py"), source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "x = a_longer_name < b",
            ["a_longer_name < b -> a_longer_name >= b", "… -> a_longer_name <= b"],
        ),
        ("x = a_long_name == b", ["a_long_name == b -> a_long_name != b"]),
        ("x = a_name is not None", ["a_name is not None -> a_name is None"]),
        ("x = one in the_others", ["one in the_others -> one not in the_others"]),
        ("x = not a_longer_name", ["not a_longer_name -> a_longer_name"]),
        (
            "x = a_name and b_name",
            [
                "a_name and b_name -> a_name or b_name",
                "a_name and b_name -> b_name",
                "a_name and b_name -> a_name",
            ],
        ),
        ("x = min(some, others)", ["min(some, others) -> max(some, others)"]),
        ("x = days_between + b", ["days_between + b -> days_between - b"]),
        ("x = 'a longer text' + b", []),
        ("DAYS_A_WEEK = 7", ["DAYS_A_WEEK = 7 -> DAYS_A_WEEK = 8", "… -> DAYS_A_WEEK = 6"]),
        ("def f():\n    return True", ["return True -> return False"]),
        ("def f():\n    things.append(a)", ["things.append(a) -> pass"]),
        (
            "def f():\n    if a_long_condition:\n        return b",
            ["a_long_condition -> True", "a_long_condition -> False"],
        ),
        (
            "x = [a for a in things if a]",
            ["for a in things if a -> for a in things if True"],
        ),
        ("x = some if condition else other", ["… -> some", "… -> other"]),
        ('def f(a: int = 3) -> None:\n    """Up to 3."""', []),
        ("class Rule:\n    days: int = 3", []),
        ("def f():\n    raise ValueError('1 of 2')", []),
    ],
)
def test_what_is_changed(source: str, expected: list[str]) -> None:
    found = changes(source)
    assert len(found) == len(expected)
    for text, wanted in zip(found, expected, strict=True):
        assert text.endswith(wanted.removeprefix("…"))


def test_a_mutation_is_known_by_its_function_and_not_by_its_line() -> None:
    source = "class Rule:\n    def holds(self):\n        return self.days == self.days_min\n"
    (one,) = mutations_of(Path("rule.py"), source)
    (later,) = mutations_of(Path("rule.py"), f"\n\n{source}")
    assert (one.function, one.text) == (later.function, later.text)
    assert one.function == "Rule.holds"


def test_the_same_change_twice_in_a_function_is_told_apart() -> None:
    assert changes("def f():\n    things.append(a)\n    things.append(a)") == [
        "things.append(a) -> pass",
        "things.append(a) -> pass (2)",
    ]


def test_every_rule_is_changed_somewhere() -> None:
    assert all(mutations_of_room(room) for room in ROOMS)


def test_what_is_named_as_no_different_is_there_and_has_its_reason() -> None:
    known = [key(each) for room in ROOMS for each in mutations_of_room(room)]
    assert len(known) == len(set(known))
    assert unknown(known) == []
    assert all(equivalents().values())


def test_only_a_test_that_runs_the_lines_of_the_statement_can_notice() -> None:
    source = (
        "def f():\n    if (\n        a_condition\n    ):\n        things.append(a)\n    b = 1\n"
    )
    lines = {each.text: [*each.lines] for each in mutations_of(Path("rule.py"), source)}
    assert lines == {
        "a_condition -> True": [2, 3, 4],
        "a_condition -> False": [2, 3, 4],
        "things.append(a) -> pass": [5],
        "b = 1 -> b = 2": [6],
        "b = 1 -> b = 0": [6],
    }


RULES = "LEAST = 3\n\n\ndef f():\n    return True\n"


def rules(source: str) -> dict[str, Mutation]:
    file = mutants.COACH / "rule.py"
    return {each.text: each for each in mutations_of(file, source)}


@pytest.mark.parametrize(
    ("noticed_by", "tests", "state", "source", "holds"),
    [
        ("test_a", ["test_a"], "now", RULES, True),
        ("test_a", ["test_a"], "before", RULES, True),
        ("test_a", ["test_a"], "now", RULES.replace("3", "4"), True),
        ("test_a", ["test_a"], "now", RULES.replace("f()", "f(x)"), False),
        ("test_a", ["test_b"], "now", RULES, False),
        (ELSEWHERE, ["test_b"], "now", RULES, True),
        (None, ["test_a"], "now", RULES, True),
        (None, ["test_a"], "before", RULES, False),
    ],
    ids=[
        "noticed",
        "noticed, and other tests have changed since",
        "noticed, and the file has changed elsewhere",
        "noticed, and the function has changed",
        "noticed by a test that is gone",
        "noticed in a new process",
        "not noticed",
        "not noticed, and something has changed since",
    ],
)
def test_a_result_of_before_holds_while_nothing_it_rests_on_has_changed(
    *,
    noticed_by: str | None,
    tests: list[str],
    state: str,
    source: str,
    holds: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mutants, "RESULTS", tmp_path / "results.jsonl")
    text = "return True -> return False"
    assert known_results(rules(RULES).values(), tests, "now") == []
    write_down(Result(rules(RULES)[text], noticed_by), state)
    found = known_results(rules(source).values(), tests, "now")
    assert [(each.mutation.text, each.noticed_by) for each in found] == [(text, noticed_by)] * holds
