"""The command that brings reports in, as webmasters type it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from commands import nianbao, only_next_step, run_in, with_library
from places import DATA, ROOT
from plain_lines import NAMES, is_plain

pytestmark = pytest.mark.slow("every test starts the program")

FIXTURES = DATA / "intake"
ORGANS = """shili:
  name: 示例县人民政府
  kind: 政府
  contact: [电话：0000-0000000]
caizheng:
  name: 示例县财政局
  kind: 部门
  contact: [电话：0000-0000000]
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "organs.yml").write_text(ORGANS, "utf-8")
    return folder


def bring_in(
    reports: Path, *arguments: object, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    if encoding == "utf-8":
        return run_in(ROOT, "import", *map(str, arguments), "--reports", reports)
    return subprocess.run(
        nianbao("import", *map(str, arguments), "--reports", reports),
        cwd=ROOT,
        env=with_library(PYTHONIOENCODING=encoding, PYTHONUTF8="0"),
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def source(case: str) -> Path:
    (path,) = (FIXTURES / case).glob("source.*")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_report_is_written_reviewed_and_checked(reports: Path) -> None:
    done = bring_in(reports, source("txt-quiet-zeros"), "--organ", "shili", "--year", "2021")
    assert only_next_step(done.stderr)
    assert done.returncode == 0, done.stdout
    head, *rest = done.stdout.splitlines()
    assert head.endswith("→ reports/shili/2021.md")
    assert rest[0].startswith("判定（")
    assert "核对结果：" in rest
    text = (reports / "shili/2021.md").read_text("utf-8")
    assert "# 导入判定：" in text
    assert "待核" not in text


def test_what_is_open_is_listed_and_is_an_error(reports: Path) -> None:
    done = bring_in(reports, source("html-cut-off"), "--organ", "shili", "--year", "2021")
    assert done.returncode == 1
    assert "待核（" in done.stdout
    assert "error[unverified]" in done.stdout
    assert "{值: ~, 注: 待核}" in (reports / "shili/2021.md").read_text("utf-8")


def test_a_dry_run_shows_the_file_and_writes_nothing(reports: Path) -> None:
    before = files(reports)
    done = bring_in(
        reports, source("docx-plain"), "--organ", "shili", "--year", "2021", "--dry-run"
    )
    assert done.returncode == 0, done.stdout
    assert "\n## 一、总体情况\n" in done.stdout
    assert "试运行，没有写文件" in done.stdout
    assert files(reports) == before


def test_importing_again_changes_nothing(reports: Path) -> None:
    arguments = (source("docx-styles"), "--organ", "shili", "--year", "2021")
    bring_in(reports, *arguments)
    first = files(reports)
    done = bring_in(reports, *arguments)
    assert "与已有的相同，没有改动" in done.stdout
    assert files(reports) == first


def test_a_file_that_is_there_is_kept(reports: Path) -> None:
    own = reports / "shili/2021.md"
    own.parent.mkdir()
    own.write_text("自己写的\n", "utf-8")
    arguments = (source("txt-pasted"), "--organ", "shili", "--year", "2021")
    done = bring_in(reports, *arguments)
    assert done.returncode == 1
    assert "已经有 2021.md，内容不同。没有改动它" in done.stdout
    assert own.read_text("utf-8") == "自己写的\n"
    done = bring_in(reports, *arguments, "--force")
    assert done.returncode == 0, done.stdout
    assert "原来的另存为 2021.md.bak" in done.stdout
    assert (own.parent / "2021.md.bak").read_text("utf-8") == "自己写的\n"
    own.write_text("又写的\n", "utf-8")
    bring_in(reports, *arguments, "--force")
    assert (own.parent / "2021.md.bak2").read_text("utf-8") == "又写的\n"


def test_the_account_ends_the_review(reports: Path) -> None:
    done = bring_in(reports, source("html-value-missing"), "--organ", "shili", "--year", "2021")
    lines = done.stdout.partition("\n\n核对结果")[0].splitlines()
    assert lines[-2] == "1,712 字导入，8 字列在待办"
    assert lines[-1].startswith(
        "  菜单、发布信息、页脚之类 181 字不属于报告，没有收入：搜索；首页；"
    )
    text = (reports / "shili/2021.md").read_text("utf-8")
    assert (
        "# 导入待核：“重复申请”，这一行有 6 格，表头有 7 列；"
        "原件表 2 第 20 行第 3 列：2.重复申请 0 2 1 1 0 4\n"
    ) in text


def test_a_page_for_checking_is_written_and_opened(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies where nothing is published."""
    (tmp_path / "mkdocs.yml").write_text("site_name: 示例县\n", "utf-8")
    opened = tmp_path / "opened"
    monkeypatch.setenv("BROWSER", f"sh -c 'echo \"$0\" > {opened}' %s")
    arguments = (source("html-cut-off"), "--organ", "shili", "--year", "2021", "--review")
    done = bring_in(reports, *arguments, "--project", tmp_path)
    page = tmp_path / ".cache/review/shili-2021.html"
    assert f"核对页：{page}" in done.stdout, done.stdout + done.stderr
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert opened.read_text("utf-8").strip() == page.as_uri()
    assert sorted(files(reports)) == ["organs.yml", "shili/2021.md"]


def test_a_page_that_cannot_be_written_is_told(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: 示例县\n", "utf-8")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache/review").write_text("不是文件夹\n", "utf-8")
    arguments = (source("txt-pasted"), "--organ", "shili", "--year", "2021", "--review")
    done = bring_in(reports, *arguments, "--project", tmp_path)
    assert "写不了核对页" in done.stderr
    assert (reports / "shili/2021.md").is_file()


def test_machines_get_the_review_as_json(reports: Path) -> None:
    done = bring_in(
        reports, source("docx-inspection"), "--organ", "shili", "--year", "2020", "--format", "json"
    )
    content = json.loads(done.stdout)
    (file,) = content["files"]
    assert (file["status"], file["report"], file["form"]) == (
        "待核",
        "reports/shili/2020.md",
        "2019",
    )
    assert {item["status"] for item in file["review"]} >= {"open", "left-out"}
    assert file["account"]["listed"] == 13
    assert file["account"]["taken"] > 1_000
    assert "unverified" in {problem["code"] for problem in content["problems"]}


def many(folder: Path) -> Path:
    """A folder as a county keeps it: by department, with what does not belong."""
    (folder / "caizheng").mkdir(parents=True)
    shutil.copy(source("txt-pasted"), folder / "caizheng/2021年年报.txt")
    shutil.copy(source("html-statistics"), folder / "2018.html")
    shutil.copy(source("docx-styles"), folder / "示例县人民政府2021.docx")
    (folder / "说明.txt").write_text("这里没有表格。\n", "utf-8")
    (folder / "照片.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


@pytest.mark.parametrize("is_zipped", [False, True])
def test_a_folder_or_an_archive_imports_many(
    reports: Path, tmp_path: Path, *, is_zipped: bool
) -> None:
    folder = many(tmp_path / "年报")
    given = folder
    if is_zipped:
        given = tmp_path / "年报.zip"
        with zipfile.ZipFile(given, "w") as archive:
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(folder))
    done = bring_in(reports, given)
    assert "共 5 份：已导入 " in done.stdout, done.stdout + done.stderr
    assert "没有导入\t" in done.stdout
    assert "说明.txt" in done.stdout
    assert "照片.png：不导入 .png 文件" in done.stdout
    # The report inside says whose it is: the folder's name does not overrule it.
    assert sorted(files(reports)) == ["organs.yml", "shili/2018.md", "shili/2021.md"]
    assert done.returncode == 1


def test_two_files_of_one_report_are_not_written_over_each_other(
    reports: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "两份"
    folder.mkdir()
    shutil.copy(source("txt-pasted"), folder / "甲.txt")
    shutil.copy(source("docx-styles"), folder / "乙.docx")
    done = bring_in(reports, folder, "--organ", "shili", "--year", "2021", "--force")
    assert done.returncode == 1
    assert "这次导入里“两份/乙.docx”也是这份报告，先导入了它" in done.stdout
    assert "shili/2021.md" in files(reports)
    assert not [name for name in files(reports) if ".bak" in name]


def test_a_dry_run_says_that_another_report_is_there(reports: Path) -> None:
    own = reports / "shili/2021.md"
    own.parent.mkdir()
    own.write_text("自己写的\n", "utf-8")
    arguments = (source("docx-plain"), "--organ", "shili", "--year", "2021", "--dry-run")
    assert "已有的报告内容不同，要换成这份请加 --force" in bring_in(reports, *arguments).stdout
    assert own.read_text("utf-8") == "自己写的\n"


def test_whose_report_it_is_must_be_told(reports: Path, tmp_path: Path) -> None:
    text = source("txt-pasted").read_text("utf-8").replace("示例县人民政府", "某机关")
    stray = tmp_path / "报告.txt"
    stray.write_text(text, "utf-8")
    done = bring_in(reports, stray)
    assert done.returncode == 1
    assert "看不出是哪个机关的报告。请用 --organ" in done.stdout
    assert sorted(files(reports)) == ["organs.yml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("没有.docx",), "没有文件 没有.docx"),
        ((FIXTURES, "--organ", "wuming"), "organs.yml 里没有 wuming"),
        ((FIXTURES, "--year", "1990"), "1990"),
    ],
)
def test_wrong_usage_is_told(reports: Path, arguments: tuple[object, ...], message: str) -> None:
    done = bring_in(reports, *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_console_in_gbk_shows_everything(reports: Path) -> None:
    arguments = (source("txt-quiet-zeros"), "--organ", "shili", "--year", "2021")
    done = bring_in(reports, *arguments, encoding="gbk")
    assert done.returncode == 0, done.stderr
    assert "核对结果：" in done.stdout


def bad_names(folder: Path) -> Path:
    """A folder of files whose names are commands, control characters and no text at all."""
    folder.mkdir()
    for raw in NAMES:
        (folder / os.fsdecode(raw + b".txt")).write_text("这里没有表格。\n", "utf-8")
    return folder


@pytest.mark.parametrize("output", ["text", "json"])
def test_names_of_files_reach_no_terminal_as_they_are(
    reports: Path, tmp_path: Path, output: str
) -> None:
    folder = bad_names(tmp_path / "\x1b[2J年报")
    shutil.copy(source("txt-pasted"), folder / "\x1b[31m示例县人民政府2021.txt")
    done = bring_in(reports, folder, *folder.iterdir(), "--format", output)
    assert done.returncode == 1
    assert all(map(is_plain, done.stdout.replace("\t", "").split("\n"))), done.stdout
    assert done.stdout.count("没有导入") >= len(NAMES)
    assert is_plain(done.stderr.replace("\n", "").replace("\r", "")), done.stderr


def test_wrong_usage_quotes_with_nothing_hidden(reports: Path) -> None:
    for argument in ("\x1b[31m\n::error::x.txt", "--\x1b[31m", "--year=\x1b[31m"):
        done = bring_in(reports, FIXTURES, argument)
        assert done.returncode == 2
        assert is_plain(done.stderr.replace("\n", "")), done.stderr
        assert r"\x1b[31m" in done.stderr


def test_what_is_no_file_is_refused_at_once(reports: Path, tmp_path: Path) -> None:
    """Reading a pipe or a device would never end."""
    folder = tmp_path / "年报"
    folder.mkdir()
    os.mkfifo(folder / "pipe.docx")
    (folder / "zero.pdf").symlink_to("/dev/zero")
    (folder / "circle.txt").symlink_to("circle.txt")
    shutil.copy(source("txt-pasted"), tmp_path / "示例县人民政府2021.txt")
    (folder / "out.txt").symlink_to(tmp_path / "示例县人民政府2021.txt")
    (folder / "around").symlink_to(folder)
    os.mkfifo(tmp_path / "pipe.zip")
    given = (folder, tmp_path / "pipe.zip", folder / "pipe.docx", "/dev/zero", "/dev/stdin")
    done = bring_in(reports, *given, "--format", "json")
    told = {file["file"]: file["refusal"] for file in json.loads(done.stdout)["files"]}
    assert told == {
        "年报/circle.txt": "它是一个链接，指向这个文件夹以外",
        "年报/out.txt": "它是一个链接，指向这个文件夹以外",
        "年报/zero.pdf": "它是一个链接，指向这个文件夹以外",
        **dict.fromkeys(["年报/pipe.docx", *map(str, given[1:])], "这不是一个文件"),
    }
    assert sorted(files(reports)) == ["organs.yml"]
    assert "没有文件 " in bring_in(reports, folder / "circle.txt").stderr
    # Whoever names the link itself means what it leads to.
    done = bring_in(reports, folder / "out.txt", "--organ", "shili")
    assert sorted(files(reports)) == ["organs.yml", "shili/2021.md"], done.stdout


@pytest.mark.parametrize("options", [(), ("--force",), ("--dry-run",)])
def test_a_link_in_the_reports_leads_nobody_out(
    reports: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    (reports / "shili").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(reports / "pipe")
    given = (source("txt-pasted"), "--organ", "shili", "--year", "2021")
    done = bring_in(reports, *given, *options)
    assert (done.returncode, only_next_step(done.stderr)) == (1, "--dry-run" not in options)
    assert "reports/shili 是链接，会写到别处去" in done.stdout
    assert not (tmp_path / "elsewhere").exists()


def test_reports_that_are_a_circle_of_links_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "reports").symlink_to("reports")
    done = bring_in(tmp_path / "reports", source("txt-pasted"))
    assert done.returncode == 2
    assert "没有文件夹" in done.stderr
