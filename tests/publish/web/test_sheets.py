"""Tables of very many organs, cut into pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from nianbao.form import OrganKind
from nianbao.publish.web.sheets import in_sheets, sheet_links, sheet_path
from nianbao.source import Organ

GROUPS = st.lists(st.tuples(st.text(max_size=2), st.lists(st.integers(), min_size=1, max_size=9)))


@given(groups=GROUPS, columns=st.integers(0, 9), most=st.integers(1, 40))
def test_every_row_stands_on_one_page_under_its_group(
    groups: list[tuple[str, list[int]]], columns: int, most: int
) -> None:
    given_groups = tuple((kind, tuple(rows)) for kind, rows in groups)
    pages = in_sheets(given_groups, columns, most)
    shown = [(kind, row) for page in pages for kind, rows in page for row in rows]
    assert shown == [(kind, row) for kind, rows in groups for row in rows]
    sizes = [sum(len(rows) for _, rows in page) for page in pages]
    assert all(size * max(columns, 1) <= max(most, columns) for size in sizes)
    # Only the last page may have room left.
    assert len({*sizes[:-1]}) <= 1
    assert all(rows for page in pages for _, rows in page)


def test_pages_lead_to_each_other_by_their_organs() -> None:
    first, second, third = (
        Organ(f"o{number}", f"示例县第{number}局", OrganKind.DEPARTMENT) for number in range(3)
    )
    links = sheet_links("zwgk/nbsj/a/", [[first, second], [third]])
    assert [(link.path, link.first, link.last) for link in links] == [
        ("zwgk/nbsj/a/", "示例县第0局", "示例县第1局"),
        ("zwgk/nbsj/a/2/", "示例县第2局", "示例县第2局"),
    ]
    assert sheet_links("zwgk/nbsj/a/", [[first, second, third]]) == ()
    assert sheet_links("zwgk/nbsj/a/", [[]]) == ()
    assert sheet_path("a/", 1) == "a/"
