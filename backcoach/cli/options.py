"""Options that several commands take."""

from __future__ import annotations

import argparse

from backcoach.cli import values


def add_data_dir(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Add `--data-dir`, the folder with the log and the settings; every command takes it."""
    parser.add_argument(
        "--data-dir",
        type=values.folder,
        default=default,
        metavar="DIR",
        help="keep log and settings in this folder (also: BACKCOACH_DATA_DIR)",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, stored in `as_json`."""
    parser.add_argument(
        "--json", action="store_true", dest="as_json", help="print JSON instead of words"
    )


def add_minutes(parser: argparse.ArgumentParser) -> None:
    """Add `--minutes`, the length of the session; None if the profile or the coach decides."""
    parser.add_argument(
        "--minutes",
        type=values.length,
        metavar="LENGTH",
        help="how much time there is today: short, standard or long",
    )


def add_plain(parser: argparse.ArgumentParser, default: bool | str) -> None:
    """Add `--plain`, for the coach in lines of text; those commands take it that open it."""
    parser.add_argument(
        "--plain",
        action="store_true",
        default=default,
        help="lines of text, numbered choices and typed answers, as for a screen reader",
    )
