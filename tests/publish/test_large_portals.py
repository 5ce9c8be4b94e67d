"""No page about many reports is too large, however many organs a portal has."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.publish.coverage import coverage_page
from nianbao.publish.indicator.page import IndicatorPage, indicator_pages
from nianbao.publish.indicator.ranking_page import RankingPage
from nianbao.publish.material import Material
from nianbao.publish.web.page_view import PageView
from nianbao.publish.web.renderer import Renderer
from nianbao.publish.year.page import year_pages
from province import TOPIC, plain_renderer, province
from small_portal import small_publication

pytestmark = pytest.mark.slow("thousands of reports")

ORGANS, YEARS = 700, range(2021, 2026)
MOST = 500_000


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return province(tmp_path_factory.mktemp("small") / "reports", ORGANS, YEARS)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return plain_renderer()


def shown(views: list[PageView], renderer: Renderer) -> list[str]:
    """The pages, none of them too large, each leading to all of them."""
    pages = [renderer.page(view, {}, lambda _content: "1 KB") for view in views]
    assert len(pages) > 1
    assert max(len(page.encode()) for page in pages) < MOST
    for view, page in zip(views, pages, strict=True):
        assert page.count('<nav class="sheets"') == 1, view.path
        assert page.count('aria-current="page">第') == 1, view.path
    return pages


def test_an_indicator(material: Material, renderer: Renderer) -> None:
    every = [view for view in indicator_pages(material, TOPIC) if view.indicator.slug == "xinshou"]
    views = [view for view in every if isinstance(view, IndicatorPage)]
    pages = shown(list(views), renderer)
    organs = [row.organ.slug for view in views for _, rows in view.kinds for row in rows]
    assert organs == list(material.facts.organs)
    assert sum(len(view.downloads) for view in views) == 1
    assert sum("各机关排行" in page for page in pages) == 1
    assert all('<th scope="row">全部机关合计</th>' in page for page in pages)


def test_the_board(material: Material, renderer: Renderer) -> None:
    views = list(coverage_page(material))
    pages = shown(list(views), renderer)
    organs = [row.organ.slug for view in views for _, rows in view.groups for row in rows]
    assert organs == list(material.facts.organs)
    assert sum("各年度份数" in page for page in pages) == 1
    assert ["发布情况（第2页）</span></h1>" in page for page in pages[:2]] == [False, True]


def test_a_year(material: Material, renderer: Renderer) -> None:
    files: dict[str, tuple[()]] = {f"zwgk/gknb/{slug}/2024/": () for slug in material.facts.organs}
    views = list(year_pages(material, files, None, 2024))
    pages = shown(list(views), renderer)
    rows = [row.facts.organ.slug for view in views for row in view.table.rows]
    assert rows == list(material.facts.organs)
    assert sum("已发布机关" in page for page in pages) == 1
    assert all('<th scope="row">全部机关合计</th>' in page for page in pages)


def test_one_page_is_enough_for_a_county(tmp_path: Path) -> None:
    material = small_publication(tmp_path / "reports").material
    (board,) = coverage_page(material)
    assert (board.number, board.sheets) == (1, ())
    for page in indicator_pages(material, TOPIC):
        assert page.number == 1
        assert isinstance(page, RankingPage) or page.sheets == ()
