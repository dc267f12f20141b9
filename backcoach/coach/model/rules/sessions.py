"""Rules on the run of sessions: what counts as done, breaks, and the blocks of the last stage."""

from collections.abc import Collection, Mapping

from backcoach.coach.model.frozen import frozen


@frozen
class Completion:
    """What share of the work counts as done."""

    session_min_share: float
    item_min_share: float


@frozen
class MissedTime:
    """From how many days without a session each rule for breaks applies (`programme.md` §3.5).

    The last two settle what §3.5 leaves open; their defaults are the readings of version 1. With
    `counts_anew` nothing from before a restart counts for a gate. With `quiet_in_full` nothing goes
    up before the quiet days have begun with a main session, and they follow a restart too.
    """

    no_raise_days: int
    lower_days: int
    lower_levels: int
    lower_sessions: int
    reduce_days: int
    reduce_levels: int
    reduce_wait_days: int
    restart_days: int
    restart_level: int
    counts_anew: bool = False
    quiet_in_full: bool = False


@frozen
class KeepingRules:
    """What it takes to keep what was built (`programme.md` §2).

    It is offered from the training week `offered_week` on. Each exercise of the main block has at
    least `sets_min` sets, or the number of `sets_min_by_tag` for people with a tag, and at most
    `sets_max`. How many sessions a week it takes is in `ReviewRules`.
    """

    offered_week: int
    sets_min: int
    sets_max: int
    sets_min_by_tag: Mapping[str, int] | None = None

    def least_sets(self, tags: Collection[str]) -> int:
        """The fewest sets for somebody with these tags."""
        own = (sets for tag, sets in (self.sets_min_by_tag or {}).items() if tag in tags)
        return max(own, default=self.sets_min)


@frozen
class PlateauRules:
    """When nothing has gone up for long, and how long what is done about it lasts (C9).

    No lift went up in `weeks` training weeks that were no easier ones. Holding with one set fewer
    lasts `hold_days`, the easier exercise `swap_days`, other sessions `sessions_days`.
    """

    weeks: int
    hold_days: int
    swap_days: int
    sessions_days: int


@frozen
class RotationRules:
    """How sessions of the last stage take turns, and when they are easier on purpose.

    A block is `block_weeks` training weeks; items of templates take turns over `blocks` of them. In
    week `easier_week` of each block nothing goes up and the day's lift has one set fewer. The same
    holds for `eased_sessions` after `hard_sessions` in a row with an effort of at least
    `hard_effort` (0-10), and after `unsettled_mornings` within `unsettled_days`; at most once in
    `eased_again_days`. The effort to aim for is then `easier_effort` (0-10).
    """

    block_weeks: int
    blocks: int
    easier_week: int
    easier_effort: int
    hard_effort: int
    hard_sessions: int
    unsettled_mornings: int
    unsettled_days: int
    eased_sessions: int
    eased_again_days: int
