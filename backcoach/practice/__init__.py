"""The one door to a person's practice: what can be done, what was done, and what comes next.

The command line and the screens both go through it; nothing else writes. Each module knows one part
of it and builds on the one before: `book` (the log), `standing`, `person`, `weeks`, `training`,
`running`.
"""

from backcoach.practice.practice import Practice

__all__ = ["Practice"]
