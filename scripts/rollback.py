"""把网站换回上一次生成的；再执行一次，就换回刚才的。"""

from __future__ import annotations

import sys

import library
from nianbao.build import BuildError, SiteFolder
from nianbao.console import ArgumentParser, make_legible
from nianbao.visible import visible
from project_site import site_dir_of


def main() -> int:
    """Says what was done; 0 when it was, 1 if the site stays as it is, 2 for wrong usage."""
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    parser = ArgumentParser(description=__doc__)
    parser.parse_args()
    folder = SiteFolder.at(site_dir_of(library.ROOT, parser), library.ROOT)
    try:
        print(folder.rollback(tell=print))
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"换不上去，现在的网站未动：{visible(str(error))}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
