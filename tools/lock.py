"""Writes `requirements/*.lock`: every package with its version and the hashes of its files.

They are valid for every supported Python and system, with markers where these differ. They are
computed by uv, which is installed into a temporary folder; the locks themselves are used with plain
pip.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.environment import CHECKOUT, LOCKS, direct, for_docs, project, python_in

HEAD = """\
# Written by `make lock`; what is asked for stands in pyproject.toml.
# For Python 3.11 and newer, on Linux, macOS and Windows:
#   pip install --no-deps --require-hashes -r requirements/{kind}.lock
"""
OPTIONS = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-config")
BARE = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet")


def main() -> None:
    table = project()
    wanted = {
        "run": [*table["project"]["dependencies"], *table["build-system"]["requires"]],
        "dev": direct(),
        "docs": [*direct(), *for_docs()],
    }
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = python_in(Path(folder))
        subprocess.run([python, "-m", "pip", "install", "--quiet", "uv"], check=True)
        constraints: list[str | Path] = []
        for kind, requirements in wanted.items():
            lock = LOCKS / f"{kind}.lock"
            words = [python, "-m", "uv", "pip", "compile", *OPTIONS, *BARE, *constraints, "-"]
            done = subprocess.run(
                words,
                input="\n".join(requirements),
                cwd=folder,
                text=True,
                check=True,
                stdout=subprocess.PIPE,
            )
            lock.write_text(HEAD.format(kind=kind) + done.stdout, encoding="utf-8")
            constraints = ["--constraints", lock]
            print(f"{lock.relative_to(CHECKOUT)}: {done.stdout.count('--hash')} files")


if __name__ == "__main__":
    main()
