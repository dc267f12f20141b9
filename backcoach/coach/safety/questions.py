"""The wording of the other safety questions: on mornings, pregnancy, a leg, and other places.

All of it comes from data.
"""

from collections.abc import Mapping
from dataclasses import field

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Where
from backcoach.coach.safety.signs import Symptom


@frozen
class PregnancyQuestion:
    """What somebody who is pregnant is asked again; `{week}` stands for the week by the calendar.

    `ask_unsaid` asks where the week was not told.
    """

    ask: str
    ask_unsaid: str
    yes: str
    change: str
    birth: str
    ended: str
    source: str


@frozen
class SeenQuestion:
    """What somebody is asked whose usual pain is high; `not_yet` comes first."""

    ask: str
    not_yet: str
    yes: str
    agreed: str
    source: str


@frozen
class WorseningQuestion:
    """What somebody is asked again who marked that it slowly gets worse.

    After a yes `see_somebody` stands on Today.
    """

    ask: str
    yes: str
    no: str
    see_somebody: str
    source: str


@frozen
class EasyOffer:
    """What is offered at high pain in place of the session; `no` comes first.

    `on_request` says so where nobody is asked.
    """

    title: str
    ask: str
    on_request: str
    yes: str
    no: str
    source: str


@frozen
class Asking:
    """How questions are asked.

    An Enter within `held_seconds` of the one before is a key that is held down. The weekly line of
    the check-in is shown again after `weekly_days` days; whoever is pregnant is asked again after
    `pregnancy_days`, and the week is `weeks_max` at most; somebody who gets worse after
    `worsening_days`. `confirm` asks whether the marks are
    right before they lock anything. `sources` maps the place of each number to its source.
    """

    held_seconds: float
    weekly_days: int
    pregnancy_days: int
    weeks_max: int
    worsening_days: int
    confirm: str
    confirm_yes: str
    confirm_back: str
    pregnancy: PregnancyQuestion
    seen: SeenQuestion
    worsening: WorseningQuestion
    sources: Mapping[str, str] = field(default_factory=dict)


@frozen
class TagOffer:
    """A question whose yes sets the tag `tag`."""

    ask: str
    yes: str
    no: str
    tag: str
    source: str


@frozen
class TimeAway:
    """The question after `days` or more without a session (`programme.md` §3.5)."""

    days: int
    ask: str
    no: str
    yes: str
    source: str
    sources: Mapping[str, str] = field(default_factory=dict)


@frozen
class MorningQuestions:
    """What is asked about the morning after a session (`programme.md` §3.1).

    `ask` wants pain 0-10, `usual` one of the answers `yes` and `no`.
    """

    ask: str
    usual: str
    yes: str
    no: str
    source: str


@frozen
class LyingQuestion:
    """What somebody who is pregnant is asked `after` some marks; with a yes, what to `say`."""

    after: tuple[str, ...]
    say: str
    sign: Symptom
    source: str


@frozen
class LegQuestion:
    """What is asked about a leg while it has trouble; a worse one asks what follows `worse_asks`.

    `see_somebody` stands on Today once that has lasted too long.
    """

    ask: str
    gone: str
    better: str
    same: str
    worse: str
    worse_asks: str
    see_somebody: str
    source: str


@frozen
class HurtPlace:
    """A part of the body that may hurt, beside the back and the legs; `tag` spares it."""

    id: Where
    text: str
    tag: str | None = None


@frozen
class Hurts:
    """What is asked after "this hurts": where, and about the parts other than the back.

    `more` is asked about a leg that has had trouble. `calf` is the sign of a calf that needs a look
    today. `locked` is the line of a joint that is swollen or locked, `look` what to do about much
    pain, `spare` the offer of a tag and `spare_why` why it is made; in both {place} stands for the
    part.
    """

    ask: str
    back: str
    leg: str
    elsewhere: str
    more: str
    more_yes: str
    more_no: str
    place: str
    places: tuple[HurtPlace, ...]
    calf: Symptom
    locked: str
    look: str
    spare: str
    spare_why: str
    spare_yes: str
    spare_no: str
    source: str
