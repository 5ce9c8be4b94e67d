"""Measures pages alone: ours against Hugo's and those of MkDocs with Material.

Ours is a whole build after a template has changed that every page uses: every page is rendered
anew, every PDF and every file of data is kept. The peers make a page of every report from
Markdown, with nothing kept. So we have more pages (of years, organs, indicators, comparisons) and
the checks to do, and may keep what was read of the reports.

Hugo has a bare theme, a template of eight lines. Material is as it comes: all pages in its
navigation, full-text search.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from .peer_texts import markdown_of, reports_in
from .peers import hugo, peer_python
from .plan import Plan
from .runs import Run, measure, median
from .table import TARGET_REPORTS, Row

__all__ = ["page_rows"]

_THEME = Path(__file__).with_name("hugo")
_TIMES = 8
"""So many times as long as Hugo we may take."""
_MATERIAL = "site_name: 政府信息公开年报\nsite_url: https://www.example.gov.cn/\ntheme: material\n"


def page_rows(plan: Plan) -> Iterator[Row]:
    """Medians of rounds in which each program has its turn; Material's is one run, for it is slow.

    The ratio of Material to us is there to be known: no target is set for it.
    """
    project = plan.project
    project.build()
    bare, material = _peer_sites(plan)
    ours, hugos = [], []
    for _ in range(plan.rounds):
        project.change_template()
        ours.append(project.build())
        hugos.append(bare())
    own, hugo_run, material_run = median(ours), median(hugos), material()
    sites = (project.site, plan.folder / "hugo/site", plan.folder / "material/site")
    pages = [sum(1 for _ in site.rglob("*.html")) for site in sites]
    names = ("pages alone, ours", "pages alone, Hugo", "pages alone, MkDocs with Material")
    for name, run, number in zip(names, (own, hugo_run, material_run), pages, strict=True):
        yield Row(name, f"{run}, {number:,} pages")
    # Of a small portal our start is most of the time, which says nothing of pages.
    times = own.seconds / hugo_run.seconds
    met = times <= _TIMES if plan.reports >= TARGET_REPORTS else None
    yield Row("  ours against Hugo", f"{times:.2f} ×", f"≤ {_TIMES} ×", met)
    yield Row("  Material against ours", f"{material_run.seconds / own.seconds:.2f} ×")


def _peer_sites(plan: Plan) -> tuple[Callable[[], Run], Callable[[], Run]]:
    """Writes both peers' sources; gives what builds them."""
    bare, material = plan.folder / "hugo", plan.folder / "material"
    shutil.copytree(_THEME, bare)
    material.mkdir()
    (material / "mkdocs.yml").write_text(_MATERIAL, "utf-8")
    (material / "docs").mkdir()
    (material / "docs/index.md").write_text("# 政府信息公开年报\n", "utf-8")
    for report in reports_in(plan.project.reports):
        text = markdown_of(report)
        for content in (bare / "content", material / "docs"):
            path = content / report.organ.slug / f"{report.year}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    hugo_command = (hugo(), "--quiet", "--destination", "site", "--cleanDestinationDir")
    material_command = (peer_python(), "-m", "mkdocs", "build", "--quiet")
    return (
        partial(measure, hugo_command, bare, environment),
        partial(measure, material_command, material, environment),
    )
