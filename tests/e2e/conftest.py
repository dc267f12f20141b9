"""The installed program, for every end-to-end test."""

import pytest

from tests.e2e.installation import Installed, install


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment outside the repository. Once per run: it takes seconds."""
    return install(tmp_path_factory.mktemp("installed"))
