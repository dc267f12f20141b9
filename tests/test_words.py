"""The prose of the code: every module says what it is, in standard terms."""

import ast
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import backcoach

PACKAGE = Path(backcoach.__file__).parent
MODULES = sorted(
    path
    for folder in (PACKAGE, PACKAGE.parent / "tools", PACKAGE.parent / "tests")
    for path in folder.rglob("*.py")
    if path.stat().st_size
)

SENTENCE = re.compile(r"[A-Z`].*[.:?]", re.DOTALL)
RIDDLES = re.compile(
    r"\b(told of|was told|nobody told|that which|all along|a hair|tells of|told by|what is kept"
    r"|what was kept|without a word|nothing to tell)\b",
    re.IGNORECASE,
)
"""Turns of phrase that only people who know the code already can follow."""
PRIVATE = {"HAIR", "Told", "Visit", "Care", "Shortcut", "Outside", "OnlyReadable", "Negative"}
"""Names for which there is a standard term."""


@cache
def tree_of(path: Path) -> ast.Module:
    """A module, parsed once for all tests that look at it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def prose_of(path: Path) -> Iterator[tuple[int, str]]:
    """Each docstring and comment of a module, with its line."""
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Expr(value=ast.Constant(value=str() as text)):
                yield node.lineno, " ".join(text.split())
    with tokenize.open(path) as file:
        for token in tokenize.generate_tokens(file.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names that a module gives to classes, functions and variables."""
    names = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return frozenset(names)


def test_every_module_begins_with_a_sentence_that_says_what_it_is() -> None:
    without = [
        path.relative_to(PACKAGE.parent).as_posix()
        for path in MODULES
        if not SENTENCE.fullmatch((ast.get_docstring(tree_of(path)) or "").split("\n\n")[0])
    ]
    assert without == []


def test_no_prose_speaks_in_riddles() -> None:
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}:{line}: {text}"
        for path in PACKAGE.rglob("*.py")
        for line, text in prose_of(path)
        if RIDDLES.search(text)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["said", "told", "kept"])
def test_in_questions_a_name_says_what_it_holds_and_not_that_it_was_said(name: str) -> None:
    folder = PACKAGE / "tui" / "screens" / "questions"
    assert [path for path in folder.glob("*.py") if name in names_in(path)] == []


@pytest.mark.parametrize("name", sorted(PRIVATE))
def test_no_private_word_stands_for_a_standard_term(name: str) -> None:
    assert [path for path in PACKAGE.rglob("*.py") if name in names_in(path)] == []


def test_every_document_that_the_prose_names_exists() -> None:
    documents = {"README.md", "CHANGELOG.md", "CONTRIBUTING.md"}
    documents |= {path.name for path in (PACKAGE.parent / "docs").rglob("*.md")}
    named = {
        f"{path.relative_to(PACKAGE.parent).as_posix()}:{line}": name
        for path in MODULES
        if ".md" in path.read_text(encoding="utf-8")
        for line, text in prose_of(path)
        for name in re.findall(r"[\w-]+\.md\b", text)
    }
    assert {where: name for where, name in named.items() if name not in documents} == {}
