"""The kinds of organs that the forms and their deadlines tell apart."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["OrganKind"]


class OrganKind(StrEnum):
    """What an organ is; the value is what organs.yml says and the site shows."""

    GOVERNMENT = "政府"
    DEPARTMENT = "部门"
    TOWNSHIP = "乡镇街道"
