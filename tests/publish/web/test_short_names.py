"""Lists call organs by what tells them apart."""

from __future__ import annotations

from nianbao.form import OrganKind
from nianbao.publish.web.short_names import place_of, short_names
from nianbao.source import Organ

NAMES = {
    "xian": ("示例县人民政府", OrganKind.GOVERNMENT),
    "caizheng": ("示例县财政局", OrganKind.DEPARTMENT),
    "donghe": ("示例县东河镇人民政府", OrganKind.TOWNSHIP),
    "xinban": ("示例县信办", OrganKind.DEPARTMENT),
    "lin": ("邻县人民政府", OrganKind.GOVERNMENT),
    "lincaizheng": ("邻县财政局", OrganKind.DEPARTMENT),
    "linmin": ("邻县民政局", OrganKind.DEPARTMENT),
    "bie": ("某某管理委员会", OrganKind.DEPARTMENT),
}


def test_the_place_is_left_out_where_the_rest_is_clear() -> None:
    organs = {slug: Organ(slug, name, kind) for slug, (name, kind) in NAMES.items()}
    short = short_names(organs)
    assert short["donghe"] == "东河镇人民政府"
    assert short["linmin"] == "民政局"
    # A government is its place; two have such a bureau; what is left would say too little.
    for slug in ("xian", "lin", "caizheng", "lincaizheng", "xinban", "bie"):
        assert short[slug] == organs[slug].name


def test_the_place_of_all_is_that_of_the_government_above_the_others() -> None:
    organs = {slug: Organ(slug, name, kind) for slug, (name, kind) in NAMES.items()}
    assert place_of(organs.values()) == ""  # two counties
    del organs["lin"]
    assert place_of(organs.values()) == "示例县"
    below = Organ("xiaoshi", "示例县小市人民政府", OrganKind.GOVERNMENT)
    assert place_of([*organs.values(), below]) == "示例县"
    assert place_of([Organ("bie", "某某管理委员会", OrganKind.DEPARTMENT)]) == ""
