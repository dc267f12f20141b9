"""What the content folder holds, as data types of `backcoach.coach`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Programme
from backcoach.coach.safety.content import Safety


@frozen
class Catalogue:
    """Everything from the content folder.

    `exercises` are in the order of a session: by category, then by first stage and name. `earlier`
    holds the earlier versions of the programme, by version.
    """

    exercises: Mapping[str, Exercise]
    programme: Programme
    safety: Safety
    earlier: Mapping[str, Programme] = field(default_factory=dict)
