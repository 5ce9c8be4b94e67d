"""Report -> Facts: what pages about many reports need of each, and what reports say together."""

from .data_notes import DataNote, concerning
from .dates import latest_day, latest_if_known
from .facts import Facts, facts_of
from .git_history import CommitDates, committed_file, read_commit_dates
from .observation import Change, Observation
from .portal_facts import (
    PortalFacts,
    added_up,
    covering_note,
    form_breaks,
    over_years,
    portal_facts,
)

__all__ = [
    "Change",
    "CommitDates",
    "DataNote",
    "Facts",
    "Observation",
    "PortalFacts",
    "added_up",
    "committed_file",
    "concerning",
    "covering_note",
    "facts_of",
    "form_breaks",
    "latest_day",
    "latest_if_known",
    "over_years",
    "portal_facts",
    "read_commit_dates",
]
