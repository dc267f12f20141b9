"""The number of random examples for property tests."""

from hypothesis import settings


def examples(few: int) -> settings:
    """`few` of them in a normal run, and ten times as many in `make torture`."""
    times = 1 if settings.default is not None and settings.default.derandomize else 10
    return settings(max_examples=few * times, deadline=None)
