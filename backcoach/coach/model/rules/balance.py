"""The rules of the balance block (`programme.md` §3.10): who does it, what comes when, levels."""

from collections.abc import Collection

from backcoach.coach.model.frozen import frozen


@frozen
class BalanceRules:
    """The balance block, which comes after what loosens up.

    Who has one of `tags` does it, and with one of `always` it is never left out. `pairs` are the
    exercises (ids) of one block each; they take turns from block to block. On a rest day it is done
    on request, in the session `template`.

    A level goes up after `sessions` in a row done in full without a grab for support, at the
    earliest `days` after the first at this level; it goes down after a grab in `grabs` sessions
    running. From level `help_from` on somebody has to be at home, or a phone in reach. Who has done
    `steady_exercise` at `steady_level` in full without a grab stands steadily on one leg.
    """

    tags: tuple[str, ...]
    always: tuple[str, ...]
    pairs: tuple[tuple[str, ...], ...]
    template: str
    sessions: int
    days: int
    grabs: int
    help_from: int
    steady_exercise: str
    steady_level: int

    @property
    def exercises(self) -> tuple[str, ...]:
        """Every exercise of the block, by id."""
        return tuple(dict.fromkeys(id for pair in self.pairs for id in pair))

    def is_for(self, tags: Collection[str], *, wanted: bool = True) -> bool:
        """Whether the block is part of the sessions of somebody with these `tags`.

        Who does not need it for certain may turn it off: it is not `wanted` then.
        """
        needed = any(tag in self.always for tag in tags)
        return needed or (wanted and any(tag in self.tags for tag in tags))

    def may_be_turned_off(self, tags: Collection[str]) -> bool:
        """Whether the block is for somebody with these `tags` unless they turn it off."""
        return self.is_for(tags) and not self.is_for(tags, wanted=False)
