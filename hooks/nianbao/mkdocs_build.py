"""Calls MkDocs as its command would, and tells in Chinese what that tells in English."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from mkdocs.__main__ import cli
from mkdocs.exceptions import Abort, MkDocsException

from .visible import visible_lines

__all__ = ["run_mkdocs"]

_DONE = re.compile(r"Documentation built in ([\d.]+) seconds")
_STRICT = "有警告，而这次要求没有警告（strict），没有生成网站，原有网站未动"
# They name the folder in which a site is put together, which is gone when it is done.
_OF_NO_USE = ("Cleaning site directory", "Building documentation to directory")


def run_mkdocs(config_file: Path) -> str | None:
    """Builds a site; None when it is whole, else what is left to say of why it is not.

    What is wrong with a report, a page or a setting has been logged by then.
    """
    logger = logging.getLogger("mkdocs.commands.build")
    logger.addFilter(_in_chinese)
    try:
        cli.main(["build", "--config-file", str(config_file)], standalone_mode=False)
    except Abort as end:
        is_strict = "strict" in end.format_message()
        return (
            "有警告，而这次要求没有警告（strict），没有生成网站，原有网站未动" if is_strict else ""
        )
    except MkDocsException as error:
        return visible_lines(error.format_message())
    finally:
        logger.removeFilter(_in_chinese)
    return None


def _in_chinese(record: logging.LogRecord) -> bool:
    """Whether a message is shown; the one at the end gets other words."""
    if done := _DONE.fullmatch(record.getMessage()):
        record.msg, record.args = f"网站生成好了，用了 {float(done[1]):.1f} 秒", ()
    return not record.getMessage().startswith(_OF_NO_USE)
