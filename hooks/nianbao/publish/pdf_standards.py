"""What every PDF is: an archive's document that carries its data, and accessible."""

from __future__ import annotations

from typing import Final

__all__ = ["PDF_STANDARDS"]

PDF_STANDARDS: Final = ("a-3a", "ua-1")
"""PDF/A-3a and PDF/UA-1, as Typst names them."""
