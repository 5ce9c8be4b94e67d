"""核验: what a reader's browser needs to know to tell whether a file is the published one."""

from .data import published_files
from .files import DATA_FILE, SINGLE_FILE, verification_files

__all__ = ["DATA_FILE", "SINGLE_FILE", "published_files", "verification_files"]
