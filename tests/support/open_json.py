"""What a report's JSON says, looked up by the dotted addresses of its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["cells_in", "values_in"]


def cells_in(content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The cells, in their order."""
    rows = (row for table in content["tables"] for row in table["rows"])
    return {cell["address"]: cell for row in rows for cell in row["cells"]}


def values_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """The numbers alone; a blank is None."""
    return {address: cell["value"] for address, cell in cells_in(content).items()}
