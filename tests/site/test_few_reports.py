"""A site with one report: no order of one, no chart of a dot, no comparison with itself."""

from __future__ import annotations

from pathlib import Path

from site_pages import COLUMN, PICKER, REPORT
from site_reading import links, page


def test_no_page_compares_one_report_with_itself(own_site: Path) -> None:
    seen = 0
    for file in sorted((own_site / "zwgk").rglob("*.html")):
        path = file.relative_to(own_site).as_posix()
        document = page(own_site, path)
        drawn = document.xpath("//*[@class='chart']//*[@class='line' or @class='dots']")
        assert drawn == [], path
        heads = " ".join(each.text_content() for each in document.xpath("//h1 | //h2 | //th"))
        assert "排行" not in heads, path
        assert "名次" not in heads, path
        assert "比上年" not in heads, path
        assert "0.0%" not in document.text_content(), path
        seen += 1
    assert seen > 30
    assert not list(own_site.glob(f"{COLUMN}*/*/duibi/index.html"))


def test_nothing_leads_to_a_choice_of_two(own_site: Path) -> None:
    for path in (REPORT, "zwgk/nbsj/"):
        assert PICKER not in links(own_site, path)
    (article,) = page(own_site, PICKER).xpath("//article")
    assert "要有两份报告才能对比" in article.text_content()
    assert article.xpath(".//select") == []
