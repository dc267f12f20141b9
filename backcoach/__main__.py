"""`python -m backcoach`: the same as the command `backcoach`."""

from __future__ import annotations

import sys

from backcoach.cli.main import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
