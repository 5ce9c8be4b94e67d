"""The form of reports without tables: years ago many had words only, and some are left as scans."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .editions import forms
from .load import load_form
from .local import local_frame
from .model import Form

__all__ = ["all_forms", "tableless_form"]


@cache
def tableless_form() -> Form:
    """No table, and sections as the report has them."""
    return load_form(Path(__file__).with_suffix(".yml"))


def all_forms() -> tuple[Form, ...]:
    """Every form that a report may name: the national ones, the local frame, that without tables.

    A report whose table is local has a form of its own, made from the frame.
    """
    return (*forms().values(), local_frame(), tableless_form())
