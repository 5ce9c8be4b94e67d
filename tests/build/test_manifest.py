"""The list of a site's files: written always alike, read with suspicion, checked by other tools."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listed_site import manifest_of
from nianbao.build import (
    MANIFEST_FILES,
    BuildError,
    Entry,
    Manifest,
    ManifestError,
    check_sums,
    entry_of,
    media_type_of,
)
from nianbao.build.manifest import is_site_path

NAMES = st.text(
    st.characters(exclude_characters="/\\", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join).filter(is_site_path)
DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
ENTRIES = st.builds(
    Entry,
    path=PATHS.filter(lambda path: path not in MANIFEST_FILES),
    media_type=st.sampled_from(["text/html", "application/ld+json"]),
    size=st.integers(0, 1 << 60),
    sha256=DIGESTS,
    sm3=DIGESTS,
    day=st.none() | st.dates(),
    copy_of=st.just("") | PATHS,
)
MANIFESTS = st.builds(
    Manifest, st.lists(ENTRIES, max_size=5, unique_by=lambda entry: entry.path).map(tuple)
)
ONE = Entry("zwgk/年 报.pdf", "application/pdf", 3, "a" * 64, "b" * 64, date(2022, 1, 20))

# Names that are a trap to lists, shells and addresses; none has a line break or a backslash.
ODD = [
    "甲 乙/丙.pdf",
    "-c",
    "*a",
    " leading",
    "trailing ",
    "#?&%41+.html",
    "a'\"$(x).txt",
    "\u3000",
]


def site_of(folder: Path) -> Manifest:
    """A folder with files of odd names and the manifest's three."""
    for number, path in enumerate(ODD):
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(b"x" * number)
    manifest = manifest_of(folder)
    for path, content in manifest.files().items():
        (folder / path).write_bytes(content)
    return manifest


def test_it_is_a_line_a_file() -> None:
    empty = Entry("a.html", "text/html", 0, "c" * 64, "d" * 64, None)
    assert Manifest((ONE, empty)).json().decode("utf-8") == (
        '{"format": 1, "files": [\n'
        f'{{"path": "a.html", "bytes": 0, "sha256": "{empty.sha256}", "sm3": "{empty.sm3}", '
        '"media_type": "text/html", "day": null},\n'
        f'{{"path": "zwgk/年 报.pdf", "bytes": 3, "sha256": "{ONE.sha256}", "sm3": "{ONE.sm3}", '
        '"media_type": "application/pdf", "day": "2022-01-20"}\n'
        "]}\n"
    )


@given(MANIFESTS)
def test_what_is_written_is_read(manifest: Manifest) -> None:
    assert Manifest.from_json(manifest.json()) == manifest
    assert Manifest(tuple(reversed(manifest.entries))).json() == manifest.json()


@given(st.binary(max_size=60) | MANIFESTS.map(Manifest.json), st.data())
def test_whatever_is_read_is_a_manifest_or_an_error(content: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 3)))
    damaged = content[:start] + data.draw(st.binary(max_size=3)) + content[end:]
    try:
        read = Manifest.from_json(damaged)
    except ManifestError:
        return
    assert Manifest.from_json(read.json()) == read


@pytest.mark.parametrize(
    "change",
    [
        *({"path": path} for path in ("", "/a", "../a", "a/../b", "./a", "a//b", "a/", "a\\b")),
        *({"path": path} for path in ("C:/a", "c:a", "a\nb", "a\x00", 7, None, *MANIFEST_FILES)),
        *({"bytes": size} for size in (-1, 1.0, "3", True, None)),
        *({name: "A" * 64} for name in ("sha256", "sm3")),
        *({name: "a" * 63} for name in ("sha256", "sm3")),
        *({name: None} for name in ("sha256", "sm3")),
        *({"media_type": kind} for kind in ("", "text", "text/html\nX: y", None)),
        *({"day": day} for day in ("2022-13-01", "20220120x", 2022, "")),
    ],
    ids=repr,
)
def test_what_is_malformed_is_refused(change: dict[str, Any]) -> None:
    data = json.loads(Manifest((ONE,)).json())
    assert Manifest.from_json(json.dumps(data).encode())
    data["files"][0] |= change
    with pytest.raises(ManifestError):
        Manifest.from_json(json.dumps(data).encode())


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"[]", b"{}", b"null", b'"files"', b'{"format": 1}', b'{"format": 2, "files": []}'),
        *(b'{"format": true, "files": []}', b'{"format": 1, "files": {}}', b"[" * 100_000),
        *(b'{"format": 1, "files": ""}', b'{"format": 1, "files": [3]}', b"\xff"),
    ],
    ids=lambda content: repr(content[:30]),
)
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(ManifestError):
        Manifest.from_json(content)


def test_what_a_later_version_adds_is_skipped() -> None:
    data = json.loads(Manifest((ONE,)).json())
    data["files"][0]["more"] = data["more"] = 1
    assert Manifest.from_json(json.dumps(data).encode()) == Manifest((ONE,))


def test_no_two_files_have_one_path() -> None:
    with pytest.raises(ValueError, match="列了两次"):
        Manifest((ONE, ONE))


@pytest.mark.parametrize("name", MANIFEST_FILES)
def test_a_file_in_place_of_the_list_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    with pytest.raises(ValueError, match="留给校验清单自己"):
        manifest_of(tmp_path)


def test_a_file_that_no_list_can_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a\\b.html").touch()
    with pytest.raises(ValueError, match="不是网站里的路径"):
        manifest_of(tmp_path)


def test_every_file_is_listed(tmp_path: Path) -> None:
    manifest = site_of(tmp_path)
    assert [entry.path for entry in manifest.entries] == sorted(ODD)
    for entry in manifest.entries:
        content = (tmp_path / entry.path).read_bytes()
        assert entry == entry_of(entry.path, media_type_of(entry.path), content, None)
        assert entry.size == len(content)
        assert entry.sha256 == hashlib.sha256(content).hexdigest()


def test_sha256sum_finds_every_file_as_listed(tmp_path: Path) -> None:
    site_of(tmp_path)
    command = ["sha256sum", "--check", "--strict", "manifest-sha256.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(ODD) + 1
    (tmp_path / ODD[0]).write_bytes(b"other")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_other_programs_find_the_sm3_that_is_listed(tmp_path: Path) -> None:
    """OpenSSL's own command where there is one, else the OpenSSL of this Python."""
    site_of(tmp_path)
    lines = (tmp_path / "manifest-sm3.txt").read_text("utf-8").splitlines()
    listed = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    assert listed.keys() == {*ODD, "manifest.json"}
    for path, digest in listed.items():
        content = (tmp_path / path).read_bytes()
        if openssl := shutil.which("openssl"):
            command = [openssl, "dgst", "-sm3", "-r"]
            done = subprocess.run(command, input=content, capture_output=True, check=True)
            assert done.stdout.decode().split()[0] == digest
        else:
            assert hashlib.new("sm3", content).hexdigest() == digest


def test_cksum_reads_the_list_of_sm3(tmp_path: Path) -> None:
    """GNU's knows SM3 since 9.0; elsewhere sha256sum reads the same lines of the other list."""
    site_of(tmp_path)
    command = ["cksum", "-a", "sm3", "--check", "--strict", "manifest-sm3.txt"]
    version = subprocess.run(["cksum", "--version"], capture_output=True, check=False).stdout
    if b"coreutils) 9" not in version:
        command = ["sha256sum", "--check", "--strict", "manifest-sha256.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


# GB/T 32905-2016, appendix A.
SM3 = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}


@pytest.mark.parametrize("openssl_has_it", [True, False])
def test_sm3_is_that_of_the_standard(
    openssl_has_it: bool,  # noqa: FBT001 - a parameter of the test
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not openssl_has_it:
        monkeypatch.setattr(hashlib, "new", lack)
    assert {text: check_sums.digests_of(text)[2] for text in SM3} == SM3


def test_without_sm3_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashlib, "new", lack)
    for name in [name for name in sys.modules if name.split(".")[0] == "cryptography"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(BuildError, match="没有国密 SM3 算法"):
        check_sums.digests_of(b"abc")


def lack(name: str) -> None:
    raise ValueError(f"unsupported hash type {name}")


def test_large_files_are_read_in_parts(tmp_path: Path) -> None:
    content = b"0123456789" * 250_000
    (tmp_path / "a").write_bytes(content)
    assert check_sums.digests_of(tmp_path / "a") == check_sums.digests_of(content)
    assert check_sums.sha256_of(tmp_path / "a") == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("index.html", "text/html"),
        ("a/b.PDF", "application/pdf"),
        ("stylesheets/portal.css", "text/css"),
        ("sitemap.xml.gz", "application/gzip"),
        ("a.js", "text/javascript"),
        ("no-suffix", "application/octet-stream"),
        ("a.b/c", "application/octet-stream"),
        ("a.unheard", "application/octet-stream"),
    ],
)
def test_media_types(path: str, media_type: str) -> None:
    assert media_type_of(path) == media_type
