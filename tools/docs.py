"""Writes the generated parts of `docs/`.

Two kinds of files have such parts:

- A page with markers, `<!-- table: NAME -->` to `<!-- end -->`. The text between them is
  replaced: keys from the registry of commands, settings from their class, options from the parser,
  JSON keys from real output of the commands, rooms and contracts from the code.
- `docs/programme.md`, generated as a whole from `docs/templates/programme.md`: a number of the
  rules is named there, as in `{lights.green_peak_max}`, and taken from `data/programme.toml`.

`make docs-tables` runs it; a test fails while a page differs from what this would write.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import re
import tomllib
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from backcoach.cli.commands import NAMES
from backcoach.cli.parser import command_parser
from backcoach.plain.commands import COMMANDS as TYPED
from backcoach.store.settings import Settings
from backcoach.tui.commands import COMMANDS, Command, Scope
from tools.docs_programme import programme_page
from tools.docs_samples import documents

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
TEMPLATES = DOCS / "templates"
PART = re.compile(r"(<!-- table: ([^>]+?) -->\n).*?(<!-- end -->)", re.DOTALL)

Rows = Sequence[tuple[str, ...]]


def main() -> None:
    """Write every page that is out of date."""
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(DOCS.parent))


def pages() -> dict[Path, str]:
    """Every page with a generated part, as it should be."""
    written = {
        path: path.read_text(encoding="utf-8")
        for path in sorted(DOCS.rglob("*.md"))
        if TEMPLATES not in path.parents
    }
    found = {path: filled(text) for path, text in written.items() if PART.search(text)}
    template = (TEMPLATES / "programme.md").read_text(encoding="utf-8")
    return {**found, DOCS / "programme.md": programme_page(template)}


def filled(text: str) -> str:
    """`text` with each marked part generated anew."""
    return PART.sub(lambda part: f"{part[1]}\n{made(part[2])}\n\n{part[3]}", text)


def made(name: str) -> str:
    """The part called `name`: its kind, and for keys the heading that help has for them."""
    kind, _, which = name.partition(" ")
    if kind == "keys":
        return keys_table(Scope(which))
    return MAKERS[kind]()


def table(head: tuple[str, ...], rows: Rows) -> str:
    """A Markdown table."""
    lines = [head, tuple("--" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(text: str) -> str:
    """`text` as code that may stand in a table: a bar would begin another column."""
    return f"<code>{text.replace('|', '&#124;')}</code>" if "|" in text else f"`{text}`"


# Keys

KEY_WORDS = {
    **{"greater_than_sign": ">", "less_than_sign": "<"},
    **{"question_mark": "?", "plus": "+", "equals_sign": "=", "minus": "-", "underscore": "_"},
    **{"left": "←", "right": "→", "up": "↑", "down": "↓", "pageup": "PageUp"},
    **{"pagedown": "PageDown", "escape": "esc", "enter": "Enter"},
    **{"media_play_pause": "⏯", "media_track_next": "⏭", "media_track_previous": "⏮"},
}
"""What stands on a key, where Textual calls it otherwise."""


def keys_table(scope: Scope) -> str:
    """All keys of one place, with their help."""
    rows = [(keys_of(each), each.help) for each in COMMANDS if each.scope is scope]
    return table((scope.value, "what it does"), rows)


def keys_of(command: Command) -> str:
    """The keys of a command as they stand on a keyboard."""
    words = (KEY_WORDS.get(key, key) for key in command.keys.split(","))
    return " ".join(code(re.sub(r"^f(\d+)$", r"F\1", word)) for word in words)


def typed_table() -> str:
    """What can be typed during a session in plain mode."""
    rows = [(code(each.typed), each.words) for each in TYPED]
    return table(("During a session", "what it does"), rows)


# Settings


def settings_table() -> str:
    """Each setting with its default, its other values, and its description."""
    hints = get_type_hints(Settings)
    said = docstrings(Settings)
    rows = [
        (code(each.name), code(json.dumps(each.default)), values(hints[each.name]), said[each.name])
        for each in fields(Settings)
    ]
    return table(("in `settings.json`", "default", "may be", "what it does"), rows)


def values(hint: Any) -> str:  # noqa: ANN401
    """What a value of the type `hint` looks like in the file."""
    if get_origin(hint) is Literal:
        return ", ".join(code(json.dumps(each)) for each in get_args(hint))
    if get_origin(hint) in (Union, types.UnionType):
        return ", ".join(values(each) for each in get_args(hint))
    known = {bool: "`true`, `false`", type(None): "`null`", str: "a name"}
    return known.get(hint, 'a day, as `"2026-03-02"`')


def docstrings(kind: type) -> dict[str, str]:
    """The text beneath each field of a class."""
    (body,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        match field, text:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str() as words)),
            ):
                found[name] = " ".join(words.split())
    return found


# Commands and options

FOR_ALL = ("help", "data_dir", "as_json")
"""Options that are explained once, not with every command."""


def commands() -> dict[str, argparse.ArgumentParser]:
    """The parser of each command, by name."""
    return {name: command_parser(name) for name in NAMES}


def synopsis() -> str:
    """A line for each command, with all it takes."""
    lines = ["backcoach"]
    lines += [" ".join(["backcoach", name, *arguments_of(of)]) for name, of in commands().items()]
    return "\n".join(["```", *lines, "backcoach --version", "```"])


def actions_of(of: argparse.ArgumentParser) -> list[argparse.Action]:
    """What a command takes of its own: first what has no name, `--json` last."""
    found = [each for each in of._actions if each.dest not in ("help", "data_dir")]
    return sorted(found, key=lambda each: (bool(each.option_strings), each.dest == "as_json"))


def arguments_of(of: argparse.ArgumentParser) -> list[str]:
    """What a command takes, in square brackets where it may be left out.

    Of those that exclude each other one is given: `[--replace | --keep]`.
    """
    joined = {group._group_actions[0]: group for group in of._mutually_exclusive_groups}
    later = {each for group in joined.values() for each in group._group_actions[1:]}
    found = []
    for action in actions_of(of):
        group = joined.get(action)
        words = spelled(action)
        if group is not None:
            words = " | ".join(map(spelled, group._group_actions))
        if action not in later:
            found.append(words if action.required else f"[{words}]")
    return found


def spelled(action: argparse.Action) -> str:
    """An argument as it is typed, with a word for its value."""
    value = "" if action.nargs == 0 else str(action.metavar)
    value = f"[{value}]" if action.nargs == "?" and action.option_strings else value
    again = "…" if isinstance(action, argparse._AppendAction) else ""
    return " ".join(filter(None, [*action.option_strings, value])) + again


def options_tables() -> str:
    """For each command what it does, and a table of what it takes."""
    parts = []
    for name, of in commands().items():
        own = [each for each in actions_of(of) if each.dest not in FOR_ALL]
        rows = [(code(spelled(each)), str(each.help)) for each in own]
        with_json = any(each.dest == "as_json" for each in of._actions)
        json_too = " It takes `--json`." if with_json else ""
        words = NAMES[name][1]
        does = f"{words[0].upper()}{words[1:]}.{json_too}"
        parts.append(f"### `{name}`\n\n{does}")
        if rows:
            parts.append(table(("takes", "what it is"), rows))
    return "\n\n".join(parts)


# JSON


def json_tables() -> str:
    """For each command a table of every key of its document.

    The keys are those of documents that were really printed; `docs/templates/json.toml` has the
    words. ValueError where the two differ.
    """
    words = tomllib.loads((TEMPLATES / "json.toml").read_text(encoding="utf-8"))
    printed = documents()
    if set(words) != set(printed):
        raise ValueError(f"json.toml: other commands are printed: {set(words) ^ set(printed)}")
    parts = []
    for command, said in words.items():
        check_keys(command, said, printed[command])
        rows = [(code(path.removesuffix(".*")), meaning) for path, meaning in said.items()]
        parts.append(f"### `{command} --json`\n\n{table(('key', 'what it is'), rows)}")
    return "\n\n".join(parts)


def check_keys(command: str, said: Mapping[str, str], printed: list[Any]) -> None:
    """ValueError where a key is printed that no words are for, or the other way round."""
    whole = [path.removesuffix(".*") for path in said if path.endswith(".*")]
    closed = tuple(path + below for path in whole for below in (".", "["))
    named = {path.removesuffix(".*") for path in said}
    paths = (path for document in printed for path in paths_in(document))
    found = {path for path in paths if not path.startswith(closed)}
    if missing := sorted(found - named):
        raise ValueError(f"docs/templates/json.toml: {command}: say what these are: {missing}")
    if gone := sorted(named - found):
        raise ValueError(f"docs/templates/json.toml: {command} no longer prints: {gone}")


def paths_in(value: Any, before: str = "") -> Iterator[str]:  # noqa: ANN401
    """Each key of a document with those above it: `sessions[].sets[].done.reps`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            path = f"{before}.{key}" if before else key
            yield path
            yield from paths_in(inner, path)
    elif isinstance(value, list):
        for each in value:
            yield from paths_in(each, f"{before}[]")


# Rooms and contracts


def rooms_table() -> str:
    """Every package with the first sentence of what it says about itself."""
    rows = []
    for path in sorted((ROOT / "backcoach").rglob("__init__.py")):
        room = path.parent.relative_to(ROOT).as_posix()
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        rows.append((code(f"{room}/"), (said or "").partition("\n\n")[0].replace("\n", " ")))
    return table(("room", "what it is"), rows)


def contracts() -> str:
    """The names of the import contracts."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    return "\n".join(f"- {each['name']}" for each in found)


MAKERS = {
    "settings": settings_table,
    "commands": synopsis,
    "options": options_tables,
    "json": json_tables,
    "typed": typed_table,
    "rooms": rooms_table,
    "contracts": contracts,
}

if __name__ == "__main__":
    main()
