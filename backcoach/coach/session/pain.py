"""The pain reported during a session: what it means, and what the user may do about it."""

from __future__ import annotations

from backcoach.coach.evidence.lights import Light, pain_light
from backcoach.coach.model.records import Answer, PainReport, Where
from backcoach.coach.model.rules.pain import Elsewhere, Lights


class SessionPain:
    """The pain reports of one session so far, and the rules for the next one.

    `before` is the pain 0-10 before the session, None if it is not known. `elsewhere` are the rules
    for pain of neither back nor leg; without them such pain always stops the exercise.
    """

    def __init__(self, before: int | None, lights: Lights, elsewhere: Elsewhere | None) -> None:
        self.before = before
        self.reports: list[PainReport] = []
        self._lights = lights
        self._elsewhere = elsewhere

    def light_of(
        self, pain: int | None, *, leg: bool = False, where: Where = Where.BACK
    ) -> Light | None:
        """The traffic light of a pain 0-10; None while the pain before the session is not known.

        Pain elsewhere has no light.
        """
        if where.is_elsewhere:
            return None
        return pain_light(pain, self.before, self._lights, leg=leg)

    def answers_to(
        self,
        pain: int | None,
        *,
        easier: bool,
        cool_down: bool,
        leg: bool = False,
        where: Where = Where.BACK,
        locked: bool = False,
    ) -> tuple[Answer, ...]:
        """What the user may do after "this hurts" (`programme.md` §3.2), the most careful first.

        `easier` says that there is an easier variant, `cool_down` that the cool-down is still to
        come. Red stops the exercise and offers the easier variant; the second red of a session ends
        all that comes before the cool-down. Something new in a `leg` ends the session, or all that
        comes before the cool-down (§3.8). Elsewhere the number alone decides, or that a joint is
        swollen or `locked`.
        """
        if leg:
            return (Answer.END, Answer.TO_COOL_DOWN)
        change = (Answer.EASIER,) if easier else ()
        if where.is_elsewhere:
            return self._answers_elsewhere(pain, change, locked=locked)
        if self.light_of(pain) is not Light.RED:
            return (*change, Answer.SKIP, Answer.GO_ON)
        if self._was_red:
            return (Answer.TO_COOL_DOWN,) if cool_down else (Answer.SKIP,)
        return (*change, Answer.SKIP)

    def _answers_elsewhere(
        self, pain: int | None, change: tuple[Answer, ...], *, locked: bool
    ) -> tuple[Answer, ...]:
        rules = self._elsewhere
        if locked or pain is None or rules is None or pain >= rules.leave_out_min:
            # A calf that a doctor should see today ends the session.
            return (Answer.SKIP, Answer.END)
        if pain >= rules.stop_min:
            return (*change, Answer.SKIP)
        return (Answer.GO_ON, *change, Answer.SKIP)

    @property
    def _was_red(self) -> bool:
        """Whether a report was red so far."""
        return any(
            self.light_of(each.pain, leg=each.leg, where=each.where) is Light.RED
            for each in self.reports
        )
