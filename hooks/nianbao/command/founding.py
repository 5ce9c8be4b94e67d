"""在一个新的文件夹里建一个网站：设置、机关名录、要填写的页面，连同程序。"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from ..program_files import MODEL, OWN_PAGES, PROGRAM_FOLDER
from ..visible import visible
from .kit import PIPELINES, NoKitError, put_kit_into
from .words import Arguments, next_step, tell

_TEMPLATE = Path(__file__).with_name("new_site")
# The ready file for a host of repositories, and where that looks for it.
_HOSTS = {
    "github": ("github-actions.yml", ".github/workflows/nianbao.yml"),
    "gitlab": ("gitlab-ci.yml", ".gitlab-ci.yml"),
    "gitee": ("gitee-go.yml", ".workflow/nianbao.yml"),
    "jenkins": ("Jenkinsfile", "Jenkinsfile"),
}
# What a folder may have before a site is founded in it.
_HARMLESS = {".git", ".DS_Store", "README.md", "LICENSE"}


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("init", __doc__ or "", "年报网站", "年报网站 --name 示例县政府信息公开年报")
    parser.add_argument("folder", type=Path, metavar="文件夹", help="还没有的，或者空的文件夹")
    parser.add_argument(
        "--name", default="政府信息公开年报", metavar="名称", help="网站的名称，以后可以改"
    )
    parser.add_argument(
        "--url",
        default="https://www.example.gov.cn/",
        metavar="网址",
        help="网站的网址，例如 https://www.example.gov.cn/nianbao/，以后可以改",
    )
    parser.add_argument(
        "--ci", choices=_HOSTS, help="代码托管在哪里：放好推送以后自动核对、发布的设置"
    )
    return parser


def main(given: Sequence[str]) -> int:
    """Founds a site; 0 when done, 1 if the program cannot be put into it, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    folder: Path = arguments.folder.resolve()
    if folder.exists() and not folder.is_dir():
        parser.error(f"{arguments.folder} 是一个文件")
    if folder.is_dir() and {path.name for path in folder.iterdir()} - _HARMLESS:
        parser.error(f"{arguments.folder} 里已经有东西，没有改动；请换一个还没有的、或者空的文件夹")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        put_kit_into(folder)
    except (NoKitError, OSError) as error:
        tell(f"网站没有建成：{visible(str(error))}")
        return 1
    _write_own_files(folder, arguments.name, arguments.url)
    if arguments.ci:
        ready, place = _HOSTS[arguments.ci]
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / PROGRAM_FOLDER / PIPELINES / ready, target)
    tell(f"网站建在 {folder}")
    next_step(
        f"进入 {arguments.folder}，在 mkdocs.yml 里填写设置，在 reports/organs.yml 里写上机关，"
        "再执行 python3 run.py serve（Windows 上是 py run.py serve）看一看"
    )
    return 0


def _write_own_files(folder: Path, name: str, url: str) -> None:
    """What the site is to change: settings, organs, the pages that are its own."""
    for source in sorted(path for path in _TEMPLATE.rglob("*") if path.is_file()):
        target = folder / re.sub("^dot-", ".", source.relative_to(_TEMPLATE).as_posix())
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    docs = MODEL / "docs"
    for source in sorted(path for path in docs.rglob("*") if path.is_file()):
        path = source.relative_to(docs).as_posix()
        if path.startswith(OWN_PAGES):
            target = folder / "docs" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    settings = (MODEL / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"(?m)^hooks: .*\nplugins: .*$", "plugins: [nianbao]", settings)
    for key, value in (("site_name", name), ("site_url", url)):
        before, _, rest = settings.partition(f"\n{key}: ")
        settings = f"{before}\n{key}: {_quoted(value)} {rest.partition(' ')[2]}"
    (folder / "mkdocs.yml").write_text(settings, "utf-8", newline="\n")


def _quoted(text: str) -> str:
    """A text as YAML reads it back, plain where that is safe."""
    return text if re.fullmatch(r"[\w./:%-]+", text) else "'" + text.replace("'", "''") + "'"
