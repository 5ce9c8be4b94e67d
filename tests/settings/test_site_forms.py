"""forms/ of a site: the handbook's example, and what is said of files that make no form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from nianbao.form import edition_forms, forms, use_editions
from nianbao.settings import FORMS, SettingsError, read_settings, read_site_forms
from places import ROOT

NAME = "示例省2024.yml"
HANDBOOK = (ROOT / "docs/help/forms.md").read_text("utf-8")


@pytest.fixture(autouse=True)
def no_editions() -> Iterator[None]:
    yield
    use_editions(())


def example() -> str:
    block = re.search(r"```yaml\n(.*?)```", HANDBOOK, re.DOTALL)
    assert block
    return block[1]


def put(root: Path, text: str, name: str = NAME) -> None:
    (root / FORMS).mkdir(exist_ok=True)
    (root / FORMS / name).write_text(text, "utf-8")


def test_the_example_of_the_handbook_does_what_the_handbook_says(tmp_path: Path) -> None:
    put(tmp_path, example())
    found = edition_forms(read_site_forms(tmp_path))
    form = found["示例省2024"]
    assert (form.first_year, found["2021"].last_year) == (2024, 2023)
    assert form.notice == "示例省政务公开办〔2024〕1号"
    summed = {a.row[-1] for e in form.equations if e.relation.name == "I1" for a in e.left}
    assert "法律法规规定的其他情形" in summed


@pytest.mark.parametrize("form", re.findall(r"`(\{label.*?\})`", HANDBOOK))
def test_labels_as_the_handbook_writes_them(form: str, tmp_path: Path) -> None:
    after = "统计表.主动公开情况.通过不同渠道和方式公开政府信息的情况.其他方式公开政府信息数"
    put(
        tmp_path,
        f'extends: "2014"\nfrom: 2015\nrows:\n  - after: {after}\n    add: [{form}]\n'
        "    apart: yes\ncomparable: 新的一行\n",
    )
    ((added,),) = (edition.rows for edition in read_site_forms(tmp_path))
    assert added.apart
    assert added.rows[0].unit == "条"


def test_a_site_without_the_folder_has_the_national_forms(tmp_path: Path) -> None:
    put(tmp_path, example())
    read_settings({"deadlines": {"示例省2024": {"部门": "01-20"}}}, tmp_path)
    assert "示例省2024" in forms()
    (tmp_path / "other").mkdir()
    read_settings({}, tmp_path / "other")
    assert list(forms()) == ["2021", "2019", "2014"]


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("from: 2024", "from: 2020"), 2, ["from", "2021 年度起"]),
        (("from: 2024", "from: 二〇二四"), 2, ["from", "from: 2021"]),
        (('extends: "2021"', 'extends: "2022"'), 1, ["extends", "2021、2019、2014"]),
        (
            ("主动公开.行政强制", "主动公开.行政强制措施"),
            5,
            ["after", "是不是 主动公开.行政强制？"],
        ),
        (("[行政检查]", "行政检查"), 6, ["add", "add: [新的一行]"]),
        (("[行政检查]", "[行政许可, 行政检查, 行政许可]"), 0, ["行政许可"]),
        (("[行政检查]", "[{label: 行政检查, code: 检查}]"), 6, ["code", "例如 jiancha"]),
        (("[行政检查]", "[{label: 行政检查, code: chufa}]"), 0, ["代码都是 zhudong.chufa"]),
        (("rows:", "row:"), 4, ["row", "没有这一项"]),
        (("comparable: 行政检查", "# 行政检查"), 0, ["comparable", "不能与以前的年度比较"]),
        (("from: 2024", "from: 2024\nchanged: [主动公开.行政处分]"), 3, ["主动公开.行政处罚"]),
    ],
)
def test_what_is_said_of_a_mistake(
    change: tuple[str, str], line: int, words: list[str], tmp_path: Path
) -> None:
    assert change[0] in example()
    put(tmp_path, example().replace(*change, 1))
    with pytest.raises(SettingsError) as raised:
        read_site_forms(tmp_path)
    said = str(raised.value)
    where = f"forms/{NAME}:{line}：" if line else f"forms/{NAME}："
    assert said.startswith(where), said
    assert all(word in said for word in words), said


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("2021.yml", None, "不能与已有的格式同名"),
        ("示例省 2024.yml", None, "文件名"),
        ("示例省2024.yaml", None, "只放 .yml 文件"),
        (NAME, "extends: [", "读不出来"),
        (NAME, "", "extends"),
        (NAME, "- 1\n", "名称: 值"),
        (NAME, "x: &a [1]\ny: *a\n" * 9999, "太大"),
    ],
)
def test_files_that_are_no_form(name: str, text: str | None, words: str, tmp_path: Path) -> None:
    put(tmp_path, example() if text is None else text, name)
    with pytest.raises(SettingsError, match=words) as raised:
        read_site_forms(tmp_path)
    assert str(raised.value).startswith(f"forms/{name}")


def test_two_from_one_year_are_refused(tmp_path: Path) -> None:
    put(tmp_path, example())
    put(tmp_path, example(), "示例省另一种.yml")
    with pytest.raises(SettingsError, match="2024 年度起已有另一种"):
        read_site_forms(tmp_path)
