"""The installed program, for every end-to-end test."""

import fcntl
import pickle

import pytest

from tests.e2e.installation import Installed, install


@pytest.fixture(autouse=True)
def always_the_same_day() -> None:
    """A real program looks at the real clock."""


@pytest.fixture(autouse=True)
def nothing_to_wait_for() -> None:
    """A real program takes its time, and whoever runs it waits for it."""


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Installed:
    """The wheel in an environment outside the repository. Once per run: it takes seconds."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    with (shared / "installed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = shared / "installed.pickle"
        if not made.exists():
            folder = shared / "installed"
            folder.mkdir()
            made.write_bytes(pickle.dumps(install(folder)))
        found = pickle.loads(made.read_bytes())
        assert isinstance(found, Installed)
        return found
