"""What everything may be used under: nothing that would bind the site or the program."""

from __future__ import annotations

from email.message import Message
from importlib.metadata import distribution
from pathlib import Path

import pytest
from nianbao.supply.licences import UnknownLicenceError, is_allowed, licence_of, policy
from nianbao.supply.locks import read_lock
from places import ROOT

LOCKS = {path.name: read_lock(path) for path in sorted(ROOT.glob("requirements*.txt"))}
EVERYTHING = {locked.name for lock in LOCKS.values() for locked in lock}
# What the benchmark compares with is installed elsewhere, if at all.
PEERS = LOCKS["requirements-bench.txt"]
HERE = {
    locked.name
    for lock in LOCKS.values()
    if lock is not PEERS
    for locked in lock
    if locked.is_for_this_machine
}
FOR_TESTS = {locked.name for locked in (*LOCKS["requirements-dev.txt"], *PEERS)} - {
    locked.name
    for name in (
        "requirements-import.txt",
        "requirements-cluster.txt",
        "requirements-publish.txt",
        "requirements-parquet.txt",
        "requirements-archive.txt",
    )
    for locked in LOCKS[name]
}


def licence(name: str) -> str:
    """The licence of a package; what other machines alone install is written down by us."""
    if name in HERE:
        return licence_of(distribution(name).metadata)
    return policy().packages[name]


@pytest.mark.parametrize("name", sorted(EVERYTHING))
def test_every_locked_package_has_a_licence_that_is_allowed(name: str) -> None:
    allowed = policy().allowed | (policy().allowed_for_tests if name in FOR_TESTS else set())
    assert is_allowed(licence(name), allowed), licence(name)


@pytest.mark.parametrize("name", sorted(HERE))
def test_nothing_is_agpl(name: str) -> None:
    """Neither as it declares itself nor by the licence files that it brings."""
    there = distribution(name)
    assert "AGPL" not in licence(name)
    for file in there.files or ():
        if ".dist-info" in file.parts[0] and "METADATA" not in file.name:
            text = Path(str(file.locate())).read_text("utf-8", "replace").upper()
            assert "GNU AFFERO GENERAL PUBLIC LICENSE\n" not in text, file


def test_the_policy_has_nothing_that_binds_the_site() -> None:
    assert not [name for name in policy().allowed if "GPL" in name]
    assert not [name for name in policy().allowed_for_tests if "AGPL" in name]
    assert policy().packages.keys() <= EVERYTHING, "有已经不用的软件包"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", True),
        ("AGPL-3.0-only", False),
        ("MIT OR AGPL-3.0-only", True),
        ("MIT AND AGPL-3.0-only", False),
        ("AGPL-3.0-only OR MIT AND BSD-3-Clause", True),
        ("MIT AND (BSD-3-Clause OR AGPL-3.0-only)", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False),
    ],
)
def test_every_part_of_one_choice_is_allowed(expression: str, expected: object) -> None:
    assert is_allowed(expression, {"MIT", "BSD-3-Clause"}) is expected


def test_the_metadata_tell_the_licence_or_nothing_does() -> None:
    def said(**values: str) -> str:
        message = Message()
        message["Name"] = "x"
        for name, value in values.items():
            message[name.replace("_", "-")] = value
        return licence_of(message)  # type: ignore[arg-type]

    assert said(License_Expression="mit or apache-2.0", License="x") == "MIT OR Apache-2.0"
    assert said(License="Apache 2.0") == "Apache-2.0"
    assert said(License="UNKNOWN", Classifier="License :: OSI Approved :: MIT License") == "MIT"
    for unclear in ({"License": "BSD"}, {"Classifier": "License :: OSI Approved :: BSD License"}):
        with pytest.raises(UnknownLicenceError, match="x：许可证不明"):
            said(**unclear)
    with pytest.raises(UnknownLicenceError):
        said()
