"""Which kinds of files a site may publish beside its reports, by the ends of their names."""

from __future__ import annotations

from ..picture_head import PICTURES

__all__ = ["ALL_KINDS", "DEFAULT_KINDS"]

DEFAULT_KINDS = ("pdf", "ofd", "docx", "xlsx", "csv", "txt", *PICTURES, "zip")
"""What is allowed where a site does not say otherwise."""

ALL_KINDS = (*DEFAULT_KINDS, "pptx", "doc", "xls", "wps", "et")
"""What a site may allow. Others run on a website, or cannot be recognized by their content."""
