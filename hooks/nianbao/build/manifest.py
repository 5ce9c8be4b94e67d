"""stub"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    path: str
    media_type: str
    size: int
    sha256: str
    sm3: str
    day: date | None


def media_type_of(path: str) -> str:
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
