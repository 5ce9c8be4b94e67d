"""The site map: valid by both of its rules, honest in its days, split where it is long."""

from __future__ import annotations

import gzip
import hashlib
import io
from collections.abc import Sequence
from datetime import date

import pytest
from lxml import etree
from nianbao.build import entry_of, media_type_of, sitemap
from nianbao.build.manifest import Entry
from places import DATA
from resync.sitemap import Sitemap

SITE = "https://www.shili.gov.cn/zwgk/"
SCHEMA = DATA / "sitemap/sitemap.xsd"


def entry(path: str, day: date | None = None) -> Entry:
    return entry_of(path, media_type_of(path), path.encode(), day)


REPORT = entry("gknb/shili/2021/index.html", date(2022, 1, 20))
PDF = entry("gknb/shili/2021/shili-2021.pdf", date(2022, 3, 1))
HELP = entry("help/A & <乙>.html")


def addresses(file: bytes) -> list[str]:
    return [str(loc.text) for loc in etree.fromstring(file).iterfind(".//{*}loc")]


def require_valid(files: Sequence[bytes]) -> None:
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    for file in files:
        schema.assertValid(etree.fromstring(file))


def test_it_lists_pages_by_their_addresses_with_day_type_length_and_digest() -> None:
    files = sitemap((PDF, HELP, REPORT), SITE)
    assert set(files) == {"sitemap.xml", "sitemap.xml.gz"}
    assert gzip.decompress(files["sitemap.xml.gz"]) == files["sitemap.xml"]
    require_valid([files["sitemap.xml"]])
    digest = hashlib.sha256(PDF.path.encode()).hexdigest()
    assert (
        f"<url><loc>{SITE}gknb/shili/2021/shili-2021.pdf</loc><lastmod>2022-03-01</lastmod>"
        f'<rs:md hash="sha-256:{digest}" length="{PDF.size}" type="application/pdf"/></url>'
    ) in files["sitemap.xml"].decode()
    assert addresses(files["sitemap.xml"]) == [
        f"{SITE}gknb/shili/2021/",
        f"{SITE}gknb/shili/2021/shili-2021.pdf",
        f"{SITE}help/A%20%26%20%3C%E4%B9%99%3E.html",
    ]


def test_a_program_that_keeps_copies_reads_it() -> None:
    listed = Sitemap().parse_xml(io.BytesIO(sitemap((PDF, HELP, REPORT), SITE)["sitemap.xml"]))
    assert listed.md["capability"] == "resourcelist"
    assert listed.md["md_at"] == "2022-03-01T00:00:00Z"
    found = {resource.uri: resource for resource in listed}
    pdf = found[f"{SITE}gknb/shili/2021/shili-2021.pdf"]
    assert (pdf.sha256, pdf.length, pdf.mime_type) == (PDF.sha256, PDF.size, "application/pdf")
    assert str(pdf.lastmod).startswith("2022-03-01")
    assert found[f"{SITE}help/A%20%26%20%3C%E4%B9%99%3E.html"].lastmod is None


def test_a_day_that_is_not_known_is_not_said() -> None:
    file = sitemap((HELP,), SITE)["sitemap.xml"].decode()
    assert "lastmod" not in file
    assert " at=" not in file
    require_valid([file.encode()])


def test_a_long_one_is_split_by_year_with_an_index() -> None:
    many = [entry(f"gknb/o{n}/{2020 + n % 2}/index.html", date(2022, 1, n + 1)) for n in range(10)]
    files = sitemap((*many, HELP), SITE, most=3)
    names = ["sitemap-other", "sitemap-2021", "sitemap-2021-2", "sitemap-2020", "sitemap-2020-2"]
    assert set(files) == {f"{n}.xml{z}" for n in (*names, "sitemap") for z in ("", ".gz")}
    require_valid([content for name, content in files.items() if name.endswith(".xml")])
    assert addresses(files["sitemap.xml"]) == [f"{SITE}{name}.xml" for name in names]
    listed = [each for name in names for each in addresses(files[f"{name}.xml"])]
    assert sorted(listed) == sorted(addresses(sitemap((*many, HELP), SITE)["sitemap.xml"]))
    assert all("/2021/" in each for each in addresses(files["sitemap-2021.xml"]))
    index = Sitemap().parse_xml(io.BytesIO(files["sitemap.xml"]), sitemapindex=True)
    assert len(list(index)) == len(names)
    assert "<lastmod>2022-01-10</lastmod>" in files["sitemap.xml"].decode()


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_in_which_files_were_made_does_not_show(*, turned: bool) -> None:
    entries = (PDF, HELP, REPORT)
    assert sitemap(entries[::-1] if turned else entries, SITE) == sitemap(entries, SITE)


def test_the_schema_refuses_what_is_wrong() -> None:
    file = sitemap((PDF,), SITE)["sitemap.xml"].decode()
    for right, wrong in ((PDF.sha256, PDF.sha256[1:]), ("2022-03-01<", "01.03.2022<"), (SITE, "/")):
        assert right in file
        with pytest.raises(etree.DocumentInvalid):
            require_valid([file.replace(right, wrong).encode()])
