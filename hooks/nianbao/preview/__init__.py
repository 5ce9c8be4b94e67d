"""A site seen while it is being written: what has changed is shown at once, the rest follows.

The site is built in the background, as always, and served from its folder. Pages of reports that
have changed since are made when they are asked for, from the same views and templates.
"""

from .answers import Answers
from .board import Board
from .changes import Changes
from .project import Project
from .server import PreviewServer
from .session import Session

__all__ = ["Answers", "Board", "Changes", "PreviewServer", "Project", "Session"]
