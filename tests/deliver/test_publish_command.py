"""nianbao publish, as webmasters type it."""

from __future__ import annotations

from pathlib import Path

import pytest
from delivered_sites import NEW, OLD, files_in, made_site
from nianbao.build import SiteFolder
from nianbao.command.publishing import main
from nianbao.source import Ledger, ReleasedText


def released(project: Path, *reports: str) -> None:
    """Notes that these were released."""
    texts = tuple(
        ReleasedText(organ, int(year), 1, "", "", "", "", "", (f"zwgk/gknb/{organ}/{year}/",))
        for organ, year in (report.split("/") for report in reports)
    )
    Ledger(texts).write(project / "reports")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "mkdocs.yml").write_text("extra: {nianbao: {publish: {to: www}}}\n", "utf-8")
    made_site(tmp_path / "site", OLD)
    released(tmp_path, "jia/2021", "yi/2021", "bing/2021")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_set_is_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0].startswith(f"{project}/www：共 15 个文件，要送 15 个（")
    assert lines[-1] == "发布好了，逐字节核对过，15 个文件都在"
    assert said.err.splitlines()[-2].startswith("已送 15/15 个文件，")
    assert "nianbao verify" in said.err.splitlines()[-1]
    assert files_in(project / "www") == files_in(project / "site")
    made_site(project / "site", NEW)
    released(project, "jia/2021", "jia/2022", "yi/2021")
    assert main(["--dry-run"]) == 0
    said = capsys.readouterr()
    assert "  送 index.html（12 字节）" in said.out
    assert "  删 zwgk/gknb/yi/2021/yi-2021.pdf" in said.out
    assert files_in(project / "www") != files_in(project / "site")
    assert main(["elsewhere"]) == 0
    assert files_in(project / "elsewhere") == files_in(project / "site")


def test_a_draft_is_not_published(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    released(project, "jia/2021", "bing/2021")
    assert main([]) == 1
    said = capsys.readouterr()
    assert "网站里有 1 份报告没有正式发布过（zwgk/gknb/yi/2021/" in said.err
    assert not (project / "www").exists()
    assert main(["--drafts"]) == 0
    assert (project / "www/zwgk/gknb/yi/2021/index.html").is_file()


def test_a_site_that_is_being_built_is_not_published(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with SiteFolder.at(project / "site", project).lock.taken(0, print):
        assert main([]) == 1
    assert "正在进行" in capsys.readouterr().err
    assert not (project / "www").exists()


@pytest.mark.parametrize(
    ("settings", "arguments", "told"),
    [
        ("{}", [], "没有写发布到哪里"),
        ("{nianbao: {publish: {to: 'ftp://h/'}}}", [], "extra.nianbao.publish.to：不认得 ftp://"),
        ("{}", ["web@h:/www"], "目标：另一台机器的文件夹请写成 ssh://web@h/www"),
    ],
)
def test_wrong_usage(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    settings: str,
    arguments: list[str],
    told: str,
) -> None:
    (project / "mkdocs.yml").write_text(f"extra: {settings}\n", "utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert told in capsys.readouterr().err


def test_without_a_site_there_is_nothing_to_publish(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "site/manifest.json").unlink()
    assert main([]) == 1
    assert "release" in capsys.readouterr().err


def test_the_help_has_an_example_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    said = capsys.readouterr().out
    assert "nianbao publish ssh://web@www.example.gov.cn/srv/www/site" in said
    assert "退出码：0 完成" in said
