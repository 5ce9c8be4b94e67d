"""A report without a day of publication is there to be looked at, and in no release."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from made_portal import equipment_for, publish, tools_for
from nianbao.build.workers import LocalWorkers
from nianbao.publish import NotPublishedError, Published, check
from nianbao.source import read_portal
from small_portal import write_small_portal

PUBLISHED = "published: 2023-02-10\n"
DRAFT = "示例县教育局"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_small_portal(tmp_path / "reports")
    return tmp_path


def of(project: Path) -> Path:
    """The report that is made a draft."""
    (file,) = (
        path for path in (project / "reports").glob("*/2022.md") if PUBLISHED in path.read_text()
    )
    return file


def make_draft(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace(PUBLISHED, ""), "utf-8")


def published(project: Path, *, is_release: bool) -> Published:
    equipment = replace(equipment_for(project), is_release=is_release)
    return publish(equipment, tools_for(equipment, LocalWorkers(1)))


def listed(made: Published) -> dict[str, str]:
    return {entry.path: entry.sha256 for entry in made.entries}


def page(project: Path, made: Published, path: str) -> str:
    (entry,) = (entry for entry in made.entries if entry.path == path)
    return equipment_for(project).store.path(entry.sha256).read_text("utf-8")


def test_a_release_is_the_one_without_the_file(project: Path) -> None:
    draft = of(project)
    make_draft(draft)
    made = published(project, is_release=True)
    draft.unlink()
    assert listed(made) == listed(published(project, is_release=True))
    assert made.overview.facts.by_place.keys().isdisjoint({(draft.parent.name, 2022)})


def test_faults_of_a_draft_are_in_nobodys_way(project: Path) -> None:
    draft = of(project)
    make_draft(draft)
    before = listed(published(project, is_release=True))
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("行政许可: 50", "行政许可: 约50"), "utf-8")
    assert listed(published(project, is_release=True)) == before
    with pytest.raises(NotPublishedError, match="约50"):
        published(project, is_release=False)


def test_elsewhere_it_is_there_and_called_a_draft(project: Path) -> None:
    draft = of(project)
    whole = published(project, is_release=False)
    make_draft(draft)
    made = published(project, is_release=False)
    assert listed(made).keys() >= listed(whole).keys() - {
        # Its only report is told of nowhere any more.
        path
        for path in listed(whole)
        if path.endswith(f"{draft.parent.name}/feed.xml")
    }
    organ = draft.parent.name
    places = (f"{organ}/2022/", f"{organ}/", "2022/")
    for place in places:
        assert "草稿" in page(project, made, f"zwgk/gknb/{place}index.html"), place
        assert "草稿" not in page(project, whole, f"zwgk/gknb/{place}index.html"), place
    assert "草稿" in page(project, made, "zwgk/nbsj/fabu/index.html")
    # Nothing that counts what is published counts it.
    assert "<dt>已发布</dt><dd>0 份</dd>" in page(project, made, f"zwgk/gknb/{organ}/index.html")
    year = page(project, made, "zwgk/gknb/2022/index.html")
    assert re.search(r">已发布机关</a></dt><dd>1 <small>个</small> <small>应发布 3 个", year)


def test_it_is_named_in_one_line(project: Path) -> None:
    draft = of(project)
    equipment = equipment_for(project)
    tools = tools_for(equipment, LocalWorkers(1))
    assert check(equipment, tools).said_of_drafts == ""
    make_draft(draft)
    for is_release in (True, False):
        checked = check(replace(equipment, is_release=is_release), tools)
        assert f"reports/{draft.parent.name}/2022.md" in checked.said_of_drafts


def test_published_on_a_day_that_nobody_knows_is_no_draft(project: Path) -> None:
    file = of(project)
    file.write_text(file.read_text("utf-8").replace(PUBLISHED, "published: ~\n"), "utf-8")
    assert f"zwgk/gknb/{file.parent.name}/2022/index.html" in listed(
        published(project, is_release=True)
    )


def test_what_was_corrected_is_no_draft(project: Path) -> None:
    file = of(project)
    file.with_name("2022.v1.md").write_text(file.read_text("utf-8"), "utf-8")
    make_draft(file)
    portal, _ = read_portal(project / "reports")
    assert portal.drafts == ()
