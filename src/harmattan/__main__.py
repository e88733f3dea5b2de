"""`python -m harmattan` is the command `harmattan`."""

from __future__ import annotations

import sys

from harmattan.cli import main

if __name__ == "__main__":
    sys.exit(main())
