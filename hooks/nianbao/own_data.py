"""Reads the YAML files that are part of the program: the forms, the catalogue, the claims."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

__all__ = ["YAML_LOADER", "read_own_data"]

# libyaml is ten times faster; PyYAML's wheels carry it, a build from source may not.
YAML_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""What knows nothing but YAML's own types."""


def read_own_data(path: Path) -> Any:  # noqa: ANN401 - each caller knows the shape of its file
    """The content of a YAML file of our own."""
    return yaml.load(path.read_text("utf-8"), Loader=YAML_LOADER)  # noqa: S506 - a SafeLoader
