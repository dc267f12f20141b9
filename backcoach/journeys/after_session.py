"""After a session: ratings, what it changed, and a place for what could not be stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backcoach.journeys.asking.prompts import AskRatings, Choose, ShowSummary
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.model.records import SessionRecord
    from backcoach.journeys.asking.front import Front


GRAB_ANSWERS = (("yes", "Yes"), ("no", "No"))


async def look_back(front: Front, record: SessionRecord) -> None:
    """Ratings, then what was done and what it changed."""
    practice = front.practice
    before = practice.standing.without_session(record)
    habitual = practice.standing.now().levels.always_sore
    ratings = await front.ask(AskRatings(record, habitual))
    if ratings is not None:
        try:
            record = practice.sessions.rate(
                record,
                ratings.worst_pain,
                ratings.effort,
                ratings.note,
                pain_now=ratings.pain_now,
                sore=ratings.sore,
                sore_more=ratings.sore_more,
            )
        except StoreError as error:
            front.warn(str(error))
    record = await _ask_about_grabs(front, record)
    await front.ask(ShowSummary(record, before, practice.standing.now()))
    await _offer_to_spare(front, record)
    await offer_another_place(front)


async def _ask_about_grabs(front: Front, record: SessionRecord) -> SessionRecord:
    """Ask once more about each exercise for balance of which nothing was said in the session.

    What is left open stays unknown, and counts neither way.
    """
    practice = front.practice
    grabbed: dict[str, bool] = {}
    for each in practice.sessions.grabs_to_ask_about(record):
        name = practice.book.catalogue.exercises[each].name
        prompt = Choose("Did you have to grab?", GRAB_ANSWERS, f"{name}.", chosen=False)
        answer = await front.ask(prompt)
        if answer is not None:
            grabbed[each] = answer == "yes"
    if not grabbed:
        return record
    try:
        return practice.sessions.tell_grabs(record, grabbed)
    except StoreError as error:
        front.warn(str(error))
        return record


async def _offer_to_spare(front: Front, record: SessionRecord) -> None:
    """Offer to spare a part of the body that hurt again."""
    practice = front.practice
    place = practice.sessions.place_to_spare(record)
    profile = practice.person.profile_to_change()
    if place is None or place.tag is None or place.tag in profile.tags:
        return
    hurts = practice.book.catalogue.safety.hurts
    options = [("yes", hurts.spare_yes), ("no", hurts.spare_no)]
    named = place.text.lower()
    why = hurts.spare_why.format(place=named)
    dialog = Choose(hurts.spare.format(place=named), options, why, careful=True)
    if await front.ask(dialog) == "yes":
        try:
            practice.person.keep_profile(replace(profile, tags=(*profile.tags, place.tag)))
        except StoreError as error:
            front.warn(str(error))


async def offer_another_place(front: Front) -> None:
    """Try once more to store what could not be; where that fails, save it wherever they like."""
    from backcoach.care import other_places, save_elsewhere

    practice = front.practice
    while practice.sessions.unstored:
        record = next(iter(practice.sessions.unstored.values()))
        try:
            practice.sessions.save(record)
            continue
        except StoreError as error:
            problem = f"{error.path.name}: {error.problem}."
        folders = {str(place): place for place in other_places(practice.book.places)}
        options = [
            ("again", "Try again"),
            *((name, f"Save it in {name}") for name in folders),
            ("leave", "Go on without it"),
        ]
        ids = {f"option-{number}": name for number, (name, _) in enumerate(options)}
        shown = [(id, words) for id, (_, words) in zip(ids, options, strict=True)]
        question = "This session is not stored yet"
        front.clear_notifications()  # which say the same, and lie over the answers
        chosen: str | None = await front.ask(Choose(question, shown, problem))
        answer = ids.get(chosen or "")
        if answer == "leave":
            practice.unfinished.give_up(record)
        elif answer in folders:
            try:
                saved = save_elsewhere(record, folders[answer])
            except StoreError as error:
                front.warn(str(error))
                continue
            practice.unfinished.saved_elsewhere(record)
            front.warn(f"Saved in {saved}. Bring it in with: backcoach restore --add FILE --yes")
