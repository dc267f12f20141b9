"""What each command takes besides its name."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from backcoach.cli import values

PEOPLE_MAX, WEEKS_MAX, SEED_MAX = 100_000, 520, 2**31 - 1


def add_data_dir(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Every command may be told where log and settings are."""
    parser.add_argument(
        "--data-dir",
        type=values.folder,
        default=default,
        metavar="DIR",
        help="keep log and settings in this folder (also: BACKCOACH_DATA_DIR)",
    )


def _valued(
    command: argparse.ArgumentParser,
    option: str,
    read: Callable[[str], object],
    metavar: str,
    words: str,
    *,
    name: str | None = None,
    required: bool = False,
) -> None:
    """An option with a value; it is kept as `name`, or as the option is called."""
    name = name or option.removeprefix("--")
    command.add_argument(
        option, type=read, dest=name, metavar=metavar, required=required, help=words
    )


def _flag(command: argparse.ArgumentParser, option: str, words: str) -> None:
    command.add_argument(option, action="store_true", help=words)


def _file(command: argparse.ArgumentParser, words: str, *, optional: bool = False) -> None:
    if optional:
        command.add_argument(
            "file",
            nargs="?",
            default=argparse.SUPPRESS,
            type=values.file,
            metavar="FILE",
            help=words,
        )
    else:
        command.add_argument("file", type=values.file, metavar="FILE", help=words)


def _add_minutes(command: argparse.ArgumentParser) -> None:
    words = "how much time there is today: short, standard or long"
    _valued(command, "--minutes", values.length, "LENGTH", words)


def _add_speed(command: argparse.ArgumentParser) -> None:
    words = "rehearse N times as fast, 1 to 100; a rehearsal never counts"
    command.add_argument("--speed", type=values.speed, default=1.0, metavar="N", help=words)


def _add_an_exercise(command: argparse.ArgumentParser) -> None:
    command.add_argument("exercise", nargs="?", metavar="ID", help="for example bird_dog")


def _add_exercise(command: argparse.ArgumentParser) -> None:
    command.add_argument("exercise", metavar="EXERCISE", help="for example bird_dog")


def _add_changes(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--set",
        action="append",
        default=[],
        dest="changes",
        metavar="NAME=VALUE",
        help="tags, ok, equipment, pain, length, sessions, activities, trains or unit,"
        " for example pain=4; may be given again",
    )


def _add_none_of_these(command: argparse.ArgumentParser) -> None:
    words = "none of the warning signs is new; without it they are only listed"
    _flag(command, "--none-of-these", words)


def _add_today(command: argparse.ArgumentParser) -> None:
    words = "what it would be with this much back pain now, 0 to 10; nothing is stored"
    _valued(command, "--pain", values.pain, "N", words)
    words = "with --pain: how you slept and feel"
    _valued(command, "--slept", values.energy, "good|ok|poor", words)
    words = "with --pain: how many minutes ago you got up"
    _valued(command, "--up", values.minutes, "MINUTES", words, name="minutes_up")


def _add_morning(command: argparse.ArgumentParser) -> None:
    words = "back pain on getting up, 0 (none) to 10 (worst you can imagine)"
    _valued(command, "--pain", values.pain, "N", words, required=True)
    _valued(command, "--usual", values.yes_or_no, "yes|no", "whether it was back to usual")
    words = "the day of the session, for example 2026-03-02; otherwise the last one before today"
    _valued(command, "--for", values.day, "DATE", words, name="for_day")


def _add_export(command: argparse.ArgumentParser) -> None:
    _file(command, "where to write it; - for standard output")
    _flag(command, "--force", "write over the file if it is there already")


def _add_import(command: argparse.ArgumentParser) -> None:
    _file(command, "what export wrote; - for standard input")
    _flag(command, "--dry-run", "say what would change and write nothing")
    differing = command.add_mutually_exclusive_group()
    for answer, words in (("replace", "take the one from FILE"), ("keep", "leave yours")):
        differing.add_argument(
            f"--{answer}",
            action="store_const",
            const=answer,
            dest="differing",
            help=f"where a record differs from yours, {words}",
        )


def _add_measures(command: argparse.ArgumentParser) -> None:
    words = "average back pain of the last 7 days, 0 (none) to 10 (worst you can imagine)"
    _valued(command, "--pain", values.pain, "N", words)
    command.add_argument(
        "--activity",
        type=values.activity,
        action="append",
        default=[],
        dest="activities",
        metavar='"WORDS=N"',
        help="one of up to three activities that are hard because of your back, and how it goes,"
        " 0 (cannot do it) to 10 (as before the back trouble); can be given again",
    )


def _add_people(command: argparse.ArgumentParser) -> None:
    for option, least, most, default, words in (
        ("--people", 1, PEOPLE_MAX, 100, "how many people"),
        ("--weeks", 1, WEEKS_MAX, 26, "for how many weeks"),
        ("--seed", 0, SEED_MAX, 1, "the same seed tells the same stories, another one others"),
    ):
        command.add_argument(
            option,
            type=values.whole(least, most),
            default=default,
            metavar="N",
            help=f"{words}, {least} to {most} (otherwise {default})",
        )


def _add_backup(command: argparse.ArgumentParser) -> None:
    _file(command, "a new file; without it, one among the others is made", optional=True)


def _add_restore(command: argparse.ArgumentParser) -> None:
    words = "a backup, or its name in the list; without it they are listed"
    _file(command, words, optional=True)
    _flag(command, "--yes", "do it; without it, what would change is shown")
    words = "keep everything there is and add what is missing, for example a rescued session"
    _flag(command, "--add", words)


def _add_set_back(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--set-back",
        nargs="?",
        type=values.days_back,
        const=0.0,
        default=None,
        dest="set_back",
        metavar="DAYS",
        help="move what a clock that was ahead has dated in the future back by so many days;"
        " without DAYS by as few whole ones as it takes",
    )
    _flag(command, "--yes", "with --set-back: do it; without it, what would change is shown")


Add = Callable[[argparse.ArgumentParser], None]
OF_COMMAND: dict[str, tuple[Add, ...]] = {
    "start": (_add_minutes, _add_speed),
    "plan": (_add_minutes, _add_today),
    "exercises": (_add_an_exercise,),
    "checkin": (_add_morning,),
    "profile": (_add_changes,),
    "flare": (_add_none_of_these,),
    "measure": (_add_measures,),
    "why": (_add_exercise,),
    "export": (_add_export,),
    "import": (_add_import,),
    "simulate": (_add_people,),
    "backup": (_add_backup,),
    "restore": (_add_restore,),
    "doctor": (_add_set_back,),
}
"""What is added for a command; one that is not here takes nothing of its own."""
