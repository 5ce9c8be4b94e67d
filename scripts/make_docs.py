"""重写 docs/ 里按程序生成的文件：名词解释、核对规则、数据格式、服务器的设置。"""

from __future__ import annotations

import sys

import library
from nianbao.command.reference import commands_page
from nianbao.command.server_files import sample_files
from nianbao.console import make_legible
from nianbao.publish.reference import reference_files


def main() -> int:
    """Writes what has changed and names it."""
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    written = {**reference_files(), **sample_files(), "help/commands.md": commands_page()}
    for name, content in written.items():
        file = library.ROOT / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text("utf-8") != content:
            file.write_text(content, "utf-8", newline="\n")
            print(f"docs/{name} 重写了")
    return 0


if __name__ == "__main__":
    sys.exit(main())
