"""``python -m nianbao``: the command, wherever it is installed."""

from __future__ import annotations

import sys

from .command import main

if __name__ == "__main__":
    sys.exit(main())
