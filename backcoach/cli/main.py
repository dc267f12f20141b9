"""The `backcoach` command: runs a command, and reports every error in one line.

Nothing heavy is imported before it is needed, so that `backcoach --version` and opening the coach
are fast.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from backcoach.cli import commands
from backcoach.cli.environment import prepare
from backcoach.cli.errors import UserError
from backcoach.cli.terminal import prepare_streams, repertoire_of
from backcoach.legible import one_line

INTERNAL_ERROR = 1
USER_ERROR = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 for what the user can correct."""
    # Garbage collection is off while starting, as it would only cost time then. The coach turns it
    # on once its first screen is shown.
    gc.disable()
    prepare(os.environ)
    prepare_streams()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        if sys.stdout is not None:
            # Flush here: a broken pipe could not be caught at interpreter exit.
            sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except UserError as error:
        return _complain(_corrected(str(error)))
    except OSError as error:
        # Any other refusal of the system: output to a full disk, a folder that can't be read.
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
    """Run the command in `argv` and return its exit code; without one, open the coach.

    Raises UserError for everything the user can correct.
    """
    if "backcoach.store.disk.written" in sys.modules:
        sys.modules["backcoach.store.disk.written"].forget()
    # Without arguments no parser is needed, so that the coach opens fast.
    name, args, data_dir = commands.OPEN, None, None
    if argv:
        from backcoach.cli.parser import parse

        try:
            name, args, data_dir = parse(argv)
        except SystemExit as done:
            # argparse has printed the help or the version.
            return int(done.code or 0)
    from backcoach.catalogue import CatalogueError
    from backcoach.cli.context import Context
    from backcoach.store import StoreError

    try:
        command = commands.load(name)
        return command.run(args or command.Arguments(), Context(data_dir))
    except (CatalogueError, StoreError) as error:
        raise UserError(str(error))


def _corrected(message: str) -> str:
    """`message`; if it says that nothing was changed although something was, what was changed."""
    # Every module that writes has imported this one; others need not.
    written = sys.modules.get("backcoach.store.disk.written")
    return message if written is None else str(written.corrected(message))


def _where(error: Exception) -> str:
    """The kind of error and the line it came from, for a report to the authors."""
    from traceback import extract_tb

    place = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {place.filename.rpartition(os.sep)[2]}:{place.lineno}"


def _complain(message: str) -> int:
    if sys.stderr is not None:
        line = repertoire_of(sys.stderr).fitted(one_line(message))
        sys.stderr.write(f"backcoach: {line}\n")
    return USER_ERROR


def _give_up_output() -> None:
    """Discard what is still buffered for stdout, so that exiting does not fail."""
    with suppress(AttributeError, OSError):
        stdout = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stdout)
        os.close(nowhere)
