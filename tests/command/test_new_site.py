"""A site of its own: made, built by its own program, and given a newer one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from campaigns import LONG
from commands import nianbao, with_library
from new_sites import NewSite, make_kit
from nianbao import __version__
from nianbao.command.kit import wheel_in
from nianbao.program_files import MODEL, OWN_PAGES, program_pages
from places import DATA, ROOT
from site_building import tree

pytestmark = pytest.mark.slow("builds a package and sites")

ORGAN = """
shili:
  name: 示例县人民政府
  kind: 政府
  contact: [电话：0000-0000000]
"""


def add_report(site: NewSite) -> Path:
    organs = site.folder / "reports/organs.yml"
    organs.write_text(organs.read_text("utf-8") + ORGAN, "utf-8")
    shutil.copytree(DATA / "problems/no-problem/reports/shili", site.folder / "reports/shili")
    return site.folder / "reports/shili/2021.md"


@pytest.fixture(scope="module")
def site(new_site: Callable[[], NewSite]) -> NewSite:
    made = new_site()
    add_report(made)
    done = made.run("site")
    assert done.returncode == 0, done.stderr
    # Not in MkDocs' words.
    assert "网站生成好了，用了 " in done.stderr
    assert "ocumentation" not in done.stderr
    return made


def test_a_new_site_has_only_what_is_its_own(site: NewSite) -> None:
    docs = {path.removeprefix("docs/") for path in tree(site.folder) if path.startswith("docs/")}
    assert docs
    assert all(path.startswith(OWN_PAGES) for path in docs)
    assert not (site.folder / "hooks").exists()
    settings = yaml.safe_load((site.folder / "mkdocs.yml").read_text("utf-8"))
    assert settings["plugins"] == ["nianbao"]
    assert "hooks" not in settings
    assert settings["site_name"] == "示例县政府信息公开年报"


def test_what_is_imported_names_the_schema_that_is_there(site: NewSite, tmp_path: Path) -> None:
    source = next((DATA / "intake/txt-copied").glob("source.*"))
    shutil.copy(site.folder / "reports/organs.yml", tmp_path)
    done = site.run("import", source, "--organ", "shili", "--year", "2021", "--reports", tmp_path)
    (report,) = tmp_path.glob("shili/*.md")
    schema = re.findall(r"schema=\.\./\.\./(.*)", report.read_text("utf-8"))
    assert len(schema) == 1, done.stderr
    assert (site.folder / schema[0]).is_file()


def test_its_site_has_the_pages_of_the_program(site: NewSite) -> None:
    built = tree(site.folder / "site")
    pages = [path for path in program_pages() if path.endswith(".md")]
    assert len(pages) > 5
    for path in pages:
        address = path.removesuffix("index.md") if path.endswith("index.md") else f"{path[:-3]}/"
        assert f"{address}index.html" in built, path
    assert "zwgk/gknb/shili/2021/shili-2021.pdf" in built
    assert "schema/2021.json" in built


def test_it_is_the_same_site_as_the_repository_would_build(site: NewSite, tmp_path: Path) -> None:
    shutil.copytree(site.folder / "reports", tmp_path / "reports")
    shutil.copytree(site.folder / "docs", tmp_path / "docs")
    text = (site.folder / "mkdocs.yml").read_text("utf-8")
    assert "plugins: [nianbao]" in text
    loaded = f"hooks: [{ROOT}/hooks/portal.py]\nplugins: []"
    (tmp_path / "mkdocs.yml").write_text(text.replace("plugins: [nianbao]", loaded), "utf-8")
    done = subprocess.run(
        nianbao("site"), cwd=tmp_path, env=with_library(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert tree(tmp_path / "site") == tree(site.folder / "site")


def test_own_templates_come_first(new_site: Callable[[], NewSite]) -> None:
    made = new_site()
    add_report(made)
    templates = made.folder / "templates/partials"
    templates.mkdir(parents=True)
    own = (MODEL / "hooks/nianbao/theme/partials/site-foot.html").read_text("utf-8")
    (templates / "site-foot.html").write_text(own + "\n<p>示例县自己的一行</p>\n", "utf-8")
    assert made.run("site").returncode == 0
    for page in ("index.html", "zwgk/gknb/shili/2021/index.html", "404.html"):
        assert "示例县自己的一行" in (made.folder / "site" / page).read_text("utf-8")


def test_what_is_there_already_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    done = subprocess.run(
        nianbao("init", tmp_path),
        env=with_library(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "里已经有东西，没有改动" in done.stderr
    assert tree(tmp_path) == {"a.txt": b"x"}


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_kit(tmp_path_factory.mktemp("newer"), "9.9.0")


def test_an_upgrade_changes_the_program_and_nothing_else(
    new_site: Callable[[], NewSite], newer: Path
) -> None:
    made = new_site()
    add_report(made)
    own = {n: c for n, c in tree(made.folder).items() if not n.startswith(("program/", "run.py"))}
    done = made.run("upgrade", newer)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"程序从 {__version__} 换成了 9.9.0"
    assert "- 示例：多了一项设置。" in lines
    assert "- 以前的。" not in lines
    after = tree(made.folder)
    assert {n: c for n, c in after.items() if not n.startswith(("program/", "run.py"))} == own
    assert wheel_in(made.folder / "program").name == "nianbao-9.9.0-py3-none-any.whl"
    # And it works: the site is built by the new program.
    library = made.folder.parent / "library-9"
    with zipfile.ZipFile(wheel_in(made.folder / "program")) as archive:
        archive.extractall(library)
    done = NewSite(made.folder, library).run("site")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("content", [b"no archive", b""])
def test_what_is_no_kit_changes_nothing(site: NewSite, tmp_path: Path, content: bytes) -> None:
    kit = tmp_path / "nianbao-2.zip"
    if content:
        kit.write_bytes(content)
    else:
        with zipfile.ZipFile(kit, "w") as archive:
            archive.writestr("../program/a.whl", "x")
            archive.writestr("readme.txt", "x")
    before = tree(site.folder / "program")
    done = site.run("upgrade", kit)
    assert done.returncode == 1
    assert done.stdout.startswith("没有换成，网站和程序都没有改动：")
    assert tree(site.folder / "program") == before
    assert not (site.folder / ".program").exists()


def test_the_same_program_makes_the_same_kit(newer: Path, tmp_path: Path) -> None:
    assert make_kit(tmp_path, "9.9.0").read_bytes() == newer.read_bytes()


def test_a_version_is_made_of_what_is_tagged_only(tmp_path: Path) -> None:
    project = tmp_path / "repository"
    subprocess.run(["git", "clone", "-q", ROOT, project], check=True)
    done = subprocess.run(
        [sys.executable, "scripts/make_dist.py"],
        cwd=project,
        env=with_library(project),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert f"没有标签 v{__version__}" in done.stdout
    assert not (project / "dist").exists()


@pytest.mark.skipif(not LONG, reason="装一遍全部软件包，费半分钟：make test-long")
def test_a_stranger_makes_and_builds_a_site(new_site: Callable[[], NewSite]) -> None:
    made = new_site()
    add_report(made)
    done = subprocess.run(
        [sys.executable, "run.py", "site"],
        cwd=made.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (made.folder / "site/zwgk/gknb/shili/2021/index.html").is_file()
    again = subprocess.run(
        [sys.executable, "run.py", "init", "另一个"],
        cwd=made.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert again.returncode == 0, again.stderr
    assert tree(made.folder / "另一个/program") == tree(made.folder / "program")
