"""核对 reports/ 下的报告，列出每一处问题在哪个文件、哪一行、该怎么办。"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

from nianbao.check import Press, check_folder  # noqa: E402
from nianbao.console import make_legible  # noqa: E402
from nianbao.problem import Severity, has_errors  # noqa: E402
from nianbao.publish import image_fault, load_typefaces  # noqa: E402
from nianbao.settings import SettingsError, read_site_settings  # noqa: E402


def main() -> int:
    """Prints every problem of every report; 0 without errors, 1 with, 2 for wrong usage."""
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--reports",
        type=Path,
        default=ROOT / "reports",
        metavar="文件夹",
        help="要核对的文件夹，里面有 organs.yml 和各机关的文件夹（默认 reports）",
    )
    folder = parser.parse_args().reports
    if not folder.is_dir():
        parser.error(f"没有文件夹 {folder}")
    try:
        settings = read_site_settings(ROOT / "mkdocs.yml")
        typefaces = load_typefaces(settings)
    except (SettingsError, yaml.YAMLError) as error:
        parser.error(f"mkdocs.yml：{error}")
    press = Press(typefaces.drawable, image_fault)
    portal, problems = check_folder(folder.resolve(), press, settings.severities)
    for problem in problems:
        print(problem.explained())
    counts = {severity: sum(p.severity is severity for p in problems) for severity in Severity}
    print(
        f"核对了 {len(portal.reports)} 份报告："
        f"错误 {counts[Severity.ERROR]} 处，警告 {counts[Severity.WARNING]} 处，"
        f"提示 {counts[Severity.NOTICE]} 处。"
    )
    return 1 if has_errors(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
