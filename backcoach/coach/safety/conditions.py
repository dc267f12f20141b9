"""What somebody said about their health, and the profile that follows from it on any day.

Only answers are kept: a date of birth, a week of pregnancy. Which tags hold is worked out for a day
from those and from the profile, so that weeks grow and tags end by the calendar. Clinicians have
agreed to what was marked once the user said so; that never takes a tag away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from backcoach.coach.model.adaptations import Tag
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Profile, with_companions
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import CheckIn, Clearance, FollowUp, Screening
from backcoach.coach.model.screening_questions import ClearanceKind
from backcoach.coach.safety.leg import LEG, LegAnswer, LegTrouble, begun

PREGNANCY = "pregnancy"
"""The page that asks somebody who is pregnant again."""

PREGNANT, BIRTH, ENDED = "pregnant", "gave_birth", "pregnancy_ended"
"""What is marked there and at the start, and what ends it."""

SEEN, AGREED = "seen_for_pain", "agreed"
"""The page that asks about high pain, what is marked there, and what a clinician said as well."""

AFTER_ILLNESS = "time_away"
"""Kept with the answers of somebody whom illness, an injury or a diagnosis kept away."""

FALL_ASKED, FALL = "fall_asked", "fall"
"""The page that asks after an accident whether it was a fall, and what is marked there."""

FAINT_LYING = "faint_lying"
"""Marked by somebody who felt faint or sick on their back: from then on nothing is done there."""

DAYS_A_WEEK = 7
MONTHS_A_YEAR = 12

HealthAnswer = Screening | CheckIn | Clearance | Profile


@frozen
class Pregnancy:
    """How many weeks pregnant somebody was on the day `told_on`; None where they did not say.

    `already` are the tags that hold whatever the week.
    """

    weeks: int | None
    told_on: date
    already: tuple[str, ...] = ()

    def week(self, on: date) -> int | None:
        """The week on a day: weeks grow by the calendar."""
        if self.weeks is None:
            return None
        return self.weeks + max(0, (on - self.told_on).days) // DAYS_A_WEEK


@frozen
class Conditions:
    """Everything said so far. `profile` is the last one that was kept, None before the first.

    `tags` hold for good, `cleared` are those a clinician agreed to. `ends` says for each dated tag
    that began on a day on which day it is over. `given` are the tags that answers have set: what a
    clinician's yes is about. `leg` is pain in a leg that is not over, None without.

    `asked_if_seen` is the day on which the user last said whether a clinician has seen them about
    their pain, `seen_on` that of a yes, and `agreed_on` that of a yes to heavier work as well; a
    later no takes both back.
    """

    profile: Profile | None = None
    tags: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()
    pregnancy: Pregnancy | None = None
    ends: tuple[tuple[str, date], ...] = ()
    given: frozenset[str] = frozenset()
    told_at: datetime | None = None
    asked_if_seen: date | None = None
    seen_on: date | None = None
    agreed_on: date | None = None
    leg: LegTrouble | None = None

    @property
    def is_dated(self) -> bool:
        """Whether time alone may change what holds."""
        return self.pregnancy is not None or bool(self.ends)

    def on(self, day: date, programme: Programme) -> Profile | None:
        """The profile that holds on `day`; None while nothing is known."""
        tags = self.tags | self._dated(day, programme)
        if self.leg is not None:
            tags |= {self.leg.tag}
        base = self.profile
        if base is None:
            if not tags or self.told_at is None:
                return None
            base = Profile("", self.told_at)
        held = with_companions(tuple(tags), programme)
        cleared = with_companions(tuple(self.cleared), programme)
        if held == base.tags and not (set(cleared) & set(held)) - set(base.clinician_ok):
            return base
        agreed = tuple(name for name in cleared if name in held and programme.tags[name].asks_ok)
        return replace(base, tags=held, clinician_ok=agreed)

    def _dated(self, day: date, programme: Programme) -> set[str]:
        found = {name for name, end in self.ends if day < end}
        if self.pregnancy is not None:
            week = self.pregnancy.week(day)
            found |= {
                name
                for name, tag in programme.tags.items()
                if tag.from_week is not None and (week is None or week >= tag.from_week)
            }
            found.add(PREGNANT)
            found.update(self.pregnancy.already)
        return found

    # What was said

    def after(self, answer: HealthAnswer, day: date, programme: Programme) -> Conditions:
        """The same after something was said on the local `day`."""
        if isinstance(answer, Profile):
            return self._with_profile(answer, day, programme)
        if isinstance(answer, Screening):
            if SEEN in answer.groups:
                return self._with_seen(answer, day)
            return self._with_answers(answer.yes, answer.follow_ups, answer.at, day, programme)
        if isinstance(answer, Clearance):
            return self._with_clearance(answer, programme)
        return self._with_answers(answer.symptoms, answer.follow_ups, answer.at, day, programme)

    def _with_seen(self, screening: Screening, day: date) -> Conditions:
        seen = SEEN in screening.yes
        agreed = seen and any(each.answer == AGREED for each in screening.follow_ups)
        return replace(
            self,
            asked_if_seen=day,
            seen_on=day if seen else None,
            agreed_on=day if agreed else None,
        )

    def _with_profile(self, profile: Profile, day: date, programme: Programme) -> Conditions:
        """The last answer stands; tags with dates go on by those, save a pregnancy taken back."""
        dated = {name for name, _ in self.ends}
        weekly = pregnancy_tags(programme)
        tags = frozenset(profile.tags) - dated
        pregnancy = self.pregnancy
        if PREGNANT in tags:
            pregnancy = pregnancy or Pregnancy(None, day)
        elif pregnancy is not None:
            pregnancy = None
            tags -= weekly
        if pregnancy is not None:
            tags -= weekly
        cleared = frozenset(profile.clinician_ok)
        if PREGNANT in cleared:
            cleared |= weekly
        leg = self.leg
        if programme.leg is not None:
            leg = (leg or begun(programme.leg.tag, day)) if programme.leg.tag in tags else None
            tags -= {programme.leg.tag}
        return replace(
            self, profile=profile, tags=tags, cleared=cleared, pregnancy=pregnancy, leg=leg
        )

    def _with_answers(
        self,
        marked: Collection[str],
        follow_ups: Collection[FollowUp],
        at: datetime,
        day: date,
        programme: Programme,
    ) -> Conditions:
        answers = {each.question: each.answer for each in follow_ups}
        marks = {*marked, *(f"{question}.{answer}" for question, answer in answers.items())}
        given = {name for name, tag in programme.tags.items() if marks.intersection(tag.answers)}
        known = replace(self, given=self.given | given, told_at=at)
        if PREGNANT in marked or answers.keys() & {BIRTH, ENDED}:
            # A new answer takes the place of what was known of the weeks.
            weekly = pregnancy_tags(programme)
            pregnancy = None
            if PREGNANT in marked:
                already = () if self.pregnancy is None else self.pregnancy.already
                pregnancy = Pregnancy(_weeks(answers.get(PREGNANT, "")), day, already)
            cleared = self.cleared - weekly if pregnancy is None else self.cleared
            known = replace(known, pregnancy=pregnancy, tags=known.tags - weekly, cleared=cleared)
        ends = dict(known.ends)
        for name in given:
            tag = programme.tags[name]
            question = next(each for each in tag.answers if each in marks)
            if tag.days is not None or tag.months is not None:
                ends[name] = _end(tag, answers.get(question, ""), day)
        if FAINT_LYING in marked and known.pregnancy is not None:
            early = given & pregnancy_tags(programme)
            known = replace(
                known,
                pregnancy=replace(
                    known.pregnancy, already=tuple(sorted({*known.pregnancy.already, *early}))
                ),
            )
        known = known._with_leg(given, answers.get(LEG), day, programme)
        of_leg = {programme.leg.tag} if programme.leg is not None else set()
        lasting = {name for name in given if not programme.tags[name].is_dated} - of_leg
        lasting = set(with_companions(tuple(lasting), programme))
        return replace(known, tags=known.tags | lasting, ends=tuple(sorted(ends.items())))

    def _with_leg(
        self, given: Collection[str], answer: str | None, day: date, programme: Programme
    ) -> Conditions:
        """The same after what was marked or answered about a leg."""
        rules, leg = programme.leg, self.leg
        if rules is None:
            return self
        if rules.tag in given:
            marked = begun(rules.tag, day) if leg is None else leg.answered(LegAnswer.WORSE, day)
            return replace(self, leg=marked)
        if leg is None or answer not in tuple(LegAnswer):
            return self
        leg = leg.answered(LegAnswer(answer), day)
        return self._without_leg(rules.tag) if leg.is_over(rules) else replace(self, leg=leg)

    def _without_leg(self, tag: str) -> Conditions:
        """The same once the pain in a leg is over: a clinician's agreement ends with it.

        `tag` is that of the pain.
        """
        profile = self.profile
        if profile is not None:
            agreed = tuple(each for each in profile.clinician_ok if each != tag)
            profile = replace(profile, clinician_ok=agreed)
        return replace(
            self,
            profile=profile,
            cleared=self.cleared - {tag},
            given=self.given - {tag},
            leg=None,
        )

    def _with_clearance(self, clearance: Clearance, programme: Programme) -> Conditions:
        if clearance.kind not in (ClearanceKind.CLINICIAN_OK, ClearanceKind.MATERNITY_OK):
            return self
        about = set(self.given) if clearance.kind is ClearanceKind.CLINICIAN_OK else {PREGNANT}
        if PREGNANT in about:
            about |= pregnancy_tags(programme)
        agreed = {
            name
            for name in with_companions(tuple(about), programme)
            if programme.tags[name].needs_ok
        }
        return replace(self, cleared=self.cleared | agreed)


def conditions_after(
    answers: Iterable[tuple[HealthAnswer, date]],
    programme: Programme,
    before: Conditions | None = None,
) -> Conditions:
    """What is known after everything in `answers`, in order of time, each with its local day."""
    known = before or Conditions()
    for what, day in answers:
        known = known.after(what, day, programme)
    return known


def pregnancy_tags(programme: Programme) -> frozenset[str]:
    """The tags that a week of pregnancy brings."""
    return frozenset(name for name, tag in programme.tags.items() if tag.from_week is not None)


def tells_of_health(answer: Screening | CheckIn | Clearance) -> bool:
    """Whether it may set a tag or clear one: screens of before have no pages noted, and set none.

    What was marked by mistake sets none either, and is told all the same.
    """
    if isinstance(answer, Screening):
        return bool(answer.groups)
    if isinstance(answer, CheckIn):
        answered = any(each.question in _ANSWERS for each in answer.follow_ups)
        return bool(answer.symptoms) or (answered and not answer.rehearsal)
    return answer.kind in _TELLING


_ANSWERS = (LEG,)
"""Questions of a check-in that follow no mark but say something about health."""

_TELLING = (ClearanceKind.CLINICIAN_OK, ClearanceKind.MATERNITY_OK, ClearanceKind.MISTAKE)


def _weeks(answer: str) -> int | None:
    return int(answer) if answer.isdecimal() else None


def _end(tag: Tag, answer: str, told_on: date) -> date:
    """The first day on which it is over, counted from the answer where it gave no date."""
    if tag.days is not None:
        begun = _date(answer) or told_on
        return begun + timedelta(days=tag.days)
    begun = _date(f"{answer}-01") or told_on
    months = begun.month + (tag.months or 0)
    years, month = divmod(months, MONTHS_A_YEAR)
    return date(begun.year + years, month + 1, 1)


def _date(answer: str) -> date | None:
    try:
        return date.fromisoformat(answer)
    except ValueError:
        return None
