"""The package as source: which module imports which, and which classes it defines."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import backcoach

PACKAGE = Path(backcoach.__file__).parent


class DefinedClass(NamedTuple):
    """A class of the package: its module, its name, and the names of its bases."""

    module: str
    name: str
    bases: tuple[str, ...]


@cache
def modules() -> Mapping[str, ast.Module]:
    """Every module of the package, parsed, by its dotted name."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = ("backcoach", *file.relative_to(PACKAGE).with_suffix("").parts)
        name = ".".join(parts).removesuffix(".__init__")
        found[name] = ast.parse(file.read_text(encoding="utf-8"))
    return found


def imports_of(module: str) -> set[str]:
    """The other modules of the package that `module` imports, inside functions too.

    What is imported for the type checker alone is left out.
    """
    found: set[str] = set()
    for node in _run_nodes(modules()[module]):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            submodules = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= submodules & modules().keys()
            if not submodules <= modules().keys():
                found.add(node.module)
    return found & modules().keys() - {module}


def _run_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and all below it but for the body of `if TYPE_CHECKING`."""
    yield node
    below = ast.iter_child_nodes(node)
    if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
        below = iter(node.orelse)
    for each in below:
        yield from _run_nodes(each)


def import_circles() -> list[set[str]]:
    """Modules that import each other, directly or through others, one set for each circle."""
    imports = {module: imports_of(module) for module in modules()}
    reached = {module: _reached(module, imports) for module in imports}
    circles: list[set[str]] = []
    for module, others in reached.items():
        if module in others and not any(module in circle for circle in circles):
            circles.append({each for each in others if module in reached[each]})
    return circles


def _reached(module: str, imports: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [*imports[module]]
    while ahead:
        each = ahead.pop()
        if each not in found:
            found.add(each)
            ahead += imports[each]
    return found


def classes() -> list[DefinedClass]:
    """Every class that the package defines, those inside other classes and functions too."""
    return [
        DefinedClass(module, node.name, tuple(map(_name_of, node.bases)))
        for module, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]


def _name_of(base: ast.expr) -> str:
    """The bare name of a base class: `Screen` for `textual.screen.Screen[int]`."""
    whole = base.value if isinstance(base, ast.Subscript) else base
    return ast.unparse(whole).rpartition(".")[2]


def names_used(module: str) -> set[str]:
    """Names that `module` uses for something else than imports, bases and annotations."""
    found: set[str] = set()
    ahead: list[ast.AST] = [modules()[module]]
    while ahead:
        node = ahead.pop()
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        ahead += [each for each in ast.iter_child_nodes(node) if each not in _types_in(node)]
    return found


def _types_in(node: ast.AST) -> list[ast.AST | None]:
    """The parts of `node` that name a type: annotations, and the bases of a class."""
    annotations = [getattr(node, name, None) for name in ("annotation", "returns")]
    return [*annotations, *(node.bases if isinstance(node, ast.ClassDef) else [])]
