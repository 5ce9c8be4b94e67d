"""Report, Portal -> problems."""

from ..settings import HouseRules
from .folder import check_files, check_folder, read_and_check
from .press import Press
from .report import check_report

__all__ = [
    "HouseRules",
    "Press",
    "check_files",
    "check_folder",
    "check_report",
    "house_rules",
    "read_and_check",
]
