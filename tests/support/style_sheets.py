"""Parses style sheets once for all apps that are opened one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


@contextmanager
def parsed_once() -> Iterator[None]:
    """Inside, what was read from a sheet with the same colours is taken again.

    Textual looks for mistakes in all rules of an app whenever one more widget brings its own: a
    quarter of the time of a test. Here a sheet is looked through when it is read.
    """
    known: dict[object, list[RuleSet]] = {}
    whole: dict[object, tuple[list[RuleSet], dict[str, list[RuleSet]]]] = {}
    parse = Stylesheet.parse

    def remember(sheet: Stylesheet) -> None:
        colours = frozenset(sheet._variables.items())
        everything = (colours, *sheet.source.items())
        if everything not in whole:
            read(sheet, colours)
            sheet._rules_map = None
            whole[everything] = (sheet._rules, sheet.rules_map)
        rules, sheet._rules_map = whole[everything]
        sheet._rules = rules.copy()
        sheet._require_parse = False

    def read(sheet: Stylesheet, colours: frozenset[tuple[str, str]]) -> None:
        """Take the rules of the sources that are known, and parse the others."""
        keys = [(colours, place, source) for place, source in sheet.source.items()]
        for key in keys:
            if key in known:
                _, place, source = key
                css, *where = source
                sheet._parse_cache[(css, place, *where)] = known[key]
        parse(sheet)
        for key in keys:
            if key not in known:
                _, place, source = key
                known[key] = sheet._parse_rules(
                    source.content, place, source.is_defaults, source.tie_breaker, source.scope
                )
        sheet._rules = [rule for key in keys for rule in known[key]]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "parse", remember)
        # As it is, but without a call into Python: millions of them.
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield
