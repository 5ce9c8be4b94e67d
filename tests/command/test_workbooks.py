"""Workbooks go out to the organs of a site, and come back in one folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from books import Typed, cells_of, opened, saved, typed
from commands import run_in as run
from nianbao.book_marks import EMPTY_MEANS, ZERO, Kind
from nianbao.source import Ledger, current_text
from places import DATA, ROOT
from reading import ORGAN, read_report

pytestmark = pytest.mark.slow("every test starts the program")

ORGANS = """shili:
  name: 示例县人民政府
  kind: 政府
  contact: [电话：0000-0000000]
minzheng:
  name: 示例县民政局
  kind: 部门
  from: 2022
  contact: [电话：0000-0000000]
jiaoyu:
  name: 示例县教育局
  kind: 部门
  from: 2022
gone:
  name: 示例县旧局
  kind: 部门
  from: 2019
  to: 2021
only-listed:
  name: 示例市人民政府
  kind: 政府
"""
NEW = "依申请公开.本年新收"
BOOK = "示例县人民政府-2022年报填报-shili.xlsx"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(DATA / "problems/no-problem/reports", tmp_path / "reports")
    (tmp_path / "reports/organs.yml").write_text(ORGANS, "utf-8")
    return tmp_path


def filled(path: Path, figures: dict[str, Typed], *, zeros: bool = True) -> None:
    """Types figures into a workbook; what is left empty is zero."""
    data = path.read_bytes()
    book = opened(data)
    places = cells_of(book, Kind.FIGURE)
    changes: dict[tuple[str, str], Typed] = {places[n]: value for n, value in figures.items()}
    if zeros:
        changes[cells_of(book, Kind.CHOICE)[EMPTY_MEANS]] = ZERO
    path.write_bytes(typed(data, changes))


def test_one_for_each_organ_and_none_is_overwritten(site: Path) -> None:
    done = run(site, "workbook", "--all", "2022", "-o", "out")
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (site / "out").iterdir())
    assert names == [
        BOOK,
        "示例县教育局-2022年报填报-jiaoyu.xlsx",
        "示例县民政局-2022年报填报-minzheng.xlsx",
    ]
    before = (site / "out" / BOOK).read_bytes()
    (site / "out" / names[2]).unlink()
    again = run(site, "workbook", "shili", "minzheng", "2022", "-o", "out")
    assert again.returncode == 1
    assert f"已经有 out/{BOOK}，没有改动它" in again.stdout
    assert (site / "out" / names[2]).is_file()
    # The same report gives the same bytes.
    (site / "out" / BOOK).unlink()
    assert run(site, "workbook", "shili", "2022", "-o", "out").returncode == 0
    assert (site / "out" / BOOK).read_bytes() == before


def test_a_wrong_call_is_told(site: Path) -> None:
    for arguments in (["shili"], ["2022"], ["--all", "shili", "2022"], ["nobody", "2022"]):
        done = run(site, "workbook", *arguments)
        assert done.returncode == 2, arguments
    done = run(site, "workbook", "shili", "2010")
    assert done.returncode == 1
    assert "没有全国统一的表" in done.stdout


def test_a_folder_comes_in_at_once(site: Path) -> None:
    run(site, "workbook", "--all", "2022", "-o", "out")
    filled(site / "out" / BOOK, {f"{NEW}.自然人": 6})
    filled(site / "out/示例县民政局-2022年报填报-minzheng.xlsx", {f"{NEW}.自然人": 2}, zeros=False)
    # Renamed by whoever sent it; one has not come back.
    (site / "out" / BOOK).rename(site / "out/新建 XLSX 工作表.xlsx")
    (site / "out/示例县教育局-2022年报填报-jiaoyu.xlsx").unlink()
    done = run(site, "import", "out")
    assert done.returncode == 1
    assert "2022 年度还没有报告的机关 1 个：示例县教育局。" in done.stdout
    assert "新建 XLSX 工作表.xlsx → reports/shili/2022.md" in done.stdout
    shili = (site / "reports/shili/2022.md").read_text("utf-8")
    assert "本年新收: [6, 0, 0, 0, 0, 0, 6]" in shili
    assert "待填" not in shili
    assert "还没有填" in done.stdout
    assert " 格有数，0 格待填" in done.stdout
    minzheng = (site / "reports/minzheng/2022.md").read_text("utf-8")
    assert "本年新收: [2, 待填, 待填, 待填, 待填, 待填, 待填]" in minzheng
    again = run(site, "import", "out")
    assert again.stdout.count("以前导入过") >= 2
    shutil.copy(site / "out/新建 XLSX 工作表.xlsx", site / "out/再发一次.xlsx")
    filled(site / "out/再发一次.xlsx", {f"{NEW}.自然人": 7})
    twice = run(site, "import", "out", "--force")
    assert "也是这份报告，先导入了它" in twice.stdout


def test_it_fills_what_is_open_in_a_new_report(site: Path) -> None:
    assert run(site, "new", "shili", "2022").returncode == 0
    report = site / "reports/shili/2022.md"
    run(site, "workbook", "shili", "2022")
    report.write_text(
        report.read_text("utf-8")
        .replace("行政强制: 待填", "行政强制: 41")
        .replace("待写", "全年有序推进。", 1),
        "utf-8",
    )
    filled(site / BOOK, {f"{NEW}.自然人": 6}, zeros=False)
    tried = run(site, "import", BOOK, "--dry-run")
    assert "试运行，没有写文件；会填进已有的草稿" in tried.stdout
    done = run(site, "import", BOOK)
    assert "（原来的另存为 2022.md.bak）" in done.stdout, done.stdout + done.stderr
    text = report.read_text("utf-8")
    assert "本年新收: [6, 待填, 待填, 待填, 待填, 待填, 待填]" in text
    assert "行政强制: 41" in text
    assert "全年有序推进。" in text
    # A second time, filled in further.
    filled(site / BOOK, {f"{NEW}.商业企业": 1, "主动公开.行政许可.本年处理决定数量": 8})
    assert "行政强制”是 41，工作簿里是 0" in run(site, "import", BOOK).stdout.replace(
        " › 本年处理决定数量", ""
    )
    filled(site / BOOK, {"主动公开.行政强制.本年处理决定数量": 41})
    done = run(site, "import", BOOK)
    text = report.read_text("utf-8")
    assert "本年新收: [6, 1, 0, 0, 0, 0, 7]" in text, done.stdout
    assert "待填" not in text
    assert "全年有序推进。" in text


def test_what_is_published_is_not_replaced(site: Path) -> None:
    published = (site / "reports/shili/2021.md").read_bytes()
    run(site, "workbook", "shili", "2021")
    book = "示例县人民政府-2021年报填报-shili.xlsx"
    filled(site / book, {f"{NEW}.自然人": 999})
    done = run(site, "import", book)
    assert done.returncode == 1
    assert "已经有 2021.md，内容不同" in done.stdout
    assert (site / "reports/shili/2021.md").read_bytes() == published


def test_what_was_released_is_not_replaced_even_by_force(site: Path) -> None:
    """It is corrected, on the record."""
    path = site / "reports/shili/2021.md"
    before = path.read_bytes()
    report, _ = read_report(path, ORGAN, "shili/2021.md")
    assert report is not None
    Ledger((current_text(report).text,)).write(site / "reports")
    run(site, "workbook", "shili", "2021")
    book = "示例县人民政府-2021年报填报-shili.xlsx"
    filled(site / book, {f"{NEW}.自然人": 999})
    done = run(site, "import", book, "--force")
    assert done.returncode == 1
    assert "已经发布（记在 ledger.json 里）" in done.stdout
    assert "nianbao correct shili 2021" in done.stdout
    assert path.read_bytes() == before


def test_a_workbook_of_another_site_is_told(site: Path) -> None:
    run(site, "workbook", "minzheng", "2022")
    (site / "reports/organs.yml").write_text(ORGANS.replace("minzheng:", "mzj:"), "utf-8")
    done = run(site, "import", "示例县民政局-2022年报填报-minzheng.xlsx")
    assert done.returncode == 1
    assert "minzheng 的，organs.yml 里没有这个机关" in done.stdout


def test_a_dry_run_shows_what_would_be_written(site: Path) -> None:
    run(site, "workbook", "minzheng", "2022")
    data = (site / "示例县民政局-2022年报填报-minzheng.xlsx").read_bytes()
    (site / "a.xlsx").write_bytes(saved(opened(data)))
    done = run(site, "import", "a.xlsx", "--dry-run", "--keep-original")
    assert "填报工作簿不发布" in done.stdout
    assert "本年新收: 待填" in done.stdout
    assert not (site / "reports/minzheng/2022.md").exists()
