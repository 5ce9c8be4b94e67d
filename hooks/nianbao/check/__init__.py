"""Report, Portal -> problems."""

from ..settings import HouseRules
from .approvals import check_approvals
from .contents import aspects_of
from .elsewhere import Gists, check_elsewhere, gists_of
from .folder import (
    Contributions,
    check_files,
    check_rest,
    check_share,
    contributions_of,
    read_and_check,
)
from .press import Press
from .released import check_against_ledger
from .report import check_report
from .shares import Share, shares_of
from .times import check_times

__all__ = [
    "Contributions",
    "Gists",
    "HouseRules",
    "Press",
    "Share",
    "aspects_of",
    "check_against_ledger",
    "check_approvals",
    "check_elsewhere",
    "check_files",
    "check_report",
    "check_rest",
    "check_share",
    "check_times",
    "contributions_of",
    "gists_of",
    "read_and_check",
    "shares_of",
]
