"""What stands around a figure or lies in its hands is drawn, and where it belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backcoach.coach.model.exercise import Prop
from backcoach.figure import Drawing, Role
from backcoach.figure.movement import props_of
from backcoach.figure.props import HELD, STANDING
from backcoach.figure.raster import Grid
from tests.support.looks import LOOKS


def test_every_prop_is_drawn_in_one_way() -> None:
    assert set(STANDING) | set(HELD) == set(Prop)
    assert not set(STANDING) & set(HELD)


@pytest.mark.parametrize("prop", Prop)
@pytest.mark.parametrize("drawing", [Drawing.HALF_BLOCKS, Drawing.QUADRANTS])
def test_every_prop_is_seen_in_every_pose(prop: Prop, drawing: Drawing) -> None:
    users = [each for each in LOOKS if prop in props_of(each.exercise, each.dose)]
    assert users, "no exercise has it"
    for look in users:
        props = props_of(look.exercise, look.dose)
        bare = replace(look.dose, props=tuple(each for each in props if each is not prop))
        frames = look.frames((60, 20), drawing)
        without = look._replace(dose=bare).frames((60, 20), drawing)
        for place in range(len(frames.movement.poses)):
            seen, rest = (
                Grid(frames.view).paint(each.shapes(place)).roles for each in (frames, without)
            )
            own = [a for a, b in zip(seen, rest, strict=True) if a == Role.PROP and a != b]
            assert len(own) >= 4, (str(look), place)
