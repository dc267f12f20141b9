"""What must hold on every day of every life, whoever it is: one small function a promise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.evidence.lights import Light, session_light, settled
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import Morning, SessionKind, SessionRecord
from backcoach.coach.suitability import suit_of
from backcoach.simulation.life import Life, Lived

UP = ("level.up", "level.swap.harder")


class Watch:
    """Looks at a life day by day; `broken` are the promises that were not kept."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self.broken: list[str] = []
        self.sessions: list[SessionRecord] = []
        self.raises: list[Decision] = []
        self._told = 0
        self._usual: dict[str, float | None] = {}

    def see(self, lived: Lived) -> None:
        """Check the day that was just lived."""
        decisions = lived.after.levels.decisions
        new, self._told = decisions[self._told :], len(decisions)
        ups = [each for each in new if each.rule in UP]
        for promise in (*OF_PLANS, *OF_RISES):
            for words in promise(self, lived, ups):
                self.broken.append(f"{self.life.id} on {lived.on}: {words}")
        self.raises += ups
        if lived.session is not None:
            self.sessions.append(lived.session)
            self._usual[lived.session.id] = lived.before.usual

    def has_settled(self, session: SessionRecord, lived: Lived) -> bool:
        """Whether pain was back to normal after `session`, as known on the day `lived`.

        The morning after tells; without its answer, the check-in of that day.
        """
        mornings = (fact for fact in reversed(self.life.facts) if isinstance(fact, Morning))
        told = next((each.pain for each in mornings if each.session == session.id), None)
        if told is None and lived.session is not None and lived.session.check_in is not None:
            told = lived.session.check_in.pain
        before = None if session.check_in is None else session.check_in.pain
        lights = self.life.programme.lights
        usual = self._usual[session.id]
        return told is not None and settled(told, before, usual, lights) is True


Promise = Callable[[Watch, Lived, Sequence[Decision]], Iterator[str]]


# --- Every plan ------------------------------------------------------------------------------


def begins_and_ends_gently(_watch: Watch, lived: Lived, _ups: Sequence[Decision]) -> Iterator[str]:
    """Every plan has a warm-up and a cool-down."""
    if lived.plan is not None:
        sections = [item.section for item in lived.plan.items]
        if sections[:1] != [Section.WARM_UP] or sections[-1:] != [Section.COOL_DOWN]:
            yield "a plan without warm-up or cool-down"


def keeps_its_budget(watch: Watch, lived: Lived, _ups: Sequence[Decision]) -> Iterator[str]:
    """No plan runs over its budget by more than the tolerance."""
    if lived.plan is not None:
        budgets = watch.life.programme.budgets
        limit = budgets.minutes(lived.plan.length) * 60 * (1 + budgets.tolerance)
        if lived.plan.seconds > limit:
            yield f"a plan of {lived.plan.seconds:.0f} s where {limit:.0f} s are the limit"


def suits_the_person(watch: Watch, lived: Lived, _ups: Sequence[Decision]) -> Iterator[str]:
    """No plan holds an exercise that the profile bars."""
    if lived.plan is not None:
        life = watch.life
        barred = suit_of(lived.before.profile, life.programme, life.exercises).barred
        for item in lived.plan.items:
            if item.exercise.id in barred:
                yield f"{item.exercise.id} was planned for {', '.join(life.kind.tags)}"


def nothing_twice(_watch: Watch, lived: Lived, _ups: Sequence[Decision]) -> Iterator[str]:
    """No exercise is in a plan twice."""
    if lived.plan is not None:
        often = Counter(item.exercise.id for item in lived.plan.items)
        yield from (f"{name} was planned twice" for name, times in often.items() if times > 1)


# --- Every rise ------------------------------------------------------------------------------


def calm_before_rising(watch: Watch, lived: Lived, ups: Sequence[Decision]) -> Iterator[str]:
    """Nothing goes up after a red session, or one that had not settled."""
    main = [session for session in watch.sessions if session.kind is SessionKind.MAIN]
    rose = bool(ups) or lived.after.stage > lived.before.stage
    if rose and main:
        colour = session_light(main[-1], watch.life.programme.lights)
        if colour is Light.RED:
            yield "something went up right after a red session"
    if ups and main and not watch.has_settled(main[-1], lived):
        yield "a level went up though the last session had not settled"


def no_more_than_the_caps(watch: Watch, lived: Lived, ups: Sequence[Decision]) -> Iterator[str]:
    """At most so many levels at once, and one step an exercise a week before the last stage."""
    rules = watch.life.programme.levels
    last_stage = watch.life.programme.stages[-1].number
    if len(ups) > rules.raises_when_easy:
        yield f"{len(ups)} levels went up at once"
    efforts = [each.ratings.effort for each in watch.sessions if each.ratings is not None]
    easy = efforts[-rules.easy_sessions :]
    most = (
        rules.raises_per_session_last_stage
        if lived.before.stage == last_stage
        else rules.raises_per_session
    )
    if len(ups) > most and (not easy or max(easy) > rules.easy_effort_max):
        yield f"{len(ups)} levels went up at once though it was not easy"
    if lived.before.stage < last_stage:
        raised_on = {each.exercise: each.on for each in watch.raises}
        for up in ups:
            before = raised_on.get(up.exercise)
            if before is not None and (up.on - before).days < rules.step_days:
                yield f"{up.exercise} went up twice in a week"
            raised_on[up.exercise] = up.on


def nothing_rises_in_a_flare(_watch: Watch, lived: Lived, ups: Sequence[Decision]) -> Iterator[str]:
    """Nobody is progressed through a flare-up."""
    if lived.before.flare is not None and (ups or lived.after.stage > lived.before.stage):
        yield "something went up in a flare-up"


def one_stage_at_a_time(_watch: Watch, lived: Lived, _ups: Sequence[Decision]) -> Iterator[str]:
    """No stage is ever passed over."""
    if any(change.to_stage > change.from_stage + 1 for change in lived.after.changes):
        yield "a stage was passed over"


OF_PLANS: tuple[Promise, ...] = (
    begins_and_ends_gently,
    keeps_its_budget,
    suits_the_person,
    nothing_twice,
)
OF_RISES: tuple[Promise, ...] = (
    calm_before_rising,
    no_more_than_the_caps,
    nothing_rises_in_a_flare,
    one_stage_at_a_time,
)
