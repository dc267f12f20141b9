"""The commands that are typed, beside those of the screens."""

from backcoach.plain.commands import COMMANDS
from backcoach.tui.commands import COMMANDS as KEYS


def test_each_command_is_one_of_the_screens_and_has_its_own_letter() -> None:
    of_the_screens = {each.id for each in KEYS}
    assert {each.screen_command for each in COMMANDS} <= of_the_screens
    assert len({each.typed for each in COMMANDS}) == len(COMMANDS)
