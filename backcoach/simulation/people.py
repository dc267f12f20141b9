"""The kinds of virtual people: their profile, how regularly they train, how their pain behaves.

None of these numbers describes real people. They are simple on purpose: just enough to make
every rule of the coach apply to somebody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from random import Random

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Length
from backcoach.coach.model.records import FollowUp
from backcoach.coach.safety.conditions import BIRTH, PREGNANCY, PREGNANT
from backcoach.coach.safety.leg import LegAnswer

FIRST_DAY = date(2024, 1, 1)

THREE_A_WEEK = (0, 2, 4)
"""Monday, Wednesday, Friday: three sessions a week, 48 hours apart."""
TWO_A_WEEK = (0, 3)


class LegCourse(Enum):
    """How pain in a leg behaves: it comes and goes, or stays as it is."""

    COMES_AND_GOES = auto()
    STAYS = auto()


@frozen
class Telling:
    """What somebody tells on day number `day`, besides how they are before a session.

    `yes` is marked on the `pages` of the safety questions, `about` are the answers to what is asked
    about it, and `locks` says that a clinician has to agree. With `agreed` one does so that day.
    """

    day: int
    yes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    about: tuple[FollowUp, ...] = ()
    locks: bool = False
    agreed: bool = False


@frozen
class PersonKind:
    """A kind of person. Chances are 0-1, pain 0-10.

    With `steady` pain and effort never vary, and no session makes it worse; `seen` says that a
    clinician has seen them about it. `sore` exercises leave their back sore each time, and `leg`
    says how pain in a leg behaves, None without. `tells` is what they say about their health as
    time goes by.

    `equipment` is what they have, None for everything; with `has_weights` they write down the
    weights they take. `length` is how long they always train, None to leave that to the coach.

    `turns_up` is the probability of training on a training day, `breaks` the probability per week
    of a break of some weeks. Usual pain begins at `usual_pain` and approaches `settles_to` with
    training. `flares` is the probability per day of a flare-up, `effort` the mean effort of a
    session. `grabs` is the probability of having to grab for support in an exercise for
    balance, `help_near` says whether somebody is at home while they train.

    They train on `days` of the week, 0 for Monday. With `keeps` they keep what they have as soon as
    that is offered, with `takes_advice` they do what is advised where nothing has gone up for long.
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
    leg: LegCourse | None = None
    tells: tuple[Telling, ...] = ()
    equipment: tuple[str, ...] | None = None
    has_weights: bool = False
    length: Length | None = None
    grabs: float = 0.05
    help_near: bool | None = None
    days: tuple[int, ...] = THREE_A_WEEK
    keeps: bool = False
    takes_advice: bool = False

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


# --- Pregnancy and birth -----------------------------------------------------------------------

WEEK_AT_FIRST, WEEK_OF_BIRTH = 10, 40
WEEKS_TO_RECOVER = 6
"""Weeks from a birth to the day on which a clinician agrees to exercise."""
BIRTH_DAY = (WEEK_OF_BIRTH - WEEK_AT_FIRST) * 7
AGAIN_FROM = BIRTH_DAY + WEEKS_TO_RECOVER * 7
ASKED_AGAIN = 28
START_PAGES = ("emergency", "urgent", "clinician", "shapes")


def _pregnancy() -> tuple[Telling, ...]:
    """From week 10 on, asked again every 28 days; the birth, and a clinician's yes weeks later."""
    first = Telling(
        0,
        (PREGNANT,),
        START_PAGES,
        (FollowUp(PREGNANT, str(WEEK_AT_FIRST)),),
        locks=True,
        agreed=True,
    )
    again = [
        Telling(
            day, (PREGNANT,), (PREGNANCY,), (FollowUp(PREGNANT, str(WEEK_AT_FIRST + day // 7)),)
        )
        for day in range(ASKED_AGAIN, BIRTH_DAY, ASKED_AGAIN)
    ]
    born_on = (FIRST_DAY + timedelta(days=BIRTH_DAY)).isoformat()
    birth = Telling(BIRTH_DAY, (BIRTH,), (PREGNANCY,), (FollowUp(BIRTH, born_on),), locks=True)
    return (first, *again, birth, Telling(AGAIN_FROM, agreed=True))


# --- The kinds ---------------------------------------------------------------------------------

ADHERENT = PersonKind("adherent", turns_up=1.0, asked_of_mornings=1.0)
STEADY_7 = PersonKind.always_at("steady_high_7", 7)
HIGH_8_SEEN = PersonKind.always_at("high_8_seen", 8, seen=True)
HIGH_8_UNSEEN = PersonKind.always_at("high_8_unseen", 8)
ALWAYS_SORE = replace(
    PersonKind.always_at("always_sore", 2, effort=4), sore=("bird_dog", "bridge", "bridge_march")
)
SHORT_ONLY = replace(PersonKind.always_at("short_only", 1), length=Length.SHORT)
LEG_STAYS = replace(PersonKind.always_at("leg_pain_stays", 1), leg=LegCourse.STAYS)
LEG_COMES_AND_GOES = PersonKind("leg_pain_comes_and_goes", leg=LegCourse.COMES_AND_GOES)
MAT_AND_CHAIR = replace(PersonKind.always_at("mat_and_chair", 1), equipment=("mat", "chair"))
UNSTEADY_AT_75 = PersonKind(
    "unsteady_thin_bones",
    tags=("osteoporosis", "osteoporosis_load", "balance", "age_65"),
    clinician_ok=True,
    grabs=0.1,
    help_near=True,
)
THIN_BONES_AND_BALANCE = replace(
    PersonKind.always_at("thin_bones_and_balance", 1),
    tags=("osteoporosis", "osteoporosis_load", "balance"),
    clinician_ok=True,
)
FLOOR_FREE = PersonKind("floor_free", tags=("no_floor",))
NO_STEP = PersonKind(
    "floor_free_no_step",
    tags=("no_floor",),
    equipment=("chair", "wall", "counter", "towel", "stick", "band", "weights", "bag"),
)
PREGNANT_FROM_WEEK_10 = PersonKind("pregnant_from_week_10", tells=_pregnancy())
STRONG_AND_BORED = replace(
    PersonKind.always_at("strong_and_bored", 0, effort=3), trains_already=True, has_weights=True
)
KEEPS = PersonKind("keeps_what_there_is", days=TWO_A_WEEK, keeps=True)
KEEPS_AT_65 = replace(KEEPS, name="keeps_at_65", tags=("age_65",), help_near=True)
LONG_ONLY = replace(ADHERENT, name="long_only", length=Length.LONG)
SHORT_AT_65 = PersonKind(
    "short_only_at_65", tags=("age_65",), length=Length.SHORT, grabs=0.0, help_near=True
)
LONG_AND_UNSTEADY = PersonKind(
    "long_and_unsteady", tags=("balance",), length=Length.LONG, grabs=0.0, help_near=True
)
TAKES_ADVICE = PersonKind("takes_advice", effort=6.5, takes_advice=True)
KINDS: tuple[PersonKind, ...] = (
    ADHERENT,
    PersonKind("irregular", turns_up=0.55, breaks=0.06, flares=0.003, asked_of_mornings=0.5),
    PersonKind("high_usual_pain", usual_pain=(4.5, 6.5), settles_to=4.0, effort=5.2),
    PersonKind("flare_prone", flares=0.03, usual_pain=(2.0, 4.0), settles_to=2.0),
    FLOOR_FREE,
    NO_STEP,
    PersonKind("not_cleared", tags=("hypertension",)),
    UNSTEADY_AT_75,
    THIN_BONES_AND_BALANCE,
    PREGNANT_FROM_WEEK_10,
    PersonKind("strong", trains_already=True, usual_pain=(0.5, 2.0), settles_to=0.5, effort=3.2),
    STRONG_AND_BORED,
    STEADY_7,
    HIGH_8_SEEN,
    HIGH_8_UNSEEN,
    ALWAYS_SORE,
    LEG_STAYS,
    LEG_COMES_AND_GOES,
    SHORT_ONLY,
    MAT_AND_CHAIR,
    KEEPS,
    KEEPS_AT_65,
    LONG_ONLY,
    SHORT_AT_65,
    LONG_AND_UNSTEADY,
    TAKES_ADVICE,
)


def kinds_with(tags: Sequence[str]) -> tuple[PersonKind, ...]:
    """All kinds, and one more for each tag of the programme."""
    tagged = (PersonKind(tag, tags=(tag,), clinician_ok=True) for tag in tags)
    return (*KINDS, *tagged)


LEG_BEGINS = 0.015
"""The probability per day that pain in a leg begins, for those with whom it comes and goes."""
LEG_LASTS = (2, 6, 12, 25, 50)
"""For how many days it lasts; one of these."""


@dataclass(slots=True)
class Body:
    """The simulated pain of one person.

    `pain` is their present usual pain, `flare` the points a flare-up adds to it, `away_until` the
    number of the day on which a break ends, `leg_days` for how many days more a leg hurts.
    """

    kind: PersonKind
    chance: Random
    pain: float
    flare: float = 0.0
    away_until: int = 0
    leg_days: int = 0

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
        self.leg_days = max(0, self.leg_days - 1)
        comes = self.kind.leg is LegCourse.COMES_AND_GOES
        if comes and self.leg_days == 0 and self.chance.random() < LEG_BEGINS:
            self.leg_days = self.chance.choice(LEG_LASTS)

    def leg_now(self, *, asked: bool) -> LegAnswer | None:
        """What is said about the leg at a check-in; WORSE marks it. None if nothing is said.

        `asked` says that the coach knows of the trouble and asks.
        """
        if self.kind.leg is not LegCourse.COMES_AND_GOES:
            begins = LegAnswer.WORSE if self.kind.leg is LegCourse.STAYS else None
            return LegAnswer.SAME if asked else begins
        if not asked:
            return LegAnswer.WORSE if self.leg_days else None
        if self.leg_days == 0:
            return LegAnswer.GONE
        return self.chance.choice((LegAnswer.WORSE, *[LegAnswer.SAME, LegAnswer.BETTER] * 4))

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
