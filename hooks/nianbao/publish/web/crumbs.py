"""Breadcrumbs: addresses mirror the places of pages."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["crumbs"]


def crumbs(url: str, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Name and address of the pages above a page, and its own.

    ``names`` are those of all pages, by address.
    """
    parts = url.rstrip("/").split("/")
    urls = ["", *("/".join(parts[:depth]) + "/" for depth in range(1, len(parts) + 1))]
    return tuple((names[above], above) for above in urls if above in names)
