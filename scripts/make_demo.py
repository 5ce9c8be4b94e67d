"""生成一个虚构的示例县：各类机关 2008 至 2025 年度的报告，用来看网站、做测试。"""

from __future__ import annotations

import sys
from pathlib import Path

import library
from demonstration.writing import NotOursError, write_demonstration
from nianbao.console import ArgumentParser, make_legible


def main() -> int:
    """Writes the demonstration; 0 when done, 2 for wrong usage."""
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=library.ROOT / "demo",
        metavar="文件夹",
        help="写到哪里（默认 demo）；里面原有的示例数据会被替换",
    )
    folder = parser.parse_args().folder.resolve()
    try:
        count = write_demonstration(folder, library.ROOT)
    except NotOursError as error:
        parser.error(str(error))
    print(f"示例县的 {count} 份报告写到了 {folder / 'reports'}，网站设置在 {folder / 'mkdocs.yml'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
