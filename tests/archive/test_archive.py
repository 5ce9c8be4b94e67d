"""A site as a web archive: every file is found by the index, and nothing depends on the clock."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from nianbao.archive import ArchiveAbout
from nianbao.archive.index import sort_key
from nianbao.archive.wacz import write_archive
from nianbao.build import Entry, Manifest, entry_of, media_type_of
from nianbao.build.verifying import listed_files
from nianbao.command import main
from warcio.archiveiterator import ArchiveIterator

SITE = "https://www.shili.gov.cn/zwgk/"
DAY = date(2026, 3, 31)
FILES = {
    "index.html": b"<!doctype html><title>\n A &amp; B</title>",
    "gknb/shili/2021/index.html": "<title>示例县人民政府2021年年报</title>".encode(),
    "gknb/shili/2021/shili-2021.pdf": b"%PDF-1.7\r\n\x00\xff",
    "gknb/shili/名册 1.csv": "\ufeff甲".encode(),
    "empty.txt": b"",
}


def site_in(folder: Path) -> tuple[Entry, ...]:
    """A small site with its manifest; what it lists, with the lists themselves."""
    entries = []
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        day = date(2022, 1, 20) if "2021" in path else None
        entries.append(entry_of(path, media_type_of(path), content, day))
    for name, content in Manifest(tuple(entries)).files().items():
        (folder / name).write_bytes(content)
        entries.append(entry_of(name, media_type_of(name), content, None))
    return tuple(entries)


def archived(folder: Path, entries: tuple[Entry, ...]) -> bytes:
    target = io.BytesIO()
    about = ArchiveAbout(SITE, "示例县年报", DAY, {"网站标识码": "0000000000"})
    assert write_archive(target, folder, entries, about) == len(entries)
    return target.getvalue()


def parts_of(archive: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        assert parts.testzip() is None
        assert {info.compress_type for info in parts.infolist()} == {zipfile.ZIP_STORED}
        return {name: parts.read(name) for name in parts.namelist()}


def index_of(parts: Mapping[str, bytes]) -> list[tuple[str, str, dict[str, Any]]]:
    lines = parts["indexes/index.cdx"].decode().splitlines()
    assert lines == sorted(lines)
    found = (line.split(" ", 2) for line in lines)
    return [(key, moment, json.loads(rest)) for key, moment, rest in found]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    folder = tmp_path_factory.mktemp("site")
    return parts_of(archived(folder, site_in(folder)))


def test_every_file_is_found_by_the_index_with_its_bytes(
    parts: Mapping[str, bytes], tmp_path: Path
) -> None:
    wanted = {entry.path: entry for entry in site_in(tmp_path)}
    warc = parts["archive/data.warc.gz"]
    found = {}
    for _, moment, line in index_of(parts):
        assert line["filename"] == "data.warc.gz"
        piece = warc[int(line["offset"]) :][: int(line["length"])]
        record = next(ArchiveIterator(io.BytesIO(piece), check_digests="raise"))
        headers = record.rec_headers
        assert record.rec_type == "response"
        assert headers.get_header("WARC-Target-URI") == line["url"]
        assert headers.get_header("WARC-Date")[:10].replace("-", "") == moment[:8]
        assert record.http_headers.get_statuscode() == line["status"] == "200"
        content = record.content_stream().read()
        assert line["digest"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        found[line["url"].removeprefix(SITE)] = (
            content,
            record.http_headers.get_header("Content-Type"),
            record.http_headers.get_header("Last-Modified"),
        )
    assert set(found) == {
        *("", "gknb/shili/2021/", "gknb/shili/2021/shili-2021.pdf", "empty.txt"),
        *("gknb/shili/%E5%90%8D%E5%86%8C%201.csv", "manifest.json"),
        *("manifest-sha256.txt", "manifest-sm3.txt"),
    }
    assert len(found) == len(wanted)
    assert found[""] == (FILES["index.html"], "text/html; charset=utf-8", None)
    assert found["gknb/shili/2021/shili-2021.pdf"] == (
        FILES["gknb/shili/2021/shili-2021.pdf"],
        "application/pdf",
        "Thu, 20 Jan 2022 00:00:00 GMT",
    )


def test_the_records_are_whole(parts: Mapping[str, bytes]) -> None:
    warc = parts["archive/data.warc.gz"]
    records = list(ArchiveIterator(io.BytesIO(warc), check_digests="raise"))
    assert [each.rec_type for each in records] == ["warcinfo"] + ["response"] * (len(FILES) + 3)
    ids = [each.rec_headers.get_header("WARC-Record-ID") for each in records]
    assert len(set(ids)) == len(ids)
    assert gzip.decompress(warc).startswith(b"WARC/1.1\r\n")


def test_the_package_names_each_part_with_its_digest(parts: Mapping[str, bytes]) -> None:
    package = json.loads(parts["datapackage.json"])
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    assert package["mainPageUrl"] == SITE
    assert package["metadata"] == {"网站标识码": "0000000000"}
    for resource in package["resources"]:
        content = parts[resource["path"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
    named = {resource["path"] for resource in package["resources"]}
    assert parts.keys() - named == {"datapackage.json", "datapackage-digest.json"}
    digest = json.loads(parts["datapackage-digest.json"])
    whole = hashlib.sha256(parts["datapackage.json"]).hexdigest()
    assert digest == {"path": "datapackage.json", "hash": f"sha256:{whole}"}


def test_pages_are_listed_with_their_titles(parts: Mapping[str, bytes]) -> None:
    head, *pages = map(json.loads, parts["pages/pages.jsonl"].decode().splitlines())
    assert head["format"] == "json-pages-1.0"
    assert {page["url"]: (page["title"], page["ts"]) for page in pages} == {
        SITE: ("A & B", "2026-03-31T00:00:00Z"),
        f"{SITE}gknb/shili/2021/": ("示例县人民政府2021年年报", "2022-01-20T00:00:00Z"),
    }
    assert len({page["id"] for page in pages}) == len(pages)


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    entries = site_in(one)
    assert archived(one, entries) == archived(other, site_in(other)[::-1])


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.shili.gov.cn/zwgk/", "cn,gov,shili)/zwgk/"),
        ("https://shili.gov.cn", "cn,gov,shili)/"),
        ("http://XXGK.shili.gov.cn:8080/A/b.PDF", "cn,gov,shili,xxgk:8080)/a/b.pdf"),
        ("https://www2.shili.gov.cn:443/?A=1", "cn,gov,shili)/?a=1"),
    ],
)
def test_addresses_are_sorted_as_archives_do(address: str, key: str) -> None:
    assert sort_key(address) == key


def project_in(folder: Path) -> Path:
    (folder / "mkdocs.yml").write_text(f"site_name: 年报\nsite_url: {SITE}\n", "utf-8")
    site_in(folder / "site")
    return folder


def test_the_command_writes_the_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = project_in(tmp_path)
    assert main(["archive", "--project", str(project)]) == 0
    assert "已把 8 个文件归档到" in capsys.readouterr().out
    target = project / "site-2022-01-20.wacz"
    first = target.read_bytes()
    assert main(["archive", "--project", str(project)]) == 0
    assert target.read_bytes() == first
    metadata = json.loads(parts_of(first)["datapackage.json"])["metadata"]
    assert metadata["网址"] == SITE
    assert metadata["文件数"] == 8
    assert "网站标识码" not in metadata


def test_compressed_copies_stay_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = project_in(tmp_path)
    site = project / "site"
    copy = gzip.compress(FILES["index.html"], mtime=0)
    (site / "index.html.gz").write_bytes(copy)
    entry = entry_of("index.html.gz", "application/gzip", copy, None)
    listed = (*listed_files(str(site)), replace(entry, copy_of="index.html"))
    for name, content in Manifest(listed).files().items():
        (site / name).write_bytes(content)
    assert main(["archive", "--project", str(project)]) == 0
    assert "已把 8 个文件归档到" in capsys.readouterr().out


def test_a_site_that_is_not_whole_is_not_archived(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = project_in(tmp_path)
    (project / "site/empty.txt").write_bytes(b"!")
    assert main(["archive", "--project", str(project)]) == 1
    assert "与它的校验清单不符，没有归档" in capsys.readouterr().err
    assert not list(project.glob("*.wacz*"))
