"""Report, Portal -> problems."""

from .folder import check_files, check_folder, read_and_check
from .press import Press
from .report import check_report

__all__ = ["Press", "check_files", "check_folder", "check_report", "read_and_check"]
