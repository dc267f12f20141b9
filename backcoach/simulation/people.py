"""The kinds of virtual people: their profile, how regularly they train, how their pain behaves.

None of these numbers describes real people. They are simple on purpose: just enough to make
every rule of the coach apply to somebody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from backcoach.coach.model.frozen import frozen


@frozen
class PersonKind:
    """A kind of person. Chances are 0-1, pain 0-10.

    With `steady` pain and effort never vary, and no session makes it worse; `seen` says that a
    clinician has seen them about it. `sore` exercises leave their back sore each time.

    `turns_up` is the probability of training on a training day, `breaks` the probability per week
    of a break of some weeks. Usual pain begins at `usual_pain` and approaches `settles_to` with
    training. `flares` is the probability per day of a flare-up, `effort` the mean effort of a
    session.
    """

    name: str
    tags: tuple[str, ...] = ()
    turns_up: float = 0.95
    breaks: float = 0.0
    usual_pain: tuple[float, float] = (1.5, 3.0)
    settles_to: float = 1.0
    flares: float = 0.0
    effort: float = 4.8
    trains_already: bool = False
    clinician_ok: bool = False
    asked_of_mornings: float = 0.9
    steady: bool = False
    seen: bool = False
    sore: tuple[str, ...] = ()

    @classmethod
    def always_at(cls, name: str, pain: int, *, effort: int = 5, seen: bool = False) -> PersonKind:
        """Somebody who trains as planned, and whose pain is always the same."""
        return cls(
            name,
            turns_up=1.0,
            usual_pain=(pain, pain),
            settles_to=pain,
            effort=effort,
            asked_of_mornings=1.0,
            steady=True,
            seen=seen,
        )


ADHERENT = PersonKind("adherent", turns_up=1.0, asked_of_mornings=1.0)
STEADY_7 = PersonKind.always_at("steady_high_7", 7)
HIGH_8_SEEN = PersonKind.always_at("high_8_seen", 8, seen=True)
HIGH_8_UNSEEN = PersonKind.always_at("high_8_unseen", 8)
ALWAYS_SORE = replace(
    PersonKind.always_at("always_sore", 2, effort=4), sore=("bird_dog", "bridge", "bridge_march")
)
KINDS: tuple[PersonKind, ...] = (
    ADHERENT,
    PersonKind("irregular", turns_up=0.55, breaks=0.06, flares=0.003, asked_of_mornings=0.5),
    PersonKind("high_usual_pain", usual_pain=(4.5, 6.5), settles_to=4.0, effort=5.2),
    PersonKind("flare_prone", flares=0.03, usual_pain=(2.0, 4.0), settles_to=2.0),
    PersonKind("floor_free", tags=("no_floor",)),
    PersonKind("not_cleared", tags=("hypertension",)),
    PersonKind(
        "unsteady_thin_bones",
        tags=("osteoporosis", "osteoporosis_load", "balance", "age_65"),
        clinician_ok=True,
    ),
    PersonKind("strong", trains_already=True, usual_pain=(0.5, 2.0), settles_to=0.5, effort=3.2),
    STEADY_7,
    HIGH_8_SEEN,
    HIGH_8_UNSEEN,
    ALWAYS_SORE,
)


def kinds_with(tags: Sequence[str]) -> tuple[PersonKind, ...]:
    """All kinds, and one more for each tag of the programme."""
    tagged = (PersonKind(tag, tags=(tag,), clinician_ok=True) for tag in tags)
    return (*KINDS, *tagged)


@dataclass(slots=True)
class Body:
    """The simulated pain of one person.

    `pain` is their present usual pain, `flare` the points a flare-up adds to it, `away_until` the
    number of the day on which a break ends.
    """

    kind: PersonKind
    chance: Random
    pain: float
    flare: float = 0.0
    away_until: int = 0

    @classmethod
    def born(cls, kind: PersonKind, chance: Random) -> Body:
        """Somebody of this kind."""
        return cls(kind, chance, chance.uniform(*kind.usual_pain))

    def night(self) -> None:
        """Go on to the next day: a flare-up fades, or one begins."""
        self.flare *= 0.8
        if self.flare < 0.5:
            self.flare = 0.0
        if self.chance.random() < self.kind.flares:
            self.flare = self.chance.uniform(2.5, 5.0)

    def now(self) -> int:
        """Pain now, 0-10."""
        if self.kind.steady:
            return _score(self.pain)
        return _score(self.pain + self.flare + self.chance.gauss(0.0, 0.5))

    def worst_during(self, before: int) -> int:
        """The worst pain 0-10 in a session begun with pain `before`."""
        if self.kind.steady:
            return before
        rise = self.chance.choice((-1, 0, 0, 0, 0, 1))
        if self.chance.random() < self.kind.flares:
            rise += 3
        return _score(before + rise)

    def effort(self) -> int:
        """How hard a session was, 0-10."""
        if self.kind.steady:
            return _score(self.kind.effort)
        return max(1, _score(self.chance.gauss(self.kind.effort, 0.9)))

    def trained(self) -> None:
        """Training lets pain settle, slowly."""
        self.pain += (self.kind.settles_to - self.pain) * 0.04

    def turns_up(self, day: int) -> bool:
        """Whether they train on training day number `day`."""
        if day < self.away_until:
            return False
        if day % 7 == 0 and self.chance.random() < self.kind.breaks:
            self.away_until = day + self.chance.choice((8, 15, 20, 30, 60))
            return False
        return self.chance.random() < self.kind.turns_up


def _score(value: float) -> int:
    return max(0, min(10, round(value)))
