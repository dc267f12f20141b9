"""The `backcoach` command. Errors are one line without a traceback; heavy imports come late."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from backcoach.cli.arguments import Arguments
from backcoach.cli.environment import prepare
from backcoach.cli.errors import UserError
from backcoach.cli.terminal import prepare_streams, repertoire_of
from backcoach.legible import one_line

INTERNAL_ERROR = 1
USER_ERROR = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 for an error the user can fix."""
    # Nothing that is made while starting is thrown away again: looking for it only costs time. The
    # coach turns the collector on once its first screen is there.
    gc.disable()
    prepare(os.environ)
    prepare_streams()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        if sys.stdout is not None:
            # Flush here, since a broken pipe could not be caught at interpreter exit.
            sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except UserError as error:
        return _complain(_corrected(str(error)))
    except OSError as error:
        # Errors of the system, such as a full disk behind `>` or a folder that can't be read.
        _give_up_output()
        place = f"{error.filename}: " if error.filename else ""
        return _complain(
            f"{place}{error.strerror or error}; check the disk and the folder's rights"
        )
    except Exception as error:  # the last line of defence: a mistake of ours, told in one line
        _give_up_output()
        problem = f"something went wrong inside the program ({_where(error)}); nothing was changed"
        _complain(_corrected(problem))
        return INTERNAL_ERROR
    finally:
        gc.enable()
    return code


def _run(argv: Sequence[str]) -> int:
    if "backcoach.store.written" in sys.modules:
        sys.modules["backcoach.store.written"].forget()
    try:
        arguments = _read(argv)
    except SystemExit as done:
        # argparse has printed the help or the version.
        return int(done.code or 0)
    from backcoach.cli.commands import run

    return run(arguments)


def _corrected(message: str) -> str:
    """`message`; where it says wrongly that nothing was changed, it says what was written."""
    # Code that writes has imported this module; otherwise it is not needed.
    kept = sys.modules.get("backcoach.store.written")
    return message if kept is None else str(kept.corrected(message))


def _where(error: Exception) -> str:
    """The type of the error and the line it came from, for a bug report."""
    from traceback import extract_tb

    place = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.filename.rpartition(os.sep)[2]}:{place.lineno}"


def _read(argv: Sequence[str]) -> Arguments:
    if not argv:
        # Without arguments no parser is needed; this case should be quick.
        return Arguments("")
    from backcoach.cli.parser import parse

    return parse(argv)


def _complain(message: str) -> int:
    if sys.stderr is not None:
        line = repertoire_of(sys.stderr).fitted(one_line(message))
        sys.stderr.write(f"backcoach: {line}\n")
    return USER_ERROR


def _give_up_output() -> None:
    """Discard what is still buffered for stdout, so that exiting stays quiet."""
    with suppress(AttributeError, OSError):
        stdout = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stdout)
        os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
