"""The report before is the nearest one, across a renaming, and never across a merger."""

from __future__ import annotations

from dataclasses import replace

import pytest
from nianbao.form import OrganKind, forms
from nianbao.source import Organ, Portal, Report
from reading import invented_report

ORGANS = {
    organ.slug: organ
    for organ in (
        Organ("old", "示例旧局", OrganKind.DEPARTMENT, successors=("renamed",)),
        Organ("renamed", "示例局", OrganKind.DEPARTMENT),
        Organ("one", "示例甲局", OrganKind.DEPARTMENT),
        Organ("two", "示例乙局", OrganKind.DEPARTMENT),
        Organ("merged", "示例丙局", OrganKind.DEPARTMENT, predecessors=("one", "two")),
        Organ("whole", "示例丁局", OrganKind.DEPARTMENT, successors=("half", "rest")),
        Organ("half", "示例戊局", OrganKind.DEPARTMENT),
        Organ("rest", "示例己局", OrganKind.DEPARTMENT),
    )
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    known = invented_report(tmp_path_factory.mktemp("known"), forms()["2021"])

    def report(slug: str, year: int) -> Report:
        return replace(known, organ=ORGANS[slug], year=year)

    years = {
        "old": (2016, 2017),
        "renamed": (2019, 2020, 2023),
        **dict.fromkeys(("one", "two", "whole"), (2018,)),
        **dict.fromkeys(("merged", "half", "rest"), (2019,)),
    }
    reports = [report(slug, year) for slug in ORGANS for year in years[slug]]
    return Portal(ORGANS, tuple(reports))


@pytest.mark.parametrize(
    ("place", "before"),
    [
        (("renamed", 2020), ("renamed", 2019)),
        (("renamed", 2023), ("renamed", 2020)),
        (("renamed", 2019), ("old", 2017)),
        (("old", 2016), None),
        (("merged", 2019), None),
        (("half", 2019), None),
        (("rest", 2019), None),
    ],
)
def test_the_report_before(
    portal: Portal, place: tuple[str, int], before: tuple[str, int] | None
) -> None:
    report = portal.report(*place)
    assert report is not None
    found = portal.report_before(report)
    assert (found and (found.organ.slug, found.year)) == before


def test_a_predecessor_that_reported_later_comes_not_before(portal: Portal) -> None:
    late = replace(
        portal,
        reports=tuple(
            replace(r, year=2030) if r.organ.slug == "old" else r for r in portal.reports
        ),
    )
    first = late.report("renamed", 2019)
    assert first is not None
    assert late.report_before(first) is None


def test_the_names_before_the_last_count_too(portal: Portal) -> None:
    without = tuple(r for r in portal.reports if r.organ.slug != "old")
    oldest = Organ("oldest", "示例最旧局", OrganKind.DEPARTMENT, successors=("old",))
    first = portal.report("renamed", 2019)
    assert first is not None
    known = replace(first, organ=oldest, year=2015)
    organs = ORGANS | {"oldest": oldest}
    assert Portal(organs, (*without, known)).report_before(first) is known


def test_organs_yml_may_be_read_from_either_side(portal: Portal) -> None:
    organs = ORGANS | {
        "old": replace(ORGANS["old"], successors=()),
        "renamed": replace(ORGANS["renamed"], predecessors=("old",)),
    }
    first = portal.report("renamed", 2019)
    assert first is not None
    found = replace(portal, organs=organs).report_before(first)
    assert found is not None
    assert found.year == 2017
