"""The safety questions: which to ask now, their answers, and what locks sessions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from backcoach.coach.evidence.moments import health_answers
from backcoach.coach.model.profile import with_companions
from backcoach.coach.model.records import Clearance, FollowUp, Log, Screening
from backcoach.coach.model.screening_questions import OPENED_BY, ClearanceKind, Group, Lock
from backcoach.coach.review.schedule import course_on
from backcoach.coach.safety import screening
from backcoach.coach.safety.agreements import outdated_ticks
from backcoach.coach.safety.conditions import (
    AGREED,
    BIRTH,
    ENDED,
    FALL,
    FALL_ASKED,
    PREGNANCY,
    PREGNANT,
    SEEN,
)
from backcoach.coach.safety.content import Advice
from backcoach.coach.safety.outcomes import Outcome, worst
from backcoach.coach.safety.screening import Due
from backcoach.coach.safety.signs import Symptom
from backcoach.practice.book import JUST_AFTER, Book
from backcoach.practice.person import Person
from backcoach.practice.standing import Standings


class SafetyQuestions:
    """Says which safety questions to ask, records the answers, and tells what locks sessions."""

    def __init__(self, book: Book, standing: Standings, person: Person) -> None:
        self._book = book
        self._standing = standing
        self._person = person

    # The questions at the start, and the lock

    def screening_due(self) -> Due | None:
        """Why the safety questions have to be asked now; None if they need not be."""
        course = course_on(
            self._book.log.recent_so_far, self._book.today(), self._book.catalogue.programme
        )
        return screening.screening_due(
            self._screened,
            self._book.catalogue.safety.screening,
            self._book.clock.now(),
            None if course is None else course.broke_on,
        )

    @property
    def _screened(self) -> Log:
        """The answers as they are stored, and the sessions as they count now."""
        answers, counting = self._book.log.recent, self._book.log.recent_so_far
        return answers if counting is answers else replace(answers, sessions=counting.sessions)

    def lock(self) -> Lock:
        """What locks sessions, computed from the log."""
        return screening.standing_lock(
            self._book.log.recent, self._book.catalogue.safety.screening, self._book.today()
        )

    def agreement_is_outdated(self) -> bool:
        """Whether a clinician has to agree anew, and nothing else locks sessions."""
        return screening.agreement_is_outdated(
            self._book.log.recent, self._book.catalogue.safety.screening, self._book.today()
        )

    def lock_advice(self) -> Advice | None:
        """What to tell about the present lock, in the words of the sign that set it."""
        lock, safety = self.lock(), self._book.catalogue.safety
        found = [
            Outcome(each.outcome)
            for each in self._standing_locks()
            if each.lock is lock and each.outcome in tuple(Outcome)
        ]
        screened = any(each.lock is lock and not each.outcome for each in self._standing_locks())
        outcome = worst(found)
        if screened or outcome is Outcome.GO:
            return safety.lock_advice(lock)
        return safety.advice(outcome)

    def _standing_locks(self) -> list[screening.StandingLock]:
        return screening.standing_locks(
            self._book.log.recent, self._book.catalogue.safety.screening, self._book.today()
        )

    def marked(self) -> tuple[str, ...]:
        """The ids of what has set the present lock, in the order it was marked."""
        return tuple(self._marks())

    def _marks(self) -> dict[str, str | None]:
        """What has set the present lock, each with the last answer to what was asked about it."""
        opened_by = OPENED_BY.get(self.lock())
        found: dict[str, str | None] = {}
        for held in self._standing_locks():
            if OPENED_BY[held.lock] == opened_by:
                told = {each.question: each.answer for each in held.answers}
                found |= {id: told.get(id, found.get(id)) for id in held.marked}
        return found

    def words_of_marks(self) -> list[str]:
        """What has set the present lock, in words."""
        safety = self._book.catalogue.safety
        found = (safety.words(id, answer) for id, answer in self._marks().items())
        return [words for words in found if words is not None]

    def pages_due(self) -> tuple[Group, ...]:
        """The pages of the safety questions to ask now."""
        return screening.pages_due(
            self._screened, self._book.catalogue.safety.screening, self._book.clock.now()
        )

    def pages_about_you(self) -> tuple[Group, ...]:
        """The pages to ask before About you is shown: once a day, while nothing is locked."""
        questions, log = self._book.catalogue.safety.screening, self._book.log.recent
        pages = screening.other_pages(questions)
        answered = screening.answered_on(log, pages, self._book.clock.now())
        asks = not self._book.read_only and self.lock() is Lock.NONE
        asks = asks and self.screening_due() not in (Due.FIRST, Due.VERSION)
        return pages if asks and answered != self._book.today() else ()

    def known_conditions(self) -> frozenset[str]:
        """What is known of these pages, and holds today: it is only asked about as such."""
        content, known = self._book.catalogue, self._person.conditions
        holds = () if (profile := self._person.profile) is None else profile.tags
        agreed = screening.agreed_signs(self._book.log.recent, content.safety.screening)
        sets = {id: self._tags_set_by(id) for id in agreed}
        found = {id for id, tags in sets.items() if not tags or tags.intersection(holds)}
        leg = content.programme.leg
        if leg is not None and known.leg is not None:
            found.update(content.programme.tags[leg.tag].answers)
        return frozenset(found)

    def _tags_set_by(self, question: str) -> set[str]:
        tags = self._book.catalogue.programme.tags
        return {
            name
            for name, tag in tags.items()
            if any(answer.partition(".")[0] == question for answer in tag.answers)
        }

    def outdated_ticks(self) -> tuple[str, ...]:
        """The tags for which a clinician's agreement, ticked in About you, has to be renewed."""
        content, now = self._book.catalogue, self._book.now()
        answers = health_answers(self._book.log.recent, self._book.today(), now.offset_minutes)
        return outdated_ticks(
            answers,
            content.programme.tags,
            self._person.conditions.given,
            content.safety.screening,
            self._book.today(),
        )

    def untick(self, tags: Collection[str]) -> None:
        """Record that a clinician no longer agrees to these tags, and those that come with them."""
        profile = self._person.profile_to_change()
        over = with_companions(tuple(tags), self._book.catalogue.programme)
        agreed = tuple(each for each in profile.clinician_ok if each not in over)
        self._person.keep_profile(replace(profile, clinician_ok=agreed))

    def known_signs(self) -> frozenset[str]:
        """Warning signs that are known, and only asked about as such."""
        return screening.known_signs(self._book.log.recent, self._book.catalogue.safety.screening)

    def worsening_due(self) -> bool:
        """Whether somebody whose back slowly got worse has to be asked again."""
        days = self._book.catalogue.safety.asking.worsening_days
        return screening.is_worsening_due(
            self._book.log.recent, days, self._book.today(), self._book.clock.now()
        )

    def keep_worsening(self, *, worse: bool) -> Screening:
        """Record whether it still gets worse."""
        yes = (screening.WORSENING,) if worse else ()
        return self._keep_answers(yes, (screening.WORSENING,), {}, Lock.NONE)

    def see_somebody(self) -> tuple[str, ...]:
        """What somebody should be seen about; advice, never a lock."""
        content, found = self._book.catalogue, []
        rules, leg = content.programme.leg, self._person.conditions.leg
        if rules is not None and leg is not None and leg.needs_a_look(self._book.today(), rules):
            found.append(content.safety.leg.see_somebody)
        if screening.goes_on_worsening(self._book.log.recent):
            found.append(content.safety.asking.worsening.see_somebody)
        return tuple(found)

    def screened_at_all(self) -> bool:
        """Whether any safety question was ever answered."""
        return screening.latest_screening(self._book.log.recent) is not None

    # Pregnancy

    @property
    def is_pregnant(self) -> bool:
        """Whether the user said so, and nothing else since."""
        return self._person.conditions.pregnancy is not None

    def pregnancy_week(self) -> int | None:
        """The week of the pregnancy today; None where it is not known, or there is none."""
        pregnancy = self._person.conditions.pregnancy
        return None if pregnancy is None else pregnancy.week(self._book.today())

    def pregnancy_due(self) -> bool:
        """Whether somebody who is pregnant has to be asked about it again."""
        pregnancy = self._person.conditions.pregnancy
        if pregnancy is None:
            return False
        days = (self._book.today() - pregnancy.told_on).days
        return days >= self._book.catalogue.safety.asking.pregnancy_days

    def keep_pregnancy(self, week: int | None, *, agreed: bool = True) -> Screening:
        """Record that the user is pregnant, and in which week; None where they did not say.

        Sessions are locked unless a clinician still has `agreed` to exercise.
        """
        answer = "" if week is None else str(week)
        lock = Lock.NONE if agreed else Lock.CLINICIAN
        return self._keep_answers((PREGNANT,), (PREGNANCY,), {PREGNANT: answer}, lock)

    def was_agreed_in_pregnancy(self) -> bool:
        """Whether a clinician has agreed to exercise in pregnancy."""
        profile = self._person.profile
        return profile is not None and PREGNANT in profile.clinician_ok

    def end_pregnancy(self, birth_on: str | None) -> Screening:
        """Record that it is over: with a birth on that date (ISO 8601), or with nothing said."""
        if birth_on is None:
            return self._keep_answers((), (PREGNANCY,), {ENDED: ""}, Lock.NONE)
        return self._keep_answers((BIRTH,), (PREGNANCY,), {BIRTH: birth_on}, Lock.CLINICIAN)

    # A fall

    def fall_to_ask_about(self) -> bool:
        """Whether to ask if an accident was a fall: none was asked about since the last one.

        Not of somebody whose balance is minded already.
        """
        safety, log = self._book.catalogue.safety, self._book.log.recent
        accidents = [
            each.at
            for each in screening.check_ins_of(log)
            if not each.rehearsal and each.outcome == Outcome.EASY
        ]
        asked = [each.at for each in log.screenings if FALL_ASKED in each.groups]
        if not accidents or any(at > max(accidents) for at in asked):
            return False
        return safety.fall.tag not in self._person.profile_to_change().tags

    def keep_fall(self, minds: bool) -> Screening:
        """Record whether it was a fall, so that the balance is to be minded from now on."""
        return self._keep_answers((FALL,) if minds else (), (FALL_ASKED,), {}, Lock.NONE)

    # High pain

    def keep_seen(self, *, seen: bool, agreed: bool = False) -> Screening:
        """Record whether a clinician has seen the user about their pain, and agrees to go on."""
        follow_ups = {SEEN: AGREED} if agreed else {}
        return self._keep_answers((SEEN,) if seen else (), (SEEN,), follow_ups, Lock.NONE)

    # What the check-in asks

    def rows_to_ask(self) -> tuple[Symptom, ...]:
        """The lines of the check-in today."""
        return self._book.catalogue.safety.check_in.rows(
            weekly=self._weekly_due(), pregnant=self.is_pregnant
        )

    def _weekly_due(self) -> bool:
        """Whether the weekly line was last shown so long ago, or never."""
        lines = self._book.catalogue.safety.check_in.symptoms
        weekly = {each.id for each in lines if each.when.is_weekly}
        shown = [
            self._book.day_of_entry(each)
            for each in screening.check_ins_of(self._book.log.recent)
            if weekly.intersection(each.also_asked)
        ]
        days = self._book.catalogue.safety.asking.weekly_days
        return not shown or (self._book.today() - max(shown)).days >= days

    def was_away(self) -> bool:
        """So long without a session that somebody may have been ill, and nobody has asked since.

        Who said before a session that they were not well has been ill, whatever the days.
        """
        days, last = self._standing.days_since_last(), self._standing.last_session
        if days is None or last is None:
            return False
        answered = screening.latest_screen(self._book.log.recent)
        if days >= self._book.catalogue.safety.time_away.days:
            return answered is None or self._book.day_of_entry(answered) <= last.local_date
        since = last.started_at if answered is None else max(last.started_at, answered.at)
        return any(
            each.at > since and each.outcome == Outcome.NOT_TODAY
            for each in self._book.log.recent_so_far.check_ins
        )

    def keep_screening(
        self,
        yes: Sequence[str],
        groups: Sequence[str] = (),
        follow_ups: Mapping[str, str] | None = None,
    ) -> Screening:
        """Record the answers; `yes` has the ids of all questions answered with yes.

        `groups` are the ids of the pages that were asked, empty for all; `follow_ups` are the
        answers to the questions about the marked ones.
        """
        questions = self._book.catalogue.safety.screening
        asked = tuple(groups) or tuple(group.id for group in questions.groups)
        outcome = screening.outcome_of(yes, questions)
        return self._keep_answers(tuple(yes), asked, follow_ups or {}, outcome)

    def _keep_answers(
        self,
        yes: tuple[str, ...],
        groups: tuple[str, ...],
        follow_ups: Mapping[str, str],
        outcome: Lock,
    ) -> Screening:
        record = Screening(
            id=self._book.new_id(),
            at=self._after_all_answers(),
            version=self._book.catalogue.safety.screening.version,
            yes=yes,
            outcome=outcome,
            utc_offset_minutes=self._book.now().offset_minutes,
            groups=groups,
            follow_ups=tuple(FollowUp(each, answer) for each, answer in follow_ups.items()),
        )
        self._book.save(record)
        return record

    def _after_all_answers(self) -> datetime:
        """Now, or just after the last safety answer if that is dated in the future.

        Otherwise an answer from a wrong clock would stay the latest one.
        """
        now, latest = self._book.now().at, screening.latest_answer(self._book.log.recent)
        return now if latest is None or latest <= now else latest + JUST_AFTER

    def clear(self, kind: ClearanceKind) -> Clearance:
        """Record that the user was cleared for training after the latest safety answers.

        Raises ValueError if the questions have never been answered.
        """
        answered = screening.latest_screening(self._book.log.recent)
        if answered is None:
            raise ValueError("nothing has been answered yet")
        record = Clearance(
            id=self._book.new_id(),
            at=self._after_all_answers(),
            screening=answered.id,
            kind=kind,
            utc_offset_minutes=self._book.now().offset_minutes,
        )
        self._book.save(record)
        return record
