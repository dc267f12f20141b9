"""After "this hurts" and after new pain in a leg: what is asked, and what the session does then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.records import Answer, Where
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.session.commands import EndMainBlock, ReportPain
from backcoach.journeys.asking.answers import Hurt, StopSignsWanted
from backcoach.journeys.asking.marking import is_right, option_of
from backcoach.journeys.asking.prompts import AskHowMuch, AskWhere, Choose, ShowAdvice
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.safety.signs import Symptom
    from backcoach.journeys.asking.front import Front
    from backcoach.open_session import OpenSession

COOL_DOWN_NEXT = "Your answer is kept with today’s date. The cool-down is next."

Reported = ReportPain | StopSignsWanted | None


async def ask_what_hurts(
    front: Front,
    session: OpenSession,
    level: int,
    where: Where | None = None,
    pain: int | None = None,
) -> Reported:
    """Ask where it hurts and how much; None where the user turned back.

    `level` is that of an easier exercise. `where` and `pain` 0-10 are what is known already. Signs
    that end the session are set as `session.stopped`.
    """
    place: str | None = where
    if where is None:
        asked = await front.ask(AskWhere())
        if asked is None or isinstance(asked, StopSignsWanted):
            return asked
        place = asked.where
        pain = pain if asked.digit is None else asked.digit
    if place == Where.LEG:
        return await _leg(front, session, level, pain)
    if place == Where.BACK:
        return await _number(front, session, level, Where.BACK, pain)
    return await _elsewhere(front, session, level, where, pain)


async def _number(
    front: Front, session: OpenSession, level: int, where: Where, digit: int | None = None
) -> Reported:
    hurt = await front.ask(AskHowMuch(session.player, level, where, digit))
    return report_of(front, level, where, hurt) if isinstance(hurt, Hurt) else hurt


def report_of(front: Front, level: int, where: Where, hurt: Hurt) -> ReportPain:
    """The report of these answers about one place; `level` is that of an easier exercise."""
    return ReportPain(
        level=level,
        pain=hurt.pain,
        answer=hurt.answer,
        where=where,
        locked=hurt.locked,
        without=_spared(front, where, hurt),
    )


def _spared(front: Front, where: Where, hurt: Hurt) -> tuple[str, ...]:
    """What is left out for the rest of the session: with much pain elsewhere, all with its tag."""
    rules = front.practice.book.catalogue.programme.elsewhere
    if rules is None or not (hurt.locked or hurt.pain >= rules.leave_out_min):
        return ()
    places = front.practice.book.catalogue.safety.hurts.places
    tag = next((each.tag for each in places if each.id is where), None)
    return () if tag is None else front.practice.sessions.barred_by(tag)


async def _leg(front: Front, session: OpenSession, level: int, pain: int | None = None) -> Reported:
    """A leg that has had trouble hurts as the back does, unless it is more, or further down."""
    safety = front.practice.book.catalogue.safety
    if front.practice.person.conditions.leg is not None:
        options = [("yes", safety.hurts.more_yes), ("no", safety.hurts.more_no)]
        more = await front.ask(Choose(safety.hurts.more, options, careful=True))
        if more is None:
            return None
        if more == "no":
            return await _number(front, session, level, Where.LEG, pain)
    sign = safety.symptom(safety.leg.worse_asks)
    option = await option_of(front, sign)
    if front.practice.sessions.signs_outcome({sign.id: option}).lock is not Lock.NONE:
        if not await _stops(front, session, sign, option):
            return None
        return ReportPain(level, None, Answer.END, leg=True, where=Where.LEG)
    command = await begin_with_leg(front, session, {sign.id: option})
    return ReportPain(
        level,
        None,
        Answer.TO_COOL_DOWN,
        leg=True,
        where=Where.LEG,
        without=command.without,
    )


async def begin_with_leg(
    front: Front, session: OpenSession, signs: dict[str, str | None]
) -> EndMainBlock:
    """Store new or worse pain in a leg and show the advice; return the next command.

    It is stored at once, so that it holds even if the session is cut off.
    """
    practice = front.practice
    had_trouble = practice.person.conditions.leg is not None
    try:
        practice.sessions.keep_signs(session, signs)
    except StoreError as error:
        front.warn(str(error))
    safety = practice.book.catalogue.safety
    advice = safety.leg_worse if had_trouble else safety.about_the_leg
    await front.ask(ShowAdvice(advice, COOL_DOWN_NEXT))
    return EndMainBlock(without=practice.sessions.left_out_for_the_leg())


async def _elsewhere(
    front: Front,
    session: OpenSession,
    level: int,
    where: Where | None = None,
    pain: int | None = None,
) -> Reported:
    hurts = front.practice.book.catalogue.safety.hurts
    if where is None:
        options = [(each.id.value, each.text) for each in hurts.places]
        chosen = await front.ask(Choose(hurts.place, options, careful=True))
        if chosen is None:
            return None
        where = Where(chosen)
    if where is Where.CALF:
        option = await option_of(front, hurts.calf)
        signs: dict[str, str | None] = {hurts.calf.id: option}
        if front.practice.sessions.signs_outcome(signs).lock is not Lock.NONE:
            if not await _stops(front, session, hurts.calf, option):
                return None
            return ReportPain(level, None, Answer.END, where=where, locked=True)
    return await _number(front, session, level, where, pain)


async def _stops(front: Front, session: OpenSession, sign: Symptom, option: str | None) -> bool:
    """Whether it is right that this sign ends the session; it is kept once that has ended."""
    if not await is_right(front, [sign.ask]):
        return False
    session.stopped = {sign.id: option}
    return True
