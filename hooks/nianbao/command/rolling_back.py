"""把网站换回上一次生成的；再执行一次，就换回刚才的。"""

from __future__ import annotations

from collections.abc import Sequence

import click

from ..build import BuildError, SiteFolder
from ..visible import visible
from .project import site_dir_of
from .withdrawn_reports import still_public, withdrawn_in
from .words import CALLED, Arguments, next_step


def options() -> Arguments:
    """What may be written behind the word."""
    return Arguments("rollback", __doc__ or "")


def main(given: Sequence[str]) -> int:
    """Says what was done; 0 when it was, 1 if the site stays as it is, 2 for wrong usage."""
    parser = options()
    project = parser.project(parser.parse_args(given).project)
    folder = SiteFolder.at(site_dir_of(project, parser), project)
    if found := withdrawn_in(folder.earlier, project / "reports"):
        click.echo(f"{still_public(found)}：换回去，它又公开了，所以没有换。", err=True)
        return 1
    try:
        click.echo(folder.rollback(tell=click.echo))
    except BuildError as error:
        click.echo(error, err=True)
        return 1
    except OSError as error:
        click.echo(f"换不上去，现在的网站未动：{visible(str(error))}", err=True)
        return 1
    next_step(f"网站在另一台服务器上的，再发布一次：{CALLED} publish")
    return 0
