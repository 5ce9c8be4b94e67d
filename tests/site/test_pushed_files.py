"""What is pushed into reports/ never becomes a page, and never replaces one."""

from __future__ import annotations

from pathlib import Path

from site_building import build, tree

SCRIPT = "<!DOCTYPE html><script>document.title = 'taken over'</script>\n"
REPORT = "reports/minquan/2021.md"
# Each with what the build says of it.
TAKEN_OVER = {
    "../index.markdown": "在 minquan 文件夹以外",
    "2021.markdown": "这种文件不能发布",
    "页.mkd": "这种文件不能发布",
    "页.mdown": "这种文件不能发布",
    "页.html": "这种文件不能发布",
    "图.svg": "这种文件不能发布",
    "页.xhtml": "这种文件不能发布",
    "程序.js": "这种文件不能发布",
    "程序.php": "这种文件不能发布",
    "程序.exe": "这种文件不能发布",
    "web.config": "这种文件不能发布",
    ".htaccess": "不能是点",
    "../2021/nianbao-2021.zip": "在 minquan 文件夹以外",
    "2021/minquan-2021.pdf": "那里是程序生成的网页和下载",
    "2021/minquan-2021.json": "那里是程序生成的网页和下载",
    "2021/index.html": "那里是程序生成的网页和下载",
    "页.txt": "内容像网页",
}
ORGANS = {
    "index": "不能用作网址",
    "README": "不能用作网址",
    "２０２１": "不能用作网址",
    "Minquan": "不能用作网址",
    "con": "不能用作网址",
    "m\u0456nquan": "不能用作网址",  # a Cyrillic letter that looks like i
    "minquan-2": "都叫“民权县人民政府”",
}


def link_to(project: Path, *targets: str) -> None:
    """Has the report link to files."""
    report = project / REPORT
    text = report.read_text("utf-8")
    links = "\n\n".join(f"[{target}]({target})" for target in targets)
    before, heading, after = text.partition("## 六、")
    report.write_text(f"{before}{links}\n\n{heading}{after}", "utf-8", newline="\n")


def test_what_would_take_the_site_over_is_named_and_the_old_site_stays(project: Path) -> None:
    assert build(project).returncode == 0
    before = tree(project / "site")
    for target in TAKEN_OVER:
        file = project / "reports/minquan" / target
        file.parent.mkdir(exist_ok=True)
        file.write_text(SCRIPT, "utf-8")
    link_to(project, *TAKEN_OVER, "https://www.example.gov.cn//evil.example/", "//evil.example/")
    with (project / "reports/organs.yml").open("a", encoding="utf-8", newline="\n") as organs:
        organs.writelines(f"{code}: {{name: 民权县人民政府, kind: 政府}}\n" for code in ORGANS)
    done = build(project)
    assert done.returncode != 0
    errors = [line for line in done.stderr.splitlines() if " error[" in line]
    for what, sentence in {**TAKEN_OVER, **ORGANS}.items():
        assert any(f"“{what.split('/')[-1]}" in e or f"{what}”" in e for e in errors), what
        assert any(what in e and sentence in e for e in errors), what
    assert any("//evil.example/”指向别的网站" in error for error in errors)
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == before


def test_what_may_be_published_is_published_as_it_is(project: Path) -> None:
    assert build(project).returncode == 0
    before = {path: content for path, content in tree(project / "site").items() if _keeps(path)}
    folder = project / "reports/minquan/附件"
    folder.mkdir()
    files = {
        "明细 表.csv": "\ufeff机关,数\n".encode(),
        "A.PDF": b"%PDF-1.7\n",
        "README.txt": b"a < b\n",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    link_to(project, *(f"附件/{name}" for name in files))
    done = build(project)
    assert done.returncode == 0, done.stderr
    after = {path: content for path, content in tree(project / "site").items() if _keeps(path)}
    new = {f"zwgk/gknb/minquan/附件/{name}": content for name, content in files.items()}
    assert {path: after[path] for path in after.keys() - before.keys()} == new
    assert before.keys() <= after.keys()


def _keeps(path: str) -> bool:
    """Whether a file keeps its address: the search index does not."""
    return not path.startswith("search/")
