"""Frozen dataclasses are immutable values that can be compared, hashed, copied and pickled."""

import copy
import inspect
import pickle
from dataclasses import KW_ONLY, FrozenInstanceError, dataclass, field, fields, replace

import pytest

from backcoach.coach.model.frozen import frozen


@frozen
class Ours:
    number: int
    words: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False)
    hidden: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Theirs:
    number: int
    words: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False)
    hidden: str = field(default="", repr=False)


@frozen
class More(Ours):
    words: tuple[str, ...] = ("more",)
    last: int = 0


@frozen
class Named(Ours):
    _: KW_ONLY
    name: str


def test_it_is_made_shown_and_described_as_a_frozen_dataclass() -> None:
    ours, theirs = Ours(3, hidden="x"), Theirs(3, hidden="x")
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert [each.name for each in fields(ours)] == [each.name for each in fields(theirs)]
    assert list(inspect.signature(Ours).parameters) == list(inspect.signature(Theirs).parameters)
    assert Ours.__match_args__ == Theirs.__match_args__
    assert not hasattr(ours, "__dict__")


def test_it_is_equal_to_its_kind_by_the_fields_that_are_compared() -> None:
    assert Ours(3, notes=["a"]) == Ours(3, notes=["b"])
    assert hash(Ours(3)) == hash(Ours(3, notes=["b"]))
    assert Ours(3) != Ours(4)
    assert Ours(3) != More(3, ())


def test_every_one_has_a_list_of_its_own() -> None:
    assert Ours(1).notes is not Ours(1).notes


def test_nothing_of_it_can_be_changed() -> None:
    ours = Ours(3)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'number'"):
        setattr(ours, "number", 4)  # noqa: B010
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'number'"):
        delattr(ours, "number")
    assert replace(ours, number=4) == Ours(4)


def test_copies_and_pickles_are_equal() -> None:
    ours = More(3, ("a",), ["b"], "c", 5)
    again = pickle.loads(pickle.dumps(ours))
    assert (again, again.notes, again.hidden) == (ours, ["b"], "c")
    assert copy.deepcopy(ours) == copy.copy(ours) == ours


def test_one_made_from_another_has_its_fields_too() -> None:
    assert More(3) == More(3, ("more",), last=0)
    assert Named(3, name="a").name == "a"
    with pytest.raises(TypeError, match="keyword-only argument: 'name'"):
        Named(3)  # type: ignore[call-arg]


@pytest.mark.parametrize("given", [(), (1, (), [], "", 2)])
def test_a_wrong_number_of_fields_is_refused(given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match=r"Ours\.__init__\(\)"):
        Ours(*given)  # type: ignore[arg-type]


def test_what_it_does_not_do_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="use dataclass"):

        @frozen
        class Later:
            number: int = field(init=False)
