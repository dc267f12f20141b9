"""Which packages may import which, checked in fresh processes, and the names in them."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.support.source import PACKAGE, classes, import_circles, modules, names_used

HEAVY = ("textual", "rich", "tinydb", "msgspec", "platformdirs")


def modules_of(room: str) -> list[str]:
    files = sorted((PACKAGE / room).rglob("*.py"))
    return [
        ".".join(("backcoach", *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
            ".__init__"
        )
        for file in files
    ]


def loaded_by(code: str, names: tuple[str, ...]) -> list[str]:
    """Which of `names` are loaded after `code` ran in a fresh process."""
    report = f"\nimport sys\nprint('loaded:', *[name for name in {names!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code + report], capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1].split()[1:]


def test_the_coach_loads_no_screen_store_or_other_package() -> None:
    modules = modules_of("coach")
    assert "backcoach.coach.session.player" in modules
    assert "backcoach.coach.standing.standing" in modules
    assert loaded_by(f"import {', '.join(modules)}", HEAVY) == []


def test_the_figure_loads_nothing_but_the_coach() -> None:
    modules = modules_of("figure")
    assert "backcoach.figure.frames" in modules
    assert loaded_by(f"import {', '.join(modules)}", (*HEAVY, "backcoach.strict")) == []


def test_today_loads_no_figure_and_nothing_for_the_ear() -> None:
    code = "import backcoach.tui.app.app, backcoach.tui.screens.places.today"
    assert loaded_by(code, ("backcoach.figure", "backcoach.cues")) == []


def test_what_goes_on_beside_a_session_is_loaded_when_one_starts() -> None:
    code = "import backcoach.tui.app.run, backcoach.tui.screens.places.today"
    beside = ("backcoach.remote", "backcoach.desktop", "backcoach.tui.system.beside")
    assert loaded_by(code, (*beside, "wakepy", "jeepney")) == []


def test_version_help_and_mistakes_load_nothing_heavy() -> None:
    lines = ["from backcoach.__main__ import main"]
    for words, code in ((["--version"], 0), (["plan", "--help"], 0), (["plan", "--jsno"], 2)):
        lines.append(f"assert main({words!r}) == {code}")
    assert loaded_by("\n".join(lines), HEAVY) == []


def test_json_is_printed_without_rich_or_textual(tmp_path: Path) -> None:
    lines = ["from backcoach.__main__ import main"]
    for command in ("plan", "progress", "history", "exercises", "review"):
        words = [command, "--json", "--data-dir", str(tmp_path)]
        lines.append(f"assert main({words!r}) == 0")
    assert loaded_by("\n".join(lines), ("textual", "rich")) == []


def test_the_coach_runs_without_what_only_network_programs_need(tmp_path: Path) -> None:
    code = f"""
import sys
from types import ModuleType
import backcoach.cli.terminal as terminal

def run_coach(*_asked, **_wanted):
    import textual.app, textual.pilot
    return 0

terminal.check_terminal = lambda: None
run = sys.modules["backcoach.tui.app.run"] = ModuleType("run")
run.run_coach = run_coach
from backcoach.__main__ import main
assert main(["--data-dir", {str(tmp_path)!r}]) == 0
"""
    assert loaded_by(code, ("asyncio", "textual", "ssl", "_ssl")) == ["asyncio", "textual"]


def test_who_wants_ssl_later_still_gets_it() -> None:
    code = """
from backcoach.tui.system.event_loop import load_without_ssl
load_without_ssl()
import ssl
assert ssl.create_default_context()
load_without_ssl()
"""
    assert loaded_by(code, ("asyncio", "ssl", "_ssl")) == ["asyncio", "ssl", "_ssl"]


def test_no_modules_import_each_other_not_even_late() -> None:
    assert import_circles() == []


def test_no_class_name_stands_twice() -> None:
    """But for `Arguments`: each command has its own, as each has its `run`."""
    modules_of: dict[str, list[str]] = {}
    for each in classes():
        if each.name == "Arguments" and each.module.startswith("backcoach.cli.commands."):
            continue
        modules_of.setdefault(each.name, []).append(each.module)
    assert {name: found for name, found in modules_of.items() if len(found) > 1} == {}


def test_a_base_class_has_several_children_or_is_used_itself() -> None:
    """One whose only use is a single child is one idea in two places."""
    children = Counter(base for each in classes() for base in each.bases)
    used = set().union(*map(names_used, modules()))
    alone = [each.name for each in classes() if children[each.name] == 1 and each.name not in used]
    assert alone == []
