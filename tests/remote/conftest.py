"""What the tests of the control by other programs share: real sockets, in a folder of the test."""

import pytest


@pytest.fixture(autouse=True)
def nothing_to_wait_for() -> None:
    """These sockets lead to the test itself, and to no network."""
