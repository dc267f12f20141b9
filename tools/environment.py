"""Creates the virtual environment that the Makefile uses, unless the present one will do.

    python tools/environment.py KIND FOLDER [--this-python]

KIND says what is installed with the project: `run`, what the coach needs; `dev`, what its tests
need too; and `docs`, what its documentation is built with as well, all exactly as in
`requirements/KIND.lock`; `oldest`, the lower bounds in `pyproject.toml`; `newest`, the newest
versions it allows, with a list of the differences to the lock.

An environment is created anew if it was moved or left incomplete, if its Python is missing or
another one, if a package is missing, or if it was made from another lock. With --this-python it
must have been made with the Python that runs this file.

Only Python is needed. An error is one line on stderr, with exit code 2.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

CHECKOUT = Path(__file__).resolve().parent.parent
LOCKS = CHECKOUT / "requirements"
LOCKED = ("run", "dev", "docs")
"""Each holds what those before it hold."""

NOTE, LOG = "backcoach.json", "pip.log"
HALF_MADE = {"bin", "include", "lib", "lib64", "Include", "Lib", "Scripts", ".gitignore", LOG}
"""All that stands in a folder whose making was broken off before it could be told as one."""

WHO = """
import json, sys
tag = sys.implementation.cache_tag + getattr(sys, "abiflags", "")
print(json.dumps([tag, sys.version, sys.base_prefix, sys.prefix]))
"""
WHAT = """
import importlib.metadata, json
print(json.dumps({each.name: each.version for each in importlib.metadata.distributions()}))
"""


class UserError(Exception):
    """What somebody has to do first, in one line."""


class Note(NamedTuple):
    """What a finished folder says about itself."""

    folder: str
    python: str
    """The kind of Python it was made with: compiled modules of another one do not fit."""
    digests: dict[str, str]
    """What it was made from, for each KIND that is installed."""
    files: list[str]


def main(words: list[str]) -> int:
    """Make the folder, or find that it will do; the exit code."""
    kind, name = (word for word in words if not word.startswith("--"))
    try:
        if sys.version_info < (3, 11):  # noqa: UP036 - the Makefile asks too; Windows has no make
            raise UserError("backcoach needs Python 3.11 or newer")
        with one_at_a_time():
            prepare(kind, Path(name).absolute(), named="--this-python" in words)
    except UserError as error:
        say(f"backcoach: {error}")
    except OSError as error:
        place = error.filename or name
        say(f"backcoach: {place}: {error.strerror}; to use another place: {ELSEWHERE}")
    except KeyboardInterrupt:
        return 130
    else:
        return 0
    return 2


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for another run of this in the same checkout: `make run` beside `make test`."""
    with ExitStack() as stack:
        # Windows has no fcntl, and some network file systems no such locks: then nobody waits.
        with suppress(ImportError, OSError):
            import fcntl

            checkout = os.open(CHECKOUT, os.O_RDONLY)
            stack.callback(os.close, checkout)
            fcntl.flock(checkout, fcntl.LOCK_EX)
        yield


def say(line: str) -> None:
    """Print a line where it does not mix with what the coach prints."""
    print(line, file=sys.stderr, flush=True)


ELSEWHERE = 'make run VENV="$HOME/backcoach-venv"'


def prepare(kind: str, folder: Path, *, named: bool) -> None:
    """Have the packages of `kind` in `folder`. UserError, OSError when that can't be done."""
    note = note_in(folder)
    fault = "it is not complete"
    if note is not None:
        fault = fault_of_python(folder, note, named=named) or fault_of_content(folder, note, kind)
        if not fault and kind in note.digests:
            return
    if note is None or fault:
        check_python(folder)
        if folder.is_dir() and any(folder.iterdir()):
            say(f"{folder.name} is made anew: {fault}.")
        create(folder)
        note = Note(str(folder), who(python_in(folder))[0], {}, [])
    else:
        (folder / NOTE).unlink()
    version = who(python_in(folder))[1].split()[0]
    say(f"Installing into {folder.name} what {PURPOSES[kind]}, with Python {version} ...")
    install(kind, folder)
    kinds = LOCKED[: LOCKED.index(kind) + 1] if kind in LOCKED else (kind,)
    digests = {**note.digests, **{each: digest_of(each) for each in kinds}}
    finished = note._replace(digests=digests, files=files_in(folder))
    (folder / NOTE).write_text(json.dumps(finished._asdict(), indent=1), encoding="utf-8")
    if kind == "newest":
        print(changes(installed_in(folder), locked()), flush=True)


PURPOSES = {
    "run": "the coach needs",
    "dev": "its tests need",
    "docs": "its documentation is built with",
    "oldest": "pyproject.toml allows at least",
    "newest": "is newest",
}


# What is there


def note_in(folder: Path) -> Note | None:
    """The note of a finished folder; None when there is none that can be read."""
    try:
        return Note(**json.loads((folder / NOTE).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None


def fault_of_python(folder: Path, note: Note, *, named: bool) -> str:
    """Why the Python in `folder` will not do; "" when it will."""
    if note.folder != str(folder):
        return f"it was made as {note.folder}"
    try:
        tag, full_version, base, prefix = who(python_in(folder))
    except (OSError, ValueError, subprocess.CalledProcessError):
        return "its Python is gone"
    if tag != note.python or not Path(prefix).samefile(folder):
        return "its Python has changed"
    if named and (full_version, base) != (sys.version, sys.base_prefix):
        return f"it was made with another Python, {full_version.split()[0]} in {base}"
    return ""


def fault_of_content(folder: Path, note: Note, kind: str) -> str:
    """Why the packages in `folder` will not do for a `kind`; "" when they will."""
    if not set(note.files) <= set(files_in(folder)):
        return "something in it is gone"
    if kind == "newest" or set(note.digests) - set(LOCKED if kind in LOCKED else [kind]):
        return "it holds other packages"
    if any(digest_of(each) != digest for each, digest in note.digests.items()):
        return "what it was made from has changed"
    return ""


def who(python: Path) -> list[str]:
    """Kind, version, base and environment of a `python`, as it says itself."""
    answer: list[str] = json.loads(subprocess.check_output([python, "-I", "-c", WHO]))
    return answer


def python_in(folder: Path) -> Path:
    """The Python of the environment in `folder`."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def files_in(folder: Path) -> list[str]:
    """The names of its programs and packages: what a broken one lacks."""
    places = [python_in(folder).parent, *folder.glob("lib/python*/site-packages")]
    places += folder.glob("Lib/site-packages")
    names = {f"{place.name}/{each.name}" for place in places for each in place.iterdir()}
    return sorted(name for name in names if not name.endswith("__pycache__"))


def installed_in(folder: Path) -> dict[str, str]:
    """The version of each package in `folder`."""
    answer = subprocess.check_output([python_in(folder), "-I", "-c", WHAT])
    found: dict[str, str] = json.loads(answer)
    return {normalised(name): version for name, version in found.items()}


# What it is to be made from


def project() -> dict[str, Any]:
    """`pyproject.toml` as a table."""
    import tomllib

    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def digest_of(kind: str) -> str:
    """Another one for anything else that `kind` is made from."""
    table = project()
    text = json.dumps([table["project"], table["build-system"]]).encode()
    if kind in LOCKED:
        text += (LOCKS / f"{kind}.lock").read_bytes()
    return hashlib.sha256(text).hexdigest()


def direct() -> list[str]:
    """The requirements that `pyproject.toml` names, for the tests too."""
    table = project()
    named: list[str] = [
        *table["project"]["dependencies"],
        *table["build-system"]["requires"],
        *table["project"]["optional-dependencies"]["dev"],
    ]
    return named


def for_docs() -> list[str]:
    """The requirements of the documentation, beside those for the tests."""
    named: list[str] = project()["project"]["optional-dependencies"]["docs"]
    return named


def at_least(requirement: str) -> str:
    """`name>=1.2,<2` as `name==1.2`."""
    found = re.fullmatch(r"([\w.-]+)>=([\w.]+)(,.*)?", requirement)
    if found is None:
        raise UserError(f"pyproject.toml: {requirement} has no lower bound")
    return f"{found[1]}=={found[2]}"


def locked() -> dict[str, str]:
    """The version of each package in the lock for the tests."""
    text = (LOCKS / "dev.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, re.MULTILINE))


def normalised(name: str) -> str:
    """The `name` of a package as a lock writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def changes(new: dict[str, str], old: dict[str, str]) -> str:
    """What is different from the lock, a line each."""
    not_locked = {"backcoach", "pip", "setuptools"}
    lines = [
        f"  {name} {old.get(name, '(not there)')} -> {version}"
        for name, version in sorted(new.items())
        if old.get(name) != version and name not in not_locked
    ]
    if not lines:
        return "The newest of everything is what is locked."
    return "\n".join(["Newer than in requirements/dev.lock:", *lines])


# Making it


def check_python(folder: Path) -> None:
    """UserError when this Python can't make an environment in `folder`."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        short = ".".join(map(str, sys.version_info[:2]))
        raise UserError(
            f"the Python in {sys.executable} can't make a virtual environment; install its package"
            f" (on Debian and Ubuntu: apt install python{short}-venv), or name another Python,"
            f" such as: make run PYTHON=python3.12"
        )
    if os.pathsep in str(folder):
        raise UserError(
            f"no virtual environment can stand in {folder}, because of the {os.pathsep!r};"
            f" rename that folder, or use another place: {ELSEWHERE}"
        )


def create(folder: Path) -> None:
    """An empty environment in `folder`, in the place of what stood there."""
    place = folder.resolve()  # `venv --clear` does not follow a link
    place.mkdir(parents=True, exist_ok=True)
    names = {each.name for each in folder.iterdir()}
    if not (names <= HALF_MADE or names & {"pyvenv.cfg", NOTE}):
        raise UserError(f"{folder} holds something else; to use another place: {ELSEWHERE}")
    (folder / NOTE).unlink(missing_ok=True)
    done = run([Path(sys.executable), "-I", "-m", "venv", "--clear", str(place)])
    if done.returncode:
        raise UserError(f"no virtual environment could be made; {log_of(done, folder)}")


def install(kind: str, folder: Path) -> None:
    """The packages of `kind`, and the project itself so that a change in it counts at once."""
    if kind in LOCKED:
        lock = f"requirements/{kind}.lock"
        pip(folder, lock, "--no-deps", "--require-hashes", "--requirement", lock)
    else:
        wanted = direct() if kind == "newest" else list(map(at_least, direct()))
        pip(folder, f"the {kind} packages", *wanted)
    itself = ("--no-index", "--no-deps", "--no-build-isolation", "--editable", ".")
    pip(folder, "backcoach itself", *itself)
    # Without this the first start would do it; where nothing may be written it can't be helped.
    run([python_in(folder), "-I", "-m", "compileall", "-q", "backcoach"])


def pip(folder: Path, what: str, *words: str) -> None:
    """Install by pip, whose settings (an index, a proxy) hold; not those that lead elsewhere."""
    # Two tries more, not five: each doubles the wait where there is no network.
    quietly = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-user", "--retries=2")
    done = run([python_in(folder), "-I", "-m", "pip", "install", *quietly, *words], pip_settings())
    if done.returncode:
        needs = "" if "--no-index" in words else " (the first time it needs the network)"
        raise UserError(f"pip could not install {what}{needs}; {log_of(done, folder)}")


def pip_settings() -> dict[str, str]:
    """The variables of this process without those that have pip install into another folder."""
    elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    return {name: value for name, value in os.environ.items() if name not in elsewhere}


def run(
    words: list[Path | str], environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a program in the checkout; what it says is kept, not shown."""
    return subprocess.run(
        words,
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def log_of(done: subprocess.CompletedProcess[bytes], folder: Path) -> str:
    """Where to read what a program said."""
    (folder / LOG).write_bytes(done.stdout)
    return f"what it said is in {folder / LOG}; then try again"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
