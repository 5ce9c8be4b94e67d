"""The licence of a package as an SPDX expression, and whether it may be used."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageMetadata
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.utils import canonicalize_name

from ..own_data import read_own_data

__all__ = ["UnknownLicenceError", "is_allowed", "licence_of", "policy"]


class UnknownLicenceError(Exception):
    """What a package says of its licence is in no list, or it says nothing."""


@dataclass(frozen=True, slots=True)
class _Policy:
    """What stands in licences.yml."""

    allowed: frozenset[str]
    allowed_for_tests: frozenset[str]
    words: dict[str, str]
    packages: dict[str, str]


@cache
def policy() -> _Policy:
    """The licences that packages may have."""
    data = read_own_data(Path(__file__).with_name("licences.yml"))
    return _Policy(
        frozenset(data["allowed"]),
        frozenset(data["allowed_for_tests"]),
        data["words"],
        data["packages"],
    )


def licence_of(package: PackageMetadata) -> str:
    """The SPDX expression: as read by us, else as the package declares it.

    Raises UnknownLicenceError.
    """
    name = canonicalize_name(package["Name"])
    read = policy().packages.get(name)
    classifiers = (
        classifier.removeprefix("License :: ").removeprefix("OSI Approved :: ")
        for classifier in package.get_all("Classifier", [])
        if classifier.startswith("License :: ")
    )
    declared = (*package.get_all("License-Expression", []), *package.get_all("License", []))
    for words in [read] if read else [*declared, *classifiers]:
        try:
            return canonicalize_license_expression(policy().words.get(words, words))
        except InvalidLicenseExpression:
            continue
    raise UnknownLicenceError(f"{name}：许可证不明，请查明后写进 scripts/supply/licences.yml")


def is_allowed(expression: str, allowed: Collection[str]) -> bool:
    """Whether one side of every OR, with all its ANDs, is allowed; brackets are for people."""
    return any(
        all(part in allowed for part in choice.split(" AND "))
        for choice in expression.split(" OR ")
    )
