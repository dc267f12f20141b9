"""The checks of `backcoach doctor` about files: copies, owners, leftovers, cache, backups."""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from backcoach import care
from backcoach.atomic import leftovers
from backcoach.cache_file import cache_problem
from backcoach.cli.check import Check, State
from backcoach.cli.disks import advice, keeps_rights
from backcoach.coach.model.formatting import count
from backcoach.coach.model.records import Log
from backcoach.legible import one_line
from backcoach.paths import Places, places
from backcoach.store import LogStore, StoreError
from backcoach.store.copies.backups import log_in, table_counts, unpacked
from backcoach.store.disk.owners import foreign_files, foreign_owner, make_own
from backcoach.store.disk.recognise import Kind
from backcoach.store.disk.strays import kind_of, strays

_IN_THE_CLOUD = ".icloud"
"""The suffix of the placeholder that iCloud leaves for a file that it has moved to its servers."""

_OWN = (
    *("write.lock", "open.lock", "session.journal", "session.sock"),
    *("settings.json", "log.json", "crash.txt"),
)
"""The coach's own files in the data folder, which may contain other files as well."""

_NAMED = 3
"""How many files are listed by name; of the rest only the number is given."""


def check_copies(where: Places) -> Check:
    """Check for copies beside the log, as sync programs make them, with records that it lacks."""
    found = strays(where.data, where.config)
    if not found:
        return Check("copies", State.OK, "none set aside by a sync program")
    present = Log()
    with suppress(StoreError):
        present = LogStore(where.log).load()
    looked = [_looked_at(path, present) for path in found]
    wrong = any(each.state is State.WRONG for each in looked)
    state, words = State.WRONG if wrong else State.LOOK, _listed([each.words for each in looked])
    # First a copy with records that the log does not have.
    copies = sorted(
        (each for each in looked if each.is_copy), key=lambda each: each.state is State.LOOK
    )
    if copies:
        file = shlex.quote(str(copies[0].path))
        to_do = f"Add what only it holds: backcoach restore {file} --add --yes{_option(where)}"
        return Check("copies", state, words, to_do)
    to_do = "Not read by backcoach; keep what you need of it elsewhere, and move it away."
    return Check("copies", state, words, to_do)


class _Stray(NamedTuple):
    """A file that is not part of the log; `is_copy`: an undamaged copy of a part of it."""

    path: Path
    state: State
    words: str
    is_copy: bool = False


def _looked_at(path: Path, present: Log) -> _Stray:
    from backcoach.store.copies.transfer import compare, size

    name = one_line(f"{path.parent.name}/{path.name}")
    if path.name.endswith(_IN_THE_CLOUD):
        words = f"{name} stands for a file that iCloud keeps elsewhere: download it"
        return _Stray(path, State.WRONG, words)
    kind = kind_of(path)
    if kind is not Kind.LOG_FILE:
        words = "is not expected there" if kind is None else kind.value.words.removeprefix("it ")
        return _Stray(path, State.LOOK, f"{name} {words}")
    try:
        beside = compare(present, log_in(unpacked(path), path))
    except StoreError:
        return _Stray(path, State.LOOK, f"{name} is a damaged copy")
    new = table_counts(beside.new)
    words = f"{name} is a copy that holds "
    words += f"{care.counted(new)} more than your log" if new else "nothing new"
    if size(beside.different):
        words += f", and {count(size(beside.different), 'record')} unlike yours"
    return _Stray(path, State.WRONG if new else State.LOOK, words, is_copy=True)


def _option(where: Places) -> str:
    """The `--data-dir` option for a suggested command; empty if the folder is the usual one."""
    return "" if where == places() else f" --data-dir {shlex.quote(str(where.data))}"


def _name(path: Path) -> str:
    return one_line(f"{path.parent.name}/{path.name}")


def _listed(words: list[str]) -> str:
    more = len(words) - _NAMED
    return "; ".join(words[:_NAMED]) + (f"; and {more} more" if more > 0 else "")


def check_owner(where: Places) -> Check:
    """Check that the user owns all files; a command run with sudo may leave some of root's."""
    if os.name == "nt" or os.geteuid() == 0:
        return Check("owner", State.OK, "not looked at here")
    folders = (where.log, care.folder_of(where), where.cache)
    files = (folder / name for folder in (where.data, where.config) for name in _OWN)
    found = foreign_files((where.data, *files), folders)
    if not found:
        return Check("owner", State.OK, "you")
    names = _listed([_name(path) for path in found])
    folder = where.data if _is_in(found[0], where.data) else found[0].parent
    words = f"{foreign_owner(found[0])} owns {names}"
    return Check("owner", State.WRONG, words, f"Make it yours: {make_own(folder)}")


def _is_in(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents


def check_leftovers(where: Places) -> Check:
    """Check for partly written files of a process that was killed. They do no harm."""
    folders = (where.data, where.config, where.log, care.folder_of(where), where.cache)
    found = [path for folder in dict.fromkeys(folders) for path in leftovers(folder)]
    if not found:
        return Check("leftovers", State.OK, "nothing half-written")
    words = f"half-written, by a process that was ended: {_listed([_name(each) for each in found])}"
    to_do = "They do no harm, and most go with the next write; others you may remove."
    return Check("leftovers", State.LOOK, words, to_do)


def check_cache(where: Places) -> Check:
    """Check that the files in the cache, which make the start faster, are undamaged."""
    for path in (where.parsed, where.walked):
        problem = cache_problem(path)
        if problem:
            in_the_way = path.is_dir() or not path.parent.is_dir()
            to_do = "Move it away: it is" if in_the_way else "It is not used, and"
            to_do += " made anew when backcoach opens."
            return Check("cache", State.LOOK, f"{path} {problem}", to_do)
    return Check("cache", State.OK, str(where.cache))


def check_making_backups(where: Places) -> Check | None:
    """A check that failed because no backup can be made; None if backups are possible."""
    folder = care.folder_of(where)
    if folder.exists() and not folder.is_dir():
        to_do = "Move it away; the folder is made with the next backup."
        return Check("backups", State.WRONG, f"{folder} is a file, so none are made", to_do)
    if folder.is_dir() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        found = f"{folder} can't be written to, so none are made"
        return Check("backups", State.WRONG, found, advice(folder))
    return None


def check_last_backup(where: Places, words: str) -> Check:
    """Check that a backup was made on the day of the last session. `words` describe the backups."""
    with suppress(StoreError):
        missed = care.day_without_backup(where)
        if missed is not None:
            found = f"none was made on {missed}, when a session was stored; {words}"
            return Check("backups", State.LOOK, found, "Make one: backcoach backup")
    return Check("backups", State.OK, words)


def check_rights(folder: Path) -> Check:
    """Check that only its owner can open the data folder."""
    if os.name == "nt" or not folder.stat().st_mode & 0o077:
        return Check("folder", State.OK, str(folder))
    found = f"others may look into {folder}"
    if keeps_rights(folder):
        to_do = f"For you alone: chmod go-rwx {shlex.quote(str(folder))}"
        return Check("folder", State.LOOK, found, to_do)
    found += ", on whose disk nobody can be kept out"
    return Check("folder", State.LOOK, found, "On another disk it would be for you alone.")
