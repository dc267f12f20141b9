"""How many random examples a property is tried on."""

from hypothesis import settings


def examples(few: int) -> settings:
    """`few` of them at every run, and ten times as many where `make torture` draws others."""
    times = 1 if settings.default is not None and settings.default.derandomize else 10
    return settings(max_examples=few * times, deadline=None)
