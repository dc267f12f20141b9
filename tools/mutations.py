"""Small wrong changes to Python source, one at a time: what a test of it should notice.

Comparisons are moved by one or turned round, conditions dropped, `and` and `or`, `min` and `max`,
`any` and `all`, `True` and `False` swapped, numbers changed by one, sums turned into differences,
statements that only have an effect left out.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

LARGEST = 1000
"""Numbers above this are scales, for which one more or less makes no difference."""

CONTEXT = 16
"""Letters: a mutation is described with so much around it, or as much as its statement holds."""

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.GtE, ast.LtE),
    ast.LtE: (ast.Gt, ast.Lt),
    ast.Gt: (ast.LtE, ast.GtE),
    ast.GtE: (ast.Lt, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
"""The opposite first; then the one that differs at the boundary alone."""
CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}

Functions = ast.FunctionDef | ast.AsyncFunctionDef
NO_PLACE = (ast.Raise, ast.Assert, ast.Import, ast.ImportFrom)
"""Statements in which nothing is changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node hangs in the tree: a field of its parent, or a place in a list there."""

    parent: ast.AST
    field: str
    index: int | None = None

    def get(self) -> ast.AST:
        held = getattr(self.parent, self.field)
        found: ast.AST = held if self.index is None else held[self.index]
        return found

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


class Holder(NamedTuple):
    """The outermost function around a place; without a name and lines where there is none.

    `first_line` is that of the function's code, where its decorators begin.
    """

    name: str = ""
    first_line: int = 0
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change of one file. `function` is the outermost one that holds it, "" for none.

    `text` is the change, told apart from others alike in the same function by a number. `lines` are
    those of its statement, without the statements that hang below it: who runs none of them cannot
    notice the change. `held_by` is the same as long as the text of the function is the same, or
    that of the file where there is no function.
    """

    file: Path
    function: str
    first_line: int
    line: int
    lines: range
    held_by: str
    text: str
    place: Place
    new: ast.AST
    tree: ast.Module

    def code(self) -> ast.Module:
        """The tree of the changed file. It stays changed: one process tries one mutation."""
        self.place.put(self.new)
        return self.tree


def mutations_of(file: Path, source: str) -> list[Mutation]:
    """All mutations of a file, in the order of its lines."""
    tree = ast.parse(source)
    found: list[Mutation] = []
    written = source.splitlines()
    told: Counter[tuple[str, str]] = Counter()
    for holder, places in _places(tree, Holder(), ()):
        function, first_line, last_line = holder
        held_by = _digest(written[max(first_line - 1, 0) : last_line or None])
        lines = _lines(places)
        place = places[-1]
        old = place.get()
        for new in _variants(old, place):
            ast.fix_missing_locations(ast.copy_location(new, old))
            text = _described(places, new)
            told[function, text] += 1
            number = told[function, text]
            text = text if number == 1 else f"{text} ({number})"
            line: int = getattr(old, "lineno", first_line)
            found.append(
                Mutation(file, function, first_line, line, lines, held_by, text, place, new, tree)
            )
    return found


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _lines(places: tuple[Place, ...]) -> range:
    """Those of the innermost statement, up to the first of the statements below it."""
    *_, statement = (node for each in places if isinstance(node := each.get(), ast.stmt))
    body: list[ast.stmt] = getattr(statement, "body", [])
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(statement.lineno, last) + 1)


def _places(
    node: ast.AST, holder: Holder, above: tuple[Place, ...]
) -> Iterator[tuple[Holder, tuple[Place, ...]]]:
    """Every place that may change, with the function it is in and the places above it."""
    for place in _below(node):
        child = place.get()
        if isinstance(child, NO_PLACE) or _is_text(child):
            continue
        if isinstance(child, ast.AnnAssign) and not holder.first_line:
            continue  # the default of a field
        inside = holder
        if isinstance(child, Functions | ast.ClassDef) and not holder.first_line:
            name = f"{holder.name}.{child.name}" if holder.name else child.name
            inside = Holder(name)
            if isinstance(child, Functions):
                first = min([child.lineno, *(each.lineno for each in child.decorator_list)])
                inside = Holder(name, first, child.end_lineno or first)
        trail = (*above, place)
        yield (inside if inside.first_line else Holder()), trail
        yield from _places(child, inside, trail)


def _below(node: ast.AST) -> Iterator[Place]:
    for field, held in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "bases", "format_spec", "op"):
            continue
        if field == "args" and isinstance(node, Functions):
            continue
        if isinstance(held, list):
            yield from (
                Place(node, field, index)
                for index, each in enumerate(held)
                if isinstance(each, ast.AST)
            )
        elif isinstance(held, ast.AST):
            yield Place(node, field)


def _is_text(node: ast.AST) -> bool:
    """Whether it is a docstring, or a string that explains an attribute."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _described(places: tuple[Place, ...], new: ast.AST) -> str:
    """The change in words of Python, with a little around it."""
    around = len(places) - 1
    while len(ast.unparse(places[around].get())) < CONTEXT and around:
        if isinstance(places[around - 1].get(), Functions | ast.ClassDef | ast.If | ast.For):
            break
        around -= 1
    shown = places[around]
    before, old = ast.unparse(shown.get()), places[-1].get()
    places[-1].put(new)
    after = ast.unparse(shown.get())
    places[-1].put(old)
    if isinstance(old, ast.stmt):
        after = "pass"
    return f"{_one_line(before)} -> {_one_line(after)}"


def _one_line(code: str) -> str:
    return " ".join(code.split())


def _variants(node: ast.AST, place: Place) -> Iterator[ast.AST]:
    """What may stand in the place of `node`."""
    if isinstance(node, ast.expr):
        yield from _of_condition(node, place)
        yield from _of_value(node, place)
    elif _has_only_an_effect(node):
        yield ast.Pass()


def _of_condition(node: ast.expr, place: Place) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            # A whole condition is made true and false besides, which comes to the opposite.
            whole = place.field == "test" and len(node.ops) == 1
            for other in COMPARED[type(op)][whole:]:
                ops = [*node.ops[:at], other(), *node.ops[at + 1 :]]
                yield ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
        for at in range(len(node.values)):
            rest = [*node.values[:at], *node.values[at + 1 :]]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    if place.field == "test" and isinstance(place.parent, ast.If | ast.While):
        if isinstance(place.parent, ast.If):
            yield ast.Constant(True)
        yield ast.Constant(False)
    elif place.field == "ifs":
        yield ast.Constant(True)


def _of_value(node: ast.expr, place: Place) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and type(node.op) in CALCULATED:
        if not any(isinstance(_plain(side), str) for side in (node.left, node.right)):
            yield ast.BinOp(node.left, CALCULATED[type(node.op)](), node.right)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield ast.Constant(not node.value)
        elif isinstance(node.value, int) and abs(node.value) <= LARGEST:
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)
    elif isinstance(node, ast.Name) and node.id in CALLED and place.field == "func":
        yield ast.Name(CALLED[node.id], ast.Load())
    elif isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse


def _plain(node: ast.AST) -> object:
    if isinstance(node, ast.JoinedStr):
        return ""
    return node.value if isinstance(node, ast.Constant) else None


def _has_only_an_effect(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return all(isinstance(each, ast.Attribute | ast.Subscript) for each in node.targets)
    return isinstance(node, ast.Expr | ast.AugAssign | ast.Delete | ast.Continue | ast.Break)
