"""Where a library's own message is shown, and that no code depends on one."""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable

import pytest
import tomli


@pytest.mark.parametrize("read", [tomli.loads, tomllib.loads], ids=["tomli", "tomllib"])
def test_the_toml_reader_says_in_which_line_the_mistake_is(read: Callable[[str], object]) -> None:
    with pytest.raises(ValueError, match=r"^[^\n]+ \(at line 2, column \d+\)$"):
        read('id = "a"\nid = "b"\n')


def test_argparse_puts_the_word_argument_before_the_option_it_complains_of() -> None:
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("--speed", type=int)
    for words in (["--speed"], ["--speed", "x"]):
        with pytest.raises(argparse.ArgumentError) as caught:
            parser.parse_args(words)
        assert str(caught.value).startswith("argument --speed: ")
        assert "\n" not in str(caught.value)
