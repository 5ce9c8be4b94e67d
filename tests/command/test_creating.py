"""A new year's report: what follows from last year is done, what is not filled cannot pass."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from commands import run_in as run
from nianbao.command.blank_report import blank_report
from nianbao.form import Edition, Form, RowAdded, RowsAdded, Section, edition_forms, forms
from places import DATA, ROOT
from reading import ORGAN, invented_report, read_report

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
gone:
  name: 示例县旧局
  kind: 部门
  from: 2019
  to: 2021
only-listed:
  name: 示例市人民政府
  kind: 政府
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(DATA / "problems/no-problem/reports", tmp_path / "reports")
    (tmp_path / "reports/organs.yml").write_text(ORGANS, "utf-8")
    return tmp_path


def front_of(site: Path, organ: str = "shili") -> dict[str, dict[str, object]]:
    text = (site / f"reports/{organ}/2022.md").read_text("utf-8")
    front: dict[str, dict[str, object]] = yaml.safe_load(text.split("\n---\n")[0])
    return front


def test_what_follows_from_last_year_is_there_and_nothing_else(site: Path) -> None:
    done = run(site, "new", "shili", "2022")
    assert done.returncode == 0, done.stderr
    last = yaml.safe_load((site / "reports/shili/2021.md").read_text("utf-8").split("---")[1])
    front = front_of(site)
    carried = last["依申请公开"]["结转下年度"]
    assert front["依申请公开"]["上年结转"] == carried
    assert front["依申请公开"]["本年新收"] == "待填"
    *_, in_force = last["主动公开"]["行政规范性文件"]
    assert front["主动公开"]["行政规范性文件"] == ["待填", "待填", in_force]
    # A draft, until somebody says when it is published.
    assert "published" not in front
    text = (site / "reports/shili/2022.md").read_text("utf-8")
    _, _, body = text.partition("\n---\n")
    assert re.findall("^## .*", body, re.MULTILINE) == [f"## {s.title}" for s in sections()]
    assert len(re.findall("^### ", body, re.MULTILINE)) == 5
    # Last year's prose is there to write from, and in no text.
    last_body = (site / "reports/shili/2021.md").read_text("utf-8").split("\n---\n")[1]
    said = [line for line in last_body.splitlines() if line and not line.startswith("#")]
    assert said
    for line in said:
        assert f"# {line[:40]}" in text
        assert line == "无。" or line not in body


def sections() -> tuple[Section, ...]:
    return forms()["2021"].sections


def test_a_copy_cannot_pass(site: Path) -> None:
    run(site, "new", "shili", "2022")
    done = run(site, "check", "--only", "unfilled")
    assert done.returncode == 1
    path = site / "reports/shili/2022.md"
    text = path.read_text("utf-8")
    waiting = sum(re.search(r": .*待填|^待写$", line) is not None for line in text.splitlines())
    assert done.stdout.count("error[unfilled]") == waiting
    # A published report that is not filled in stops the site.
    path.write_text(text.replace("# published:", "published:"), "utf-8")
    assert run(site, "check").returncode == 1


def test_filled_in_it_passes(site: Path) -> None:
    run(site, "new", "shili", "2022")
    path = site / "reports/shili/2022.md"
    text = path.read_text("utf-8").replace("# published:", "published:")
    last = (site / "reports/shili/2021.md").read_text("utf-8")
    carried = yaml.safe_load(last.split("---")[1])["依申请公开"]["结转下年度"]
    text = re.sub(r"(  本年新收:) 待填", r"\1 0", text)
    text = re.sub(r"(    予以公开:) 待填", rf"\1 {carried}", text)
    text = re.sub(r"(    总计:) 待填", rf"\1 {carried}", text)
    text = text.replace("待填", "0")
    for number, said in enumerate(("公布文件", "办理申请", "清理文件", "改版网站", "组织培训"), 1):
        text = text.replace("待写", f"本年度{said}{number}项，由示例股负责，按月通报进度。", 1)
    path.write_text(text.replace("待写", "无。"), "utf-8")
    done = run(site, "check", "reports/shili/2022.md")
    assert "error[" not in done.stdout, done.stdout


def test_every_organ_that_has_none_gets_one(site: Path) -> None:
    done = run(site, "new", "--all", "2022")
    assert done.returncode == 0, done.stderr
    made = {path.parent.name for path in site.glob("reports/*/2022.md")}
    assert made == {"shili", "minzheng"}
    assert front_of(site, "minzheng")["依申请公开"]["上年结转"] == "待填"
    again = run(site, "new", "--all", "2022")
    assert again.returncode == 1
    assert "2022 年度的报告都有了" in again.stdout


def test_nothing_is_overwritten(site: Path) -> None:
    before = (site / "reports/shili/2021.md").read_bytes()
    done = run(site, "new", "shili", "2021")
    assert done.returncode == 1
    assert "已经有 reports/shili/2021.md，没有改动它" in done.stdout
    assert (site / "reports/shili/2021.md").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["shil", "2022"], "organs.yml 里没有 shil"),
        (["shili"], "请写机关代号和年度"),
        (["--all", "shili", "2022"], "请写机关代号和年度"),
        (["shili", "二〇二二"], "请写机关代号和年度"),
        (["shili", "2012"], "没有全国统一的表"),
        (["shili", "2098"], "2098 年度还没有开始"),
    ],
)
def test_wrong_usage(site: Path, arguments: list[str], words: str) -> None:
    done = run(site, "new", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert [p.name for p in site.glob("reports/*/*.md")] == ["2021.md"]


def test_a_group_that_was_zero_is_one_line_though_it_has_a_new_row(tmp_path: Path) -> None:
    group = "依申请公开.本年度办理结果.不予公开"
    rows = RowsAdded(f"{group}.属于行政查询事项", (RowAdded("9.法定的其他情形"),))
    edition = Edition("示例省2024", "2021", 2024, (rows,), "新增的行")
    form = edition_forms([edition])["示例省2024"]
    text = blank_report(form, 2024, invented_report(tmp_path, forms()["2021"]), "../../")
    (line,) = (line for line in text.splitlines() if line.startswith("    不予公开:"))
    assert line.startswith("    不予公开: 待填  # 全是零写 0")
    assert "法定的其他情形" in line


def test_a_site_without_organs_is_told_what_to_write_first(site: Path) -> None:
    (site / "reports/organs.yml").write_text("# 还没有写\n", "utf-8")
    done = run(site, "new", "--all", "2025")
    assert done.returncode == 2
    assert "organs.yml 里还没有机关" in done.stderr


def test_a_site_that_wants_approval_gets_a_place_for_it(site: Path) -> None:
    run(site, "new", "minzheng", "2022")
    assert "approved" not in (site / "reports/minzheng/2022.md").read_text("utf-8")
    config = site / "mkdocs.yml"
    setting = "    deadlines: {}\n"
    text = config.read_text("utf-8")
    assert setting in text
    config.write_text(text.replace(setting, f"    approval: required\n{setting}"), "utf-8")
    assert run(site, "new", "shili", "2022").returncode == 0
    path = site / "reports/shili/2022.md"
    text = path.read_text("utf-8")
    (line,) = (line for line in text.splitlines() if line.startswith("approved:"))
    example = line.partition("例如 ")[2]
    # Left as it is it says nothing; what it shows is how it is written.
    assert yaml.safe_load(line) == {"approved": None}
    assert "approval" not in run(site, "check", str(path)).stdout
    path.write_text(text.replace("# published:", "published:"), "utf-8")
    assert "error[approval-missing]" in run(site, "check", str(path)).stdout
    path.write_text(path.read_text("utf-8").replace(line, f"approved: {example}"), "utf-8")
    assert "approv" not in run(site, "check", str(path)).stdout


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.key)
def test_a_new_report_is_read_in_its_own_form(form: Form, tmp_path: Path) -> None:
    """Though nothing in it is filled in yet."""
    path = tmp_path / f"{form.first_year}.md"
    path.write_text(blank_report(form, form.first_year, None, "../../"), "utf-8")
    report, problems = read_report(path, ORGAN, path.name)
    assert report is not None
    assert report.form is form
    assert {problem.code for problem in problems} == {"unfilled", "published-missing"}
