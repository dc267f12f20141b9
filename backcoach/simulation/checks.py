"""Checks that must hold on every simulated day: one small function for each.

A check yields one message for each violation it finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.evidence.lights import Light, session_light, settled
from backcoach.coach.evidence.steady_high import SteadyStep
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.records import Morning, SessionKind, SessionRecord
from backcoach.coach.planning.order import floor_changes
from backcoach.coach.standing.rotation import week_of
from backcoach.coach.suitability import Suit, suit_of
from backcoach.simulation.person import SimulatedDay, SimulatedPerson
from backcoach.simulation.promises import OF_KINDS

UP = ("level.up", "level.swap.harder")
"""Steps up of the main block; those of balance go by rules of their own."""


class DayChecker:
    """Runs every check on one person's days; `broken` collects the messages of those that fail."""

    def __init__(self, person: SimulatedPerson) -> None:
        self.person = person
        self.broken: list[str] = []
        self.sessions: list[SessionRecord] = []
        self.raises: list[Decision] = []
        self.levels: dict[str, int] = {}
        self.new_decisions: Sequence[Decision] = ()
        self.weeks: dict[int, list[tuple[str, ...]]] = {}
        self.calm_since: date | None = None
        self.gained_on: date | None = None
        self._seen_decisions = 0
        self._suit: tuple[tuple[Profile | None, bool], Suit] | None = None
        self._usual: dict[str, float | None] = {}
        self._known_usual: dict[str, float | None] = {}

    def see(self, simulated: SimulatedDay) -> None:
        """Check the day that was just simulated."""
        decisions = simulated.after.levels.decisions
        new, self._seen_decisions = decisions[self._seen_decisions :], len(decisions)
        self.new_decisions = new
        ups = [each for each in new if each.rule in UP]
        for check in (*OF_PLANS, *OF_RISES, *OF_KINDS.get(self.person.kind.name, ())):
            for words in check(self, simulated, ups):
                self.broken.append(f"{self.person.id} on {simulated.on}: {words}")
        self.raises += ups
        if simulated.session is not None:
            self.sessions.append(simulated.session)
            usual, known = simulated.before.usual, simulated.before.usual_is_known
            self._usual[simulated.session.id] = usual
            self._known_usual[simulated.session.id] = usual if known else None

    def suit_on(self, simulated: SimulatedDay) -> Suit:
        """What suits the person on that day; most days it is as on the day before."""
        before, content = simulated.before, self.person.content
        steady = before.turn.balance is not None and before.turn.balance.is_steady
        known = before.profile, steady
        if self._suit is None or self._suit[0] != known:
            suit = suit_of(before.profile, content.programme, content.exercises, steady=steady)
            self._suit = known, suit
        return self._suit[1]

    def light(self, session: SessionRecord) -> Light | None:
        """The light of a session of before."""
        lights = self.person.content.programme.lights
        return session_light(session, lights, self._known_usual[session.id])

    def has_settled(self, session: SessionRecord, simulated: SimulatedDay) -> bool:
        """Whether pain was back to normal after `session`, as known on the day `simulated`.

        This uses the pain on the morning after; without an answer, that of the day's check-in.
        """
        mornings = (fact for fact in reversed(self.person.facts) if isinstance(fact, Morning))
        morning_pain = next((each.pain for each in mornings if each.session == session.id), None)
        if (
            morning_pain is None
            and simulated.session is not None
            and simulated.session.check_in is not None
        ):
            morning_pain = simulated.session.check_in.pain
        before = None if session.check_in is None else session.check_in.pain
        lights = self.person.content.programme.lights
        usual = self._usual[session.id]
        return morning_pain is not None and settled(morning_pain, before, usual, lights) is True

    def was_calm(self, session: SessionRecord, simulated: SimulatedDay) -> bool:
        """Whether `session` was done as planned, was green and not hard, and has settled since."""
        rules = self.person.content.programme
        ratings = session.ratings
        return (
            session.kind is SessionKind.MAIN
            and ratings is not None
            and ratings.effort <= rules.levels.effort_max
            and not ratings.sore
            and not session.pain_reports
            and self.light(session) is Light.GREEN
            and (simulated.on - session.local_date).days <= CLOSE
            and self.has_settled(session, simulated)
        )


CLOSE = 4
"""Sessions three times a week are at most so many days apart, with one left out."""
LONG_ENOUGH = 28
TOLD_WHY = ("level.hold.top", "level.hold.eased", "level.hold.keeping")
"""Why nothing goes up: at the top or at a cap, an easier week, or keeping what there is."""

Check = Callable[[DayChecker, SimulatedDay, Sequence[Decision]], Iterator[str]]


# --- Every plan ------------------------------------------------------------------------------


def begins_and_ends_gently(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """Every plan has a warm-up and a cool-down."""
    if simulated.plan is not None:
        sections = [item.section for item in simulated.plan.items]
        if sections[:1] != [Section.WARM_UP] or sections[-1:] != [Section.COOL_DOWN]:
            yield "a plan without warm-up or cool-down"


def keeps_its_budget(
    checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """No plan exceeds its time budget by more than the tolerance."""
    if simulated.plan is not None:
        budgets = checker.person.content.programme.budgets
        limit = budgets.minutes(simulated.plan.length) * 60 * (1 + budgets.tolerance)
        if simulated.plan.seconds > limit:
            yield f"a plan of {simulated.plan.seconds:.0f} s where {limit:.0f} s are the limit"


def suits_the_person(
    checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """No plan contains an exercise, or a level of it, that the profile bars."""
    if simulated.plan is not None:
        person = checker.person
        suit = checker.suit_on(simulated)
        tags = ", ".join(person.kind.tags)
        for item in simulated.plan.items:
            name, level = item.exercise.id, item.dose.level
            if name in suit.barred:
                yield f"{name} was planned for {tags}"
            elif level > suit.top(item.exercise):
                yield f"level {level} of {name} was planned for {tags}"


def trains_balance(
    checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """Every main session of people who need it has the balance block, and no easy one has.

    In a short session half of it will do for those who may turn it off.
    """
    plan, coming = simulated.plan, simulated.before.turn.balance
    if plan is None:
        return
    done = [item.exercise.id for item in plan.items if item.section is Section.BALANCE]
    if plan.kind is not SessionKind.MAIN:
        yield from (f"{name} in a session that is no main one" for name in done)
        return
    rules, suit = checker.person.content.programme.balance, plan.suit
    if coming is None or rules is None or suit is None:
        return
    lacking = [name for name in coming.pair if name not in (*done, *suit.barred)]
    half = plan.length is Length.SHORT and not rules.is_for(suit.tags, wanted=False)
    if lacking and not (done and half):
        yield f"{' and '.join(lacking)} left out"


AT_LEAST = {Length.STANDARD: (3, 4), Length.LONG: (5, 3)}
"""By length, the fewest exercises of the main block in the last stage, and the most left out."""


def has_enough_of_all(
    checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """A main session that is not short has a stretch; in the last stage much of its main block.

    Whoever keeps what they have from 65 on has two sets of each, and fewer exercises for it.
    """
    plan = simulated.plan
    if plan is None or plan.kind is not SessionKind.MAIN or plan.length is Length.SHORT:
        return
    sections = Counter(item.section for item in plan.items)
    if not sections[Section.STRETCH]:
        yield "a session without a stretch"
    keeps = simulated.before.keeping_since is not None and "age_65" in checker.person.kind.tags
    if keeps or plan.stage != checker.person.content.programme.stages[-1].number:
        return
    main_min, left_out_max = AT_LEAST[plan.length]
    if sections[Section.MAIN] < main_min:
        yield f"only {sections[Section.MAIN]} exercises in the main block"
    if len(plan.left_out) > left_out_max:
        yield f"{len(plan.left_out)} exercises left out"


def nothing_twice(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """No exercise is in a plan twice."""
    if simulated.plan is not None:
        often = Counter(item.exercise.id for item in simulated.plan.items)
        yield from (f"{name} was planned twice" for name, times in often.items() if times > 1)


def goes_down_once(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """Nobody changes between floor and standing more than once, or twice to rest on a chair."""
    if simulated.plan is not None:
        suit = simulated.plan.suit
        breathing = simulated.plan.items[-1].exercise
        on_a_chair = suit is not None and suit.variant(breathing) is not None
        changes = floor_changes(simulated.plan)
        if changes > 1 + on_a_chair:
            yield f"{changes} changes between floor and standing"


def is_never_the_same_for_weeks(
    checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """In the last stage no two weeks in a row have the same sessions, short ones not counted."""
    plan = simulated.plan
    last_stage = checker.person.content.programme.stages[-1].number
    if plan is None or plan.stage != last_stage or plan.kind is not SessionKind.MAIN:
        return
    if plan.length is Length.SHORT:
        checker.weeks.clear()
        return
    week = week_of(simulated.on)
    checker.weeks.setdefault(week, []).append(tuple(item.exercise.id for item in plan.items))
    two, one = checker.weeks.get(week - 2), checker.weeks.get(week - 1)
    if one is not None and one == two and len(checker.weeks[week]) == 1:
        yield "the same sessions in two weeks running"


# --- Every rise ------------------------------------------------------------------------------


def calm_before_rising(
    checker: DayChecker, simulated: SimulatedDay, ups: Sequence[Decision]
) -> Iterator[str]:
    """No level goes up after a red session, or one after which pain had not settled."""
    main = [session for session in checker.sessions if session.kind is SessionKind.MAIN]
    rose = bool(ups) or simulated.after.stage > simulated.before.stage
    if rose and main and checker.light(main[-1]) is Light.RED:
        yield "something went up right after a red session"
    if ups and main and not checker.has_settled(main[-1], simulated):
        yield "a level went up though the last session had not settled"


def no_more_than_the_caps(
    checker: DayChecker, simulated: SimulatedDay, ups: Sequence[Decision]
) -> Iterator[str]:
    """No session raises too many levels, and no exercise rises before its days at a level."""
    rules = checker.person.content.programme.levels
    last_stage = checker.person.content.programme.stages[-1].number
    if len(ups) > rules.raises_when_easy:
        yield f"{len(ups)} levels went up at once"
    efforts = [each.ratings.effort for each in checker.sessions if each.ratings is not None]
    easy = efforts[-rules.easy_sessions :]
    most = (
        rules.raises_per_session_last_stage
        if simulated.before.stage == last_stage
        else rules.raises_per_session
    )
    if len(ups) > most and (not easy or max(easy) > rules.easy_effort_max):
        yield f"{len(ups)} levels went up at once though it was not easy"
    if rules.days_at_level is not None:
        raised_on = {each.exercise: each.on for each in checker.raises}
        for up in ups:
            before, least = raised_on.get(up.exercise), rules.days_at_level.usual
            if up.rule == "level.up":
                least = rules.days_at_level.least(up.exercise, up.from_level)
            if before is not None and (up.on - before).days < least:
                yield f"{up.exercise} went up twice in {least} days"
            raised_on[up.exercise] = up.on


def every_lowering_is_told(
    checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """No exercise is done at a lower level than before without a decision that says why."""
    for each in checker.new_decisions:
        if each.moved and each.other is not None:
            # What gives way may be done at a level of its own again.
            checker.levels.pop(each.exercise, None)
        if each.moved:
            checker.levels[each.other or each.exercise] = each.to_level
    for rung in simulated.after.levels.rungs:
        before = checker.levels.get(rung.exercise, 0)
        if rung.level < before:
            yield f"{rung.exercise} went from level {before} to {rung.level} without a word"
        checker.levels[rung.exercise] = rung.level


def goes_up_or_is_told_why(
    checker: DayChecker, simulated: SimulatedDay, ups: Sequence[Decision]
) -> Iterator[str]:
    """In four calm weeks something goes up, or the ledger says why it does not."""
    last = checker.sessions[-1] if checker.sessions else None
    calm = last is not None and checker.was_calm(last, simulated)
    as_planned = not simulated.day.lower and simulated.day.raises and simulated.before.flare is None
    if not calm or not as_planned:
        checker.calm_since = simulated.on
    told = any(each.rule.startswith(TOLD_WHY) for each in checker.new_decisions)
    changed = simulated.after.stage != simulated.before.stage
    if ups or told or changed or checker.gained_on is None:
        checker.gained_on = simulated.on
    since = max(checker.calm_since or simulated.on, checker.gained_on)
    if (simulated.on - since).days > LONG_ENOUGH:
        checker.gained_on = simulated.on
        yield f"nothing went up since {since} though all was calm, and nothing says why"


def high_pain_goes_slowly(
    checker: DayChecker, simulated: SimulatedDay, ups: Sequence[Decision]
) -> Iterator[str]:
    """While pain is high but steady one level in all goes up in 7 days; otherwise none at 6-8."""
    steady = checker.person.content.programme.steady_high
    if steady is None or not ups:
        return
    if simulated.before.steady is SteadyStep.NONE:
        if simulated.day.lower:
            yield "a level went up in a session that was lowered for pain"
        return
    days = [(ups[0].on - each.on).days for each in checker.raises]
    if len(ups) > 1 or any(0 <= each < steady.raise_days for each in days):
        yield "more than one level a week went up though pain was high"


def no_load_at_strong_pain(
    checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """At 9 and more there is no session, at 8 none but an easy one while pain is not steady."""
    steady, session = checker.person.content.programme.steady_high, simulated.session
    if steady is None or session is None or session.check_in is None:
        return
    if session.check_in.pain > steady.pain_max:
        yield f"a session at a pain of {session.check_in.pain}"
    unsteady = simulated.before.steady is SteadyStep.NONE
    if session.check_in.pain == steady.pain_max and unsteady and session.kind is SessionKind.MAIN:
        yield f"a main session at a pain of {session.check_in.pain} that is not steady"


def nothing_rises_in_a_flare(
    _checker: DayChecker, simulated: SimulatedDay, ups: Sequence[Decision]
) -> Iterator[str]:
    """No level or stage goes up during a flare-up."""
    if simulated.before.flare is not None and (
        ups or simulated.after.stage > simulated.before.stage
    ):
        yield "something went up in a flare-up"


def one_stage_at_a_time(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """No stage is ever skipped."""
    if any(change.to_stage > change.from_stage + 1 for change in simulated.after.changes):
        yield "a stage was passed over"


OF_PLANS: tuple[Check, ...] = (
    begins_and_ends_gently,
    keeps_its_budget,
    suits_the_person,
    nothing_twice,
    goes_down_once,
    trains_balance,
    has_enough_of_all,
    is_never_the_same_for_weeks,
    no_load_at_strong_pain,
)
OF_RISES: tuple[Check, ...] = (
    calm_before_rising,
    no_more_than_the_caps,
    every_lowering_is_told,
    goes_up_or_is_told_why,
    high_pain_goes_slowly,
    nothing_rises_in_a_flare,
    one_stage_at_a_time,
)
