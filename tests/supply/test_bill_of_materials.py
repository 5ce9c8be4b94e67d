"""The bill of materials and the licence list that make release writes."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from commands import with_library
from jsonschema import Draft7Validator
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import Settings
from nianbao.supply.bill import bill_of_materials
from nianbao.supply.licence_list import licence_list
from nianbao.supply.locks import Locked
from nianbao.supply.materials import NotAsLockedError, font_files, packages
from packaging.markers import Marker
from packaging.utils import canonicalize_name
from places import ROOT
from referencing import Registry, Resource
from site_building import tree

LOCK = (ROOT / "requirements.txt").read_text("utf-8")


# What a release does when its site is there.
_WRITE = """\
import sys
from pathlib import Path
from nianbao.command.materials import write_materials
sys.exit(write_materials(*map(Path, sys.argv[1:])))
"""


def write(folder: Path, **environment: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-c", _WRITE, ROOT, folder],
        env=with_library(**environment),
        capture_output=True,
        check=True,
    )
    return tree(folder)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return write(tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="module")
def bill(written: dict[str, bytes]) -> Any:
    return json.loads(written["sbom.cdx.json"])


def schema(name: str) -> Any:
    return json.loads((files("cyclonedx.schema") / "_res" / name).read_text("utf-8"))


def faults(bill: object) -> list[str]:
    """What the official schema has to say of a bill."""
    beside = ("spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json")
    registry: Registry[Any] = Registry().with_resources(
        (f"http://cyclonedx.org/schema/{name}", Resource.from_contents(schema(name)))
        for name in beside
    )
    validator = Draft7Validator(schema("bom-1.6.SNAPSHOT.schema.json"), registry=registry)
    return [error.message for error in validator.iter_errors(bill)]


def test_it_is_valid_cyclonedx(bill: Any) -> None:
    assert bill["specVersion"] == "1.6"
    assert faults(bill) == []
    assert faults({**bill, "components": [{"name": "x"}]})
    first = bill["components"][0]
    assert faults({**bill, "components": [{**first, "licenses": [{"license": {"id": "Frei"}}]}]})


def test_two_runs_write_the_same_bytes(written: dict[str, bytes], tmp_path: Path) -> None:
    assert written.keys() == {"sbom.cdx.json", "licences.txt"}
    assert write(tmp_path, PYTHONHASHSEED="7", TZ="Asia/Shanghai") == written
    assert b"timestamp" not in written["sbom.cdx.json"]
    assert b"serialNumber" not in written["sbom.cdx.json"]
    assert str(ROOT).encode() not in b"".join(written.values())


def test_it_has_every_package_of_the_lock_with_its_digests(bill: Any) -> None:
    entries = re.split(r"\n(?=[\w-]+==)", LOCK)[1:]
    locked = {
        (entry.split("==")[0], entry.split("==")[1].split()[0]): set(
            re.findall("sha256:([0-9a-f]{64})", entry)
        )
        for entry in entries
        if not (marker := re.search(r" ; ([^\\]+)", entry.split("\n")[0]))
        or Marker(marker[1]).evaluate()
    }
    libraries = [part for part in bill["components"] if part["type"] == "library"]
    assert len(libraries) == len(locked) > 30
    for part in libraries:
        (files_,) = part["externalReferences"]
        digests = {digest["content"] for digest in files_["hashes"]}
        assert locked[part["name"], part["version"]] == digests
        assert part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}"
        assert part["licenses"][0]["expression"]


def test_it_has_the_fonts(bill: Any) -> None:
    there = load_typefaces(Settings(), ROOT / ".cache").paths
    fonts = [part for part in bill["components"] if part["type"] == "file"]
    assert {(font["name"], font["hashes"][0]["content"]) for font in fonts} == {
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in there
    }
    assert {font["description"] for font in fonts} == {"Noto Sans SC", "Noto Serif SC"}
    assert all(re.fullmatch(r"2\.\d+", font["version"]) for font in fonts)
    assert all(font["licenses"] == [{"license": {"id": "OFL-1.1"}}] for font in fonts)


def test_it_tells_what_needs_what(bill: Any) -> None:
    needs = {entry["ref"]: entry["dependsOn"] for entry in bill["dependencies"]}
    references = {part["bom-ref"] for part in bill["components"]}
    program = bill["metadata"]["component"]["bom-ref"]
    assert needs.keys() == {program} | {ref for ref in references if ref.startswith("pkg:")}
    reached, left = set(), [program]
    while left:
        reached.add(ref := left.pop())
        left += [need for need in needs.get(ref, []) if need not in reached]
    assert reached == {program} | references
    mkdocs = next(needs[ref] for ref in needs if ref.startswith("pkg:pypi/mkdocs@"))
    assert any(need.startswith("pkg:pypi/jinja2@") for need in mkdocs)


def test_the_licence_list_has_everything_and_every_text(bill: Any, written: Any) -> None:
    text = written["licences.txt"].decode()
    for part in bill["components"]:
        licence = part["licenses"][0]
        name = licence.get("expression") or licence["license"]["id"]
        line = rf"^{re.escape(part['name'])} +{re.escape(part['version'])} +{re.escape(name)}$"
        assert re.search(line, text, re.MULTILINE), part["name"]
    assert text.count("Permission is hereby granted, free of charge") > 10
    assert "SIL OPEN FONT LICENSE" in text


def test_a_font_that_names_no_licence_is_left_to_its_owner() -> None:
    (info, *_) = load_typefaces(Settings(), ROOT / ".cache").book.fonts()
    (free,) = font_files([info])
    assert free.licence == "OFL-1.1"
    own = type(free)("FZXBSJW.TTF", ("方正小标宋简体",), "", "", "0" * 64)
    bill = bill_of_materials("1", (), [own])
    assert faults(bill) == []
    assert "licenses" not in bill["components"][0]
    assert "FZXBSJW.TTF" in licence_list((), [own])
    assert "自行取得授权" in licence_list((), [own])


@pytest.mark.parametrize(
    ("name", "message"),
    [("mkdocs", "mkdocs：装的是 1.6.1，锁定的是 9.9"), ("no-such", "no-such：没有安装")],
)
def test_what_is_not_installed_as_locked_is_not_listed(name: str, message: str) -> None:
    locked = Locked(
        canonicalize_name(name), "9.9", None, ("0" * 64,), frozenset({canonicalize_name("nianbao")})
    )
    with pytest.raises(NotAsLockedError, match=re.escape(message)):
        packages([locked])
