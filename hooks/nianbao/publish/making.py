"""Makes the contents of files: what is ready is put into the store, the rest is typeset or packed.

What takes work is kept under a key of its own, so that it outlasts a change of whatever else is
made of the same reports: a new template does not typeset a PDF again.
"""

from __future__ import annotations

import json
import zlib
from contextlib import nullcontext
from pathlib import Path

import PIL

from ..build.digests import digest_of, file_digest
from ..build.store import Store, Stored
from ..slow_work import WorkingOn
from . import data
from .artifact import Content, Copied, Made, Ready, Reduced
from .data.archives import Archive, packed
from .data.office_files import PublishedBook, WordFile
from .paper.manuscripts import Printed, Work
from .paper.paper_pictures import smaller_picture
from .paper.typesetting import Typesetter

__all__ = ["Contents"]

_PACKING = digest_of(
    zlib.ZLIB_RUNTIME_VERSION, (Path(data.__file__).with_name("archives.py")).read_text("utf-8")
)


class Contents:
    """Makes each content once; ``values`` are the keys of what took work.

    ``working_on`` gets the name of what is being typeset or packed.
    """

    def __init__(
        self, typesetter: Typesetter, store: Store, working_on: WorkingOn = nullcontext
    ) -> None:
        self._typesetter = typesetter
        self._store = store
        self._working_on = working_on
        self._made: dict[str, Made] = {}
        self.values: dict[str, None] = {}

    def made(self, content: Content) -> Made:
        """The content as a file in the store. Raises OSError, TypesettingError."""
        if isinstance(content, Made):
            return content
        if isinstance(content, Printed):
            return content.made
        if content.key not in self._made:
            self._made[content.key] = self._make(content)
        return self._made[content.key]

    def label(self, content: Content) -> str:
        """How large it is, as pages show it."""
        return self.made(content).label

    def digest(self, content: Content) -> str:
        """Its SHA-256, as pages show it."""
        return self.made(content).stored.sha256

    def is_at_hand(self, content: Content) -> bool:
        """Whether the content is there without typesetting or packing."""
        if isinstance(content, Archive):
            if not all(self.is_at_hand(each.content) for each in content.enclosures):
                return False
            return self._kept(self._packing_key(content)) is not None
        if isinstance(content, WordFile):
            return self._kept(content.key) is not None
        if isinstance(content, Work):
            return self._kept(self._typesetter.key(content)) is not None
        return True

    def _make(self, content: Content) -> Made:
        if isinstance(content, Ready):
            made = Made(self._store.add(content.data))
        elif isinstance(content, Copied):
            made = Made(self._store.add(content.source.read_bytes()))
        elif isinstance(content, Reduced):
            key = digest_of("reduced", file_digest(content.source), PIL.__version__)
            made = self._kept_or_worked(content, key)
        elif isinstance(content, Archive):
            made = self._kept_or_worked(content, self._packing_key(content))
        elif isinstance(content, PublishedBook | WordFile):
            made = self._kept_or_worked(content, content.key)
        elif isinstance(content, Work):
            made = self._kept_or_worked(content, self._typesetter.key(content))
        else:
            raise TypeError(content)
        return made

    def _packing_key(self, archive: Archive) -> str:
        parts = (
            part
            for each in archive.enclosures
            for part in (each.line, self.made(each.content).stored.sha256)
        )
        return digest_of("packed", _PACKING, *parts)

    def _kept_or_worked(
        self, content: Archive | PublishedBook | Reduced | WordFile | Work, key: str
    ) -> Made:
        self.values[key] = None
        if kept := self._kept(key):
            return kept
        with self._working_on(content.name):
            if isinstance(content, Reduced):
                data, remark = smaller_picture(content.source), ""
            elif isinstance(content, PublishedBook | WordFile):
                data, remark = content.data(), ""
            elif isinstance(content, Archive):
                data, remark = packed(content, self._read), f"{len(content.enclosures)} 个文件"
            else:
                data, pages = self._typesetter.pdf(content)
                remark = f"{pages} 页"
        stored = self._store.add(data)
        value = [stored.size, stored.sha256, stored.sm3, remark]
        self._store.keep(key, json.dumps(value, ensure_ascii=False).encode())
        return Made(stored, remark)

    def _kept(self, key: str) -> Made | None:
        kept = self._store.value(key)
        if kept is None:
            return None
        size, sha256, sm3, remark = json.loads(kept)
        return Made(Stored(size, sha256, sm3), remark) if self._store.has(sha256) else None

    def _read(self, content: Content) -> bytes:
        return self._store.path(self.made(content).stored.sha256).read_bytes()
