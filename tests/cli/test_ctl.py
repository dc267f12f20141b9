"""`backcoach ctl`, with a small program that stands in for the running session."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from backcoach.coach.session.snapshot import snapshot
from backcoach.remote.status import Reply, SessionStatus, status_of
from tests.cli.outcome import Run
from tests.support.content import item
from tests.support.following import begin

Answering = Callable[..., list[bytes]]


@pytest.fixture(autouse=True)
def nothing_to_wait_for() -> None:
    """The socket leads to this test, and to no network."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a short path, as the system has it from a folder of the test."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr("backcoach.cli.commands.ctl.addresses_of", lambda _data: [Path("s")])
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def answering(here: Path) -> Iterator[Answering]:
    """Answers the next request with these replies. Returns what was asked, once it was."""
    listening = socket.socket(socket.AF_UNIX)
    threads = []

    def answer_with(*replies: Reply) -> list[bytes]:
        asked: list[bytes] = []
        listening.bind("s")
        listening.listen()

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                asked.append(connection.recv(4096))
                for reply in replies:
                    connection.sendall(msgspec.json.encode(reply) + b"\n")

        threads.append(threading.Thread(target=serve))
        threads[-1].start()
        return asked

    yield answer_with
    for thread in threads:
        thread.join()
    listening.close()


def status(seconds_left: int = 12) -> SessionStatus:
    player, _ = begin(item("cobra"))
    found = status_of(snapshot(player), asking=False, floor=False, speed=1.0)
    return replace(found, seconds_left=seconds_left)


def test_a_request_is_sent_and_its_answer_printed(run: Run, answering: Answering) -> None:
    asked = answering(Reply(ok=True, words="Knee 8/10: this exercise is skipped.", status=status()))
    shown = run("ctl", "hurts", "8", "knee")
    assert asked == [b"hurts 8 knee\n"]
    assert (shown.code, shown.out) == (0, "Knee 8/10: this exercise is skipped.\n")


def test_without_words_of_its_own_the_state_is_printed(run: Run, answering: Answering) -> None:
    answering(Reply(ok=True, status=status()))
    assert run("ctl", "pause").out.startswith("Get ready · Cobra · 12 s")


def test_a_refusal_is_one_line_and_exit_code_2(run: Run, answering: Answering) -> None:
    answering(Reply(ok=False, words="the session is over"))
    shown = run("ctl", "go")
    assert (shown.code, shown.out, shown.err) == (2, "", "backcoach: the session is over\n")


def test_a_session_that_goes_away_is_one_line_too(run: Run, answering: Answering) -> None:
    answering()
    shown = run("ctl", "go")
    assert shown.code == 2
    assert shown.err == "backcoach: the session does not answer; look at its screen\n"


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (["status"], "No session is running.\n"),
        (["status", "--tmux"], "\n"),
        (["status", "--json"], '{\n  "session": null\n}\n'),
    ],
)
def test_no_session_is_a_status_as_well(run: Run, here: Path, words: list[str], out: str) -> None:
    shown = run("ctl", *words)
    assert (shown.code, shown.out, shown.err) == (0, out, "")


def test_but_nothing_can_be_asked_of_it(run: Run, here: Path) -> None:
    shown = run("ctl", "pause")
    assert shown.code == 2
    assert shown.err == "backcoach: no session is running; begin one with: backcoach start\n"


def test_following_prints_a_line_for_each_change_and_the_end(
    run: Run, answering: Answering
) -> None:
    asked = answering(*(Reply(ok=True, status=status(seconds)) for seconds in (12, 11)))
    shown = run("ctl", "status", "--follow", "--json")
    lines = [json.loads(line)["session"] for line in shown.out.splitlines()]
    assert [each and each["seconds_left"] for each in lines] == [12, 11, None]
    assert asked == [b"follow\n"]


@pytest.mark.parametrize(
    ("words", "err"),
    [
        (["jump"], 'there is no "jump"'),
        (["paus"], "did you mean pause?"),
        (["hurts", "11"], "how much, from 0 to 10?"),
        (["follow"], "ctl status --follow"),
        (["pause", "--tmux"], "go with: backcoach ctl status"),
    ],
)
def test_a_mistake_is_found_without_a_session(
    run: Run, here: Path, words: list[str], err: str
) -> None:
    shown = run("ctl", *words)
    assert shown.code == 2
    assert err in shown.err
    assert shown.err.count("\n") == 1
