"""No test may depend on the folders, the day, the disk or the network of the machine."""

import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.clock import SystemClock
from backcoach.paths import places
from tests.support.clock import EPOCH


def test_the_home_is_not_that_of_whoever_runs_the_tests(tmp_path: Path) -> None:
    ours = places()
    for each in (Path.home(), ours.data, ours.config, ours.cache):
        assert tmp_path.parent in each.parents


def test_it_is_always_the_same_day() -> None:
    clock = SystemClock()
    assert (clock.now(), clock.now()) == (EPOCH, EPOCH + timedelta(seconds=1))


def test_nobody_sleeps() -> None:
    with pytest.raises(AssertionError, match="no test sleeps"):
        time.sleep(0)


def test_the_end_of_another_process_can_be_waited_for() -> None:
    with subprocess.Popen([sys.executable, "-S", "-c", ""]) as process:
        assert process.wait(timeout=60) == 0


def test_nobody_uses_the_network() -> None:
    with socket.socket() as one, pytest.raises(AssertionError, match="or uses the network"):
        one.connect(("127.0.0.1", 9))
    with pytest.raises(AssertionError, match="or uses the network"):
        socket.create_connection(("localhost", 9))
