"""What a report's page says to programs: true, complete as far as it goes, and only text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from nianbao.publish.artifact import Content
from nianbao.publish.report.page import ReportPage
from nianbao.publish.site import Publication
from nianbao.source import read_portal
from places import DATA
from publications import material_of, page_at
from reading import SITE

CRUMBS = (("首页", "https://www.example.gov.cn/portal/"), ("年报", "zwgk/gknb/"))


def graph(page: ReportPage, digest: str = "") -> dict[str, Any]:
    def digests(_content: Content) -> str:
        return digest

    text = str(page.linked_data(CRUMBS, digests))
    assert not set("<>&") & set(text)
    return {each["@type"]: each for each in json.loads(text)["@graph"]}


@pytest.fixture(scope="module")
def page(small: Publication) -> ReportPage:
    return page_at(small, "zwgk/gknb/shili/2022/", ReportPage)


def test_it_names_the_report_its_organ_its_data_and_its_place(page: ReportPage) -> None:
    found = graph(page, "0" * 64)
    assert set(found) == {"Report", "Dataset", "GovernmentOrganization", "BreadcrumbList"}
    report = found["Report"]
    assert report["url"] == f"{SITE}zwgk/gknb/shili/2022/"
    assert report["name"] == "示例县人民政府2022年政府信息公开工作年度报告"
    assert (report["datePublished"], report["version"]) == ("2023-03-01", "1")
    assert report["author"] == {"@id": found["GovernmentOrganization"]["@id"]}
    assert [each["encodingFormat"] for each in report["encoding"]] == [
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/json",
    ]
    assert {each["sha256"] for each in report["encoding"]} == {"0" * 64}
    data = found["Dataset"]["distribution"]
    assert [each["contentUrl"].rpartition(".")[2] for each in data] == ["csv", "json"]
    places = found["BreadcrumbList"]["itemListElement"]
    assert [each["item"] for each in places] == [CRUMBS[0][1], f"{SITE}zwgk/gknb/"]


def test_a_licence_is_said_of_the_report_and_its_data(page: ReportPage) -> None:
    licence = "https://licence.example.cn/1.0"
    found = graph(replace(page, licence=licence))
    assert [found[kind].get("license") for kind in ("Report", "Dataset")] == [licence, licence]
    assert "license" not in found["GovernmentOrganization"]


def test_what_is_not_known_is_not_said(page: ReportPage) -> None:
    report = graph(page)["Report"]
    assert not {"license", "identifier", "dateModified"} & report.keys()
    assert all("sha256" not in each for each in report["encoding"])
    undated = replace(page, report=replace(page.report, published=None))
    assert "datePublished" not in graph(undated)["Report"]


def test_an_identifier_is_said_and_cited_where_it_leads(page: ReportPage) -> None:
    plain = replace(page, facts=replace(page.facts, identifier="ark:/99999/shili-2022"))
    assert graph(plain)["Report"]["identifier"] == "ark:/99999/shili-2022"
    assert plain.cite_as == f"{SITE}zwgk/gknb/shili/2022/"
    link = "https://n2t.net/ark:/99999/shili-2022"
    leading = replace(page, facts=replace(page.facts, identifier=link))
    assert leading.cite_as == link


def test_a_corrected_report_says_when_and_its_earlier_texts_are_cited_as_they_are() -> None:
    portal, _ = read_portal(DATA / "problems/no-problem-corrections/reports")
    publication = Publication(material_of(portal))
    page = page_at(publication, "zwgk/gknb/shili/2021/", ReportPage)
    first = page_at(publication, "zwgk/gknb/shili/2021/v1/", ReportPage)
    led = replace(first, facts=replace(first.facts, identifier="https://n2t.net/a"))
    assert led.cite_as == f"{SITE}zwgk/gknb/shili/2021/v1/"
    report = graph(page)["Report"]
    assert (report["dateModified"], report["version"]) == ("2022-05-06", "3")


def test_text_ends_no_element(page: ReportPage) -> None:
    title = '</script><script>alert("1")</script><!-- & 甲'
    hostile = replace(page, report=replace(page.report, title=title))
    assert graph(hostile)["Report"]["name"] == title
