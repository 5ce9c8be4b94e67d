"""Codes of figures in data files: listed, unique, stable, and equal only where the meaning is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from nianbao.form import (
    CODE,
    Edition,
    FormError,
    Label,
    RowAdded,
    RowsAdded,
    comparable_figures,
    edition_forms,
    forms,
    indicators,
    local_form,
    use_editions,
)
from nianbao.form.load import form_of, official_data
from places import DATA

NATIONAL = ("2021", "2019", "2014")
WHY = "新增的行 2024 年度起才填报"


@pytest.fixture(autouse=True)
def no_editions() -> Iterator[None]:
    yield
    use_editions(())


def changed(key: str) -> dict[str, Any]:
    return deepcopy(dict(official_data()[key]))


@pytest.mark.parametrize("key", NATIONAL)
def test_codes_are_as_they_were_published(key: str, golden: Callable[[Path, str], None]) -> None:
    """Whoever changes one breaks what others have computed: a reviewer reads the list."""
    listed = "".join(f"{code}\t{a.dotted}\n" for a, code in forms()[key].codes.items())
    golden(DATA / "codes" / f"{key}.txt", listed)


def test_codes_of_indicators_are_as_they_were_published(
    golden: Callable[[Path, str], None],
) -> None:
    listed = "".join(f"{each.code}\t{each.name}\n" for each in indicators().values())
    golden(DATA / "codes/indicators.txt", listed)


@pytest.mark.parametrize("key", NATIONAL)
def test_codes_are_unique_and_ascii(key: str) -> None:
    codes = list(forms()[key].codes.values())
    assert list(forms()[key].codes) == list(forms()[key].measures)
    assert len(set(codes)) == len(codes)
    assert all(CODE.fullmatch(word) for code in codes for word in code.split("."))


def test_codes_of_indicators_are_unique_and_those_of_their_pages() -> None:
    codes = [each.code for each in indicators().values()]
    assert len(set(codes)) == len(codes)
    assert all(CODE.fullmatch(code) for code in codes)
    assert all(each.code == each.slug for each in indicators().values() if each.slug)


def test_a_code_is_the_same_in_two_forms_exactly_where_the_meaning_is() -> None:
    pairs = [(a, b) for a in forms().values() for b in forms().values() if a is not b]
    compared = 0
    for ours, theirs in pairs:
        same = comparable_figures(ours, theirs)
        by_code = {code: address for address, code in theirs.codes.items()}
        for address, code in ours.codes.items():
            assert by_code.get(code) == same.get(address), (ours.key, theirs.key, address)
            compared += address in same
    assert compared > 300


def test_a_renamed_label_keeps_its_code() -> None:
    data = changed("2014")
    row = data["tables"]["统计表"]["blocks"][0]["rows"][5]
    assert row["code"] == "jubaotousu"
    row["label"] = "六、收到的举报和投诉"
    (figure,) = (a for a in form_of(data).measures if "收到的举报和投诉" in a.dotted)
    assert form_of(data).codes[figure] == "tongji.jubaotousu.shu"


@pytest.mark.parametrize("code", ["", "规章", "gui zhang", "Guizhang", "gui.zhang"])
def test_a_form_without_proper_codes_is_refused(code: str) -> None:
    data = changed("2021")
    data["tables"]["主动公开"]["blocks"][0]["rows"][0]["code"] = code
    with pytest.raises(FormError, match="规章"):
        form_of(data)


def test_two_figures_of_one_code_are_refused() -> None:
    data = changed("2021")
    data["tables"]["主动公开"]["blocks"][0]["rows"][0]["code"] = "guifanxingwenjian"
    with pytest.raises(FormError, match=r"的代码都是 zhudong\.guifanxingwenjian\.zhifa"):
        form_of(data)


def test_a_row_that_a_place_adds_has_its_code_or_one_of_its_name() -> None:
    rows = RowsAdded(
        "主动公开.行政强制", (RowAdded("行政检查", code="jiancha"), RowAdded("行政确认"))
    )
    forms_ = edition_forms([Edition("示例省2024", "2021", 2024, (rows,), WHY)])
    own = {a.dotted: code for a, code in forms_["示例省2024"].codes.items()}
    assert own["主动公开.行政检查.本年处理决定数量"] == "zhudong.jiancha.jueding"
    assert own["主动公开.行政确认.本年处理决定数量"] == "zhudong.xfe0131.jueding"
    assert own["主动公开.行政强制.本年处理决定数量"] == "zhudong.qiangzhi.jueding"


def test_a_row_cannot_be_added_under_the_code_of_another() -> None:
    rows = RowsAdded("主动公开.行政强制", (RowAdded("行政检查", code="chufa"),))
    with pytest.raises(FormError, match=r"主动公开\.行政检查.* 的代码都是 zhudong\.chufa\.jueding"):
        edition_forms([Edition("示例省2024", "2021", 2024, (rows,), WHY)])


def test_what_an_edition_counts_otherwise_has_another_code() -> None:
    rows = RowsAdded("主动公开.行政强制", (RowAdded("行政检查"),))
    edition = Edition("示例省2024", "2021", 2024, (rows,), WHY, changed=("主动公开.行政许可",))
    own = edition_forms([edition])["示例省2024"]
    codes = {a.dotted: code for a, code in own.codes.items()}
    assert codes["主动公开.行政许可.本年处理决定数量"].endswith(".zhudong.xuke.jueding")
    assert codes["主动公开.行政许可.本年处理决定数量"] not in forms()["2021"].codes.values()
    assert all(code.isascii() for code in codes.values())
    assert len(set(codes.values())) == len(codes)


def test_a_table_of_a_report_s_own_has_codes_by_place_and_name() -> None:
    counted = Label("收到申请数", "收到申请数", (Label("网上", "网上"),), counted=True)
    form = local_form("", (Label("本年", "本年"), Label("累计", "累计")), (counted,))
    assert list(form.codes.values()) == [
        "zidingbiao.1-0175e3.1-78ebb7",
        "zidingbiao.1-0175e3.2-23585a",
        "zidingbiao.1-0175e3.1-25eb2d.1-78ebb7",
        "zidingbiao.1-0175e3.1-25eb2d.2-23585a",
    ]
    renamed = local_form("", (Label("本年", "本年"),), (Label("申请数", "申请数"),))
    (code,) = renamed.codes.values()
    assert code not in form.codes.values()
