"""From the name of a command to the function that does it, all through `Practice`.

Only the coach, `backup`, `checkin`, `doctor --set-back`, `flare`, `import`, `measure`,
`profile --set` and `restore` ever write. A command's module is imported when it is asked for:
opening the coach pays for none.
"""

from __future__ import annotations

from collections.abc import Callable

from backcoach.catalogue import CatalogueError
from backcoach.cli.arguments import Arguments
from backcoach.cli.errors import UserError
from backcoach.store import StoreError

Command = Callable[[Arguments], int]


def run(arguments: Arguments) -> int:
    """Run the command of `arguments` and return the exit code.

    Raises UserError for everything the user can put right.
    """
    try:
        return command(arguments.command)(arguments)
    except (CatalogueError, StoreError) as error:
        raise UserError(str(error))


def command(name: str) -> Command:
    """What does the command called `name`, one of the parser's; "" is the coach itself."""
    if name in ("", "start"):
        from backcoach.cli.commands.start import open_coach

        return open_coach
    from backcoach.cli.commands import measure as telling
    from backcoach.cli.commands import plan as showing
    from backcoach.cli.commands import restore as keeping

    commands: dict[str, Command] = {
        "plan": showing.show_plan,
        "progress": showing.show_progress,
        "history": showing.show_history,
        "exercises": showing.show_exercises,
        "why": showing.show_why,
        "review": showing.show_review,
        "simulate": showing.show_simulation,
        "checkin": telling.check_in,
        "flare": telling.report_flare,
        "measure": telling.keep_measures,
        "profile": telling.show_profile,
        "backup": keeping.back_up,
        "restore": keeping.restore,
        "doctor": keeping.doctor,
        "export": keeping.export_log,
        "import": keeping.import_log,
    }
    return commands[name]
