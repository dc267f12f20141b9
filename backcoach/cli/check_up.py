"""Runs the checks of `backcoach doctor`."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Callable

from backcoach import care
from backcoach.cli import disks
from backcoach.cli.check import Check, State
from backcoach.cli.check_files import (
    check_cache,
    check_copies,
    check_last_backup,
    check_leftovers,
    check_making_backups,
    check_owner,
    check_rights,
)
from backcoach.cli.context import broken_link
from backcoach.cli.disks import advice, advice_on
from backcoach.cli.terminal import (
    COLUMNS_MIN,
    ONLY_LINES,
    ROWS_MIN,
    is_terminal,
    repertoire_of,
    terminal_size,
)
from backcoach.clock import SystemClock
from backcoach.coach.evidence.present import dated_in_future
from backcoach.glyphs import UTF_8, Glyphs
from backcoach.legible import one_line
from backcoach.paths import Places, content_dir
from backcoach.store import LogStore, Settings, StoreError, load_settings
from backcoach.store.disk.files import UNTOUCHED
from backcoach.store.disk.lock import OPEN_LOCK, WRITE_LOCK, FolderLock, OpenLock
from backcoach.store.errors import DamagedError

ROOM_MIN = 50 * 1024 * 1024
"""Bytes that should be free: about the size of a log of ten years with its backups."""


def check_up(places: Places) -> list[Check]:
    """All checks, in the order of the table. Changes nothing and never raises."""
    looks: tuple[Callable[[Places], Check], ...] = (
        check_content,
        check_folder,
        check_owner,
        check_log,
        check_copies,
        check_journal,
        check_settings,
        check_backups,
        check_leftovers,
        check_cache,
        check_lock,
        check_room,
        check_terminal,
        check_colours,
        check_letters,
        check_sound,
        check_awake,
        check_remote,
    )
    checks = []
    for look in looks:
        try:
            checks.append(look(places))
        except (OSError, StoreError) as error:
            name = look.__name__.removeprefix("check_")
            reason = str(error) if isinstance(error, StoreError) else error.strerror
            problem = one_line(reason or type(error).__name__)
            checks.append(Check(name, State.WRONG, problem, "Check the disk and its rights."))
    return checks


def check_content(_places: Places) -> Check:
    """Check that exercises, programme, safety texts and cards can be read."""
    from backcoach.catalogue import CatalogueError, load_catalogue
    from backcoach.catalogue.cards import load_cards

    folder = content_dir()
    try:
        catalogue, cards = load_catalogue(folder), load_cards(folder)
    except CatalogueError as error:
        to_do = "Correct that line, or install backcoach again."
        return Check("content", State.WRONG, one_line(str(error)), to_do)
    return Check(
        "content",
        State.OK,
        f"{len(catalogue.exercises)} exercises and {len(cards)} cards in {folder}",
    )


def check_folder(places: Places) -> Check:
    """Check that the data folder can be read and written, by its owner alone."""
    folder = places.data
    broken = broken_link(folder)
    if broken is not None:
        found = f"{broken} leads to {os.path.realpath(broken)}, which is not there"
        return Check("folder", State.WRONG, found, "Connect that disk: your log is on it.")
    if not folder.exists():
        return Check("folder", State.OK, f"{folder} is made when something is stored")
    if not folder.is_dir():
        return Check("folder", State.WRONG, f"{folder} is a file", "Name a folder: --data-dir DIR")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        found = f"{folder} can't be read or written to"
        return Check("folder", State.WRONG, found, advice(folder))
    return check_rights(folder)


def check_log(places: Places) -> Check:
    """Check that every record can be read, and that no other program has changed a file."""
    store = LogStore(places.log)
    try:
        log = store.load()
    except StoreError as error:
        damaged = isinstance(error, DamagedError)
        to_do = "See: backcoach restore" if damaged else advice_on(error, places.data)
        return Check("log", State.WRONG, error.found, to_do)
    newer = store.newer()
    if newer is not None:
        return Check("log", State.WRONG, newer.found, "Update backcoach.")
    changed = ", ".join(path.name for path in store.changed_outside())
    if changed:
        found = f"{care.held(log)}; changed outside backcoach: {changed}"
        to_do = "If that was not you, compare: backcoach restore NAME"
        return Check("log", State.LOOK, found, to_do)
    ahead = dated_in_future(log, SystemClock().now())
    if ahead:
        to_do = "If a clock was ahead, see what would set it right: backcoach doctor --set-back"
        return Check("log", State.WRONG, f"{care.held(log)}; {care.future_words(ahead)}", to_do)
    return Check("log", State.OK, care.held(log))


def check_journal(places: Places) -> Check:
    """Check whether there is a session that was cut off, and whether it can be read."""
    from backcoach.coach.words.session_words import cut_off_words
    from backcoach.store.journal import read_journal

    try:
        journal = read_journal(places.journal)
    except StoreError as error:
        return Check("session", State.WRONG, error.found, _to_do(error, "Move it away."))
    if journal is None:
        return Check("session", State.OK, "none was cut off")
    if journal.record is None:
        return Check("session", State.OK, "nothing was done of the last one")
    words = one_line(cut_off_words(journal.record, None))
    to_do = "Unless one is under way, open backcoach: it asks what becomes of it."
    return Check("session", State.LOOK, words, to_do)


def check_settings(places: Places) -> Check:
    """Check that the settings can be read."""
    try:
        load_settings(places.settings)
    except StoreError as error:
        to_do = _to_do(error, "Move it away to get the defaults back.")
        return Check("settings", State.WRONG, error.found, to_do)
    return Check("settings", State.OK, str(places.settings))


def _to_do(error: StoreError, otherwise: str) -> str:
    """The hint of `error`, or `otherwise` if the hint only says that nothing was changed."""
    return otherwise if error.hint == UNTOUCHED else error.hint


def check_backups(places: Places) -> Check:
    """Check that every record of the latest backup can be read."""
    failed = check_making_backups(places)
    if failed is not None:
        return failed
    found = care.backups(places.data)
    good = next(care.good_backups(places.data), None)
    if not found:
        to_do = "The first is made on the second day; at once: backcoach backup"
        return Check("backups", State.LOOK, "none yet", to_do)
    if good is None:
        to_do = "Make a new one: backcoach backup"
        return Check("backups", State.WRONG, f"none of {len(found)} can be read", to_do)
    words = f"{len(found)}; {good[0].path.name} holds {care.held(good[1])}"
    if good[0] != found[0]:
        to_do = "Make a new one: backcoach backup"
        return Check("backups", State.LOOK, f"the latest can't be read; {words}", to_do)
    return check_last_backup(places, words)


def check_lock(places: Places) -> Check:
    """Check that no process has been writing for long; names the process with the coach open."""
    for name in (WRITE_LOCK, OPEN_LOCK):
        if not os.path.lexists(places.data / name):
            continue
        lock = OpenLock(places.data / name)
        try:
            free = lock.take()
        except StoreError as error:
            return Check("lock", State.WRONG, error.found, advice_on(error, places.data))
        lock.release()
        if not free and name == OPEN_LOCK:
            return Check("lock", State.OK, f"backcoach is open ({lock.holder().words})")
        if not free and not _frees(FolderLock(places.data / name)):
            to_do = "End the other backcoach; the lock goes with it."
            return Check("lock", State.WRONG, "another process is writing", to_do)
    return Check("lock", State.OK, "free")


def _frees(lock: FolderLock) -> bool:
    """Whether another process wrote only for a moment."""
    import time

    for _ in range(20):
        time.sleep(0.05)
        if lock.take():
            lock.release()
            return True
    return False


def check_room(places: Places) -> Check:
    """Check for free space on the disk."""
    folder = next(each for each in (places.data, *places.data.parents) if each.exists())
    free = shutil.disk_usage(folder).free
    words = f"{free // (1024 * 1024):,} MB free"
    if not disks.has_room_for_files(folder):
        to_do = "Remove some: the disk has a largest number of files."
        return Check("room", State.WRONG, f"{words}, but no room for more files", to_do)
    if free < ROOM_MIN:
        return Check("room", State.WRONG, words, "Make room on the disk.")
    return Check("room", State.OK, words)


def check_terminal(_places: Places) -> Check:
    """Check that there is a terminal, and that it is large enough."""
    if not all(is_terminal(stream) for stream in (sys.stdin, sys.stdout)):
        return Check("terminal", State.LOOK, "none here", "The coach itself needs one.")
    columns, rows = terminal_size()
    words = f"{columns}×{rows}"
    if columns < COLUMNS_MIN or rows < ROWS_MIN:
        to_do = f"Make the window at least {COLUMNS_MIN}×{ROWS_MIN}."
        return Check("terminal", State.WRONG, words, to_do)
    if columns < 80 or rows < 24:
        return Check("terminal", State.LOOK, words, "80×24 shows more.")
    return Check("terminal", State.OK, words)


def check_colours(_places: Places) -> Check:
    """Check the number of colours. The coach can be used without any."""
    if os.environ.get("NO_COLOR") is not None:
        return Check("colours", State.OK, "off (NO_COLOR)")
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return Check("colours", State.OK, "16 million")
    name = os.environ.get("TERM", "")
    if not name or name.lower() in ONLY_LINES:
        to_do = "Set TERM, for example to xterm-256color."
        return Check("colours", State.LOOK, f"TERM is {name or 'not set'}", to_do)
    return Check("colours", State.OK, f"256 ({name})" if "256" in name else f"few ({name})")


def check_letters(places: Places) -> Check:
    """Check the encoding of the text, and the set of characters for lines and figures."""
    wanted = _settings(places).glyphs
    shown = repertoire_of(sys.stdout, None if wanted is None else Glyphs(wanted))
    drawn = "" if shown.glyphs is Glyphs.UNICODE else f", drawn with {shown.glyphs.upper()}"
    words = f"{shown.encoding.upper()}{drawn}"
    if shown.encoding != UTF_8:
        to_do = "Use a UTF-8 locale, for example: export LANG=C.UTF-8"
        return Check("letters", State.LOOK, words, to_do)
    return Check("letters", State.OK, words)


def check_sound(places: Places) -> Check:
    """Say how sound is made. Only the user can say whether it can be heard."""
    from backcoach.cues.outputs import BELL, first_name, is_remote

    settings = _settings(places)
    if not settings.sound:
        return Check("sound", State.OK, "off; m turns it on")
    if is_remote(os.environ):
        words = f"over SSH {BELL}, as a player would sound on this machine"
        return Check("sound", State.OK, f"{words}; if it is silent, allow it in your terminal")
    name = first_name(os.environ)
    if name == BELL:
        words = f"{BELL}, as no player such as pacat, pw-cat or aplay is here"
        return Check("sound", State.OK, f"{words}; if it is silent, allow it in your terminal")
    return Check("sound", State.OK, f"tones by {name}, volume {settings.volume} of 10")


def check_awake(places: Places) -> Check:
    """Check by what way the screen stays on during a session."""
    from backcoach.cues.outputs import is_remote
    from backcoach.desktop.awake import tried, ways
    from backcoach.desktop.preflight import awake_finding

    wanted, remote = _settings(places).keep_awake, is_remote(os.environ)
    found = awake_finding(tried(ways(os.environ)) if wanted else [], wanted=wanted, remote=remote)
    # What the user has chosen is nothing to look at.
    state = State.OK if found.ok or remote or not wanted else State.LOOK
    return Check("awake", state, found.words, found.to_do)


def check_remote(places: Places) -> Check:
    """Say where `backcoach ctl` reaches a session."""
    from backcoach.remote.addresses import SOCKET, addresses, short_folder

    folder = short_folder()
    if folder is None:
        return Check("remote", State.OK, "backcoach ctl is not on this system")
    usual = places.data / SOCKET
    found = addresses(places.data)
    if usual in found:
        return Check("remote", State.OK, "backcoach ctl controls a running session")
    words = f"the path of {places.data} is too long for a socket"
    if folder.exists() and not found:
        to_do = f"Make the folder in its place yours alone: chmod 700 {shlex.quote(str(folder))}"
        return Check("remote", State.LOOK, words, to_do)
    return Check("remote", State.OK, f"{words}, which is in {folder} instead")


def _settings(places: Places) -> Settings:
    """The settings, or the defaults if they can't be read, which another check reports."""
    try:
        return load_settings(places.settings)
    except StoreError:
        return Settings()
