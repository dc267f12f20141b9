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
    maps: dict[object, dict[str, list[RuleSet]]] = {}
    parse = Stylesheet.parse

    def remember(sheet: Stylesheet) -> None:
        colours = frozenset(sheet._variables.items())
        keys = [(colours, place, source) for place, source in sheet.source.items()]
        if all(key in known for key in keys):
            sheet._rules = [rule for key in keys for rule in known[key]]
            whole = tuple(keys)
            if whole not in maps:
                sheet._rules_map = None
                sheet._require_parse = False
                maps[whole] = sheet.rules_map
            sheet._rules_map = maps[whole]
            sheet._require_parse = False
            return
        for key in keys:
            if key in known:
                _, place, source = key
                css, *where = source
                sheet._parse_cache[(css, place, *where)] = known[key]
        parse(sheet)
        for key in keys:
            if key in known:
                # The same rules for good: those of `maps` are told by identity.
                continue
            _, place, source = key
            known[key] = sheet._parse_rules(
                source.content, place, source.is_defaults, source.tie_breaker, source.scope
            )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "parse", remember)
        # As it is, but without a call into Python: millions of them.
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        yield
