"""The program as users get it: from the wheel, in an environment of its own."""

import os
import shutil
import site
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
MEASURED = "COVERAGE_PROCESS_CONFIG"
"""Set by coverage where it measures the tests and what they start."""
IN_THE_WHEEL = ("pyproject.toml", "README.md", "LICENSE", "backcoach", "data")


@dataclass(frozen=True)
class Installed:
    """A wheel, and the environment outside the repository that it is installed in."""

    wheel: Path
    python: Path
    command: Path
    elsewhere: Path

    def environment(self, data_dir: Path | None = None) -> dict[str, str]:
        """Variables for a run that can see neither this environment nor the user's files."""
        home = self.elsewhere / "home"
        home.mkdir(exist_ok=True)
        variables = {
            "HOME": str(home),
            "PATH": os.environ.get("PATH", os.defpath),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        if data_dir is not None:
            variables["BACKCOACH_DATA_DIR"] = str(data_dir)
        return {**variables, **measured()}

    def run(
        self, *words: str, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the installed command from a folder that has nothing to do with it."""
        return subprocess.run(
            [self.command, *words],
            cwd=self.elsewhere,
            env=env or self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )


def measured() -> dict[str, str]:
    """What a program needs to be measured by `make coverage`, where that runs the tests."""
    return {MEASURED: os.environ[MEASURED]} if MEASURED in os.environ else {}


def install(folder: Path) -> Installed:
    """Build the wheel and install it, all of it in `folder`."""
    wheel = _build(folder)
    environment = folder / "environment"
    _quietly([sys.executable, "-m", "venv", "--without-pip", environment])
    python = environment / "bin" / "python"
    _pip("--python", python, "install", "--no-deps", "--no-index", wheel)
    # Tests never use the network, so the dependencies are those of the environment that runs the
    # tests: one line in a .pth file adds its packages behind those of the new environment. The
    # .pth files found there are not followed, so an editable backcoach there stays invisible.
    packages = dict.fromkeys([sysconfig.get_path("purelib"), *site.getsitepackages()])
    own = next(environment.glob("lib/python*/site-packages"))
    lines = [*packages]
    if measured():
        lines.append("import coverage; coverage.process_startup()")
    own.joinpath("dependencies.pth").write_text("\n".join(lines), encoding="utf-8")

    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    found = Installed(wheel, python, environment / "bin" / "backcoach", elsewhere)
    module = subprocess.run(
        [python, "-c", "import backcoach; print(backcoach.__file__)"],
        cwd=elsewhere,
        env=found.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    place = Path(module.stdout.strip()).resolve()
    assert environment.resolve() in place.parents
    assert REPOSITORY not in place.parents
    return found


def _build(folder: Path) -> Path:
    """The wheel, built from a copy so that nothing of it is left in the repository."""
    source, wheels = folder / "source", folder / "wheels"
    source.mkdir()
    for name in IN_THE_WHEEL:
        place = REPOSITORY / name
        if place.is_dir():
            shutil.copytree(place, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, source / name)
    offline = ("--no-deps", "--no-build-isolation", "--no-index")
    _pip("wheel", *offline, "--wheel-dir", wheels, source)
    (wheel,) = wheels.glob("backcoach-*.whl")
    return wheel


def _pip(*words: str | Path) -> None:
    _quietly([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words])


def _quietly(argv: Sequence[str | Path]) -> None:
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
