"""Lets a script import nianbao: the one place that says where the library is.

A script imports this module first. MkDocs finds the library beside portal.py, tests by
pyproject.toml, run.py tells the command; a script is called by nothing but its path.
"""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["ROOT"]

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))
