"""The pages and files of shares that have changed, each made when it is asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import nullcontext
from pathlib import Path

from ..publish.artifact import Content
from ..publish.jobs import ShareJob
from ..publish.parts import Maker, forget_tools, neighbours
from ..publish.reading import ReadShare
from .state import State

__all__ = ["Shown", "ShownShare"]

_SHARES_KEPT = 8
_TO_BE_MADE = "点击时制作"


class ShownShare:
    """What a share comes to, described; it is made page by page."""

    def __init__(self, job: ShareJob) -> None:
        self._store = job.site.store
        self._maker = Maker(job.site, nullcontext)
        publication = self._maker.publication(job)
        views = publication.share_pages
        self._pages = {view.path: view for view in views}
        self._names = {view.path: view.crumb for view in views}
        self._around = neighbours(publication)
        artifacts = [download.artifact for view in views for download in view.downloads]
        artifacts += (*publication.attachments, *publication.feeds)
        self._files = {each.path: each for each in artifacts}

    def has(self, path: str) -> bool:
        """Whether there is a page or a file."""
        return path in self._pages or path in self._files

    def made(self, path: str) -> bytes | Path:
        """A page, or where a file lies. Raises TypesettingError, OSError, jinja2.TemplateError."""
        if path in self._pages:
            view = self._pages[path]
            return self._maker.html(
                view, self._names, self._label, self._digest, self._around
            ).encode()
        stored = self._maker.contents.made(self._files[path].content).stored
        return self._store.path(stored.sha256)

    def _label(self, content: Content) -> str:
        contents = self._maker.contents
        return contents.label(content) if contents.is_at_hand(content) else _TO_BE_MADE

    def _digest(self, content: Content) -> str:
        contents = self._maker.contents
        return contents.digest(content) if contents.is_at_hand(content) else ""


class Shown:
    """The last shares that were asked for. Whoever asks holds the ``lock`` until all is made."""

    def __init__(self) -> None:
        # Typst and what describes pages are made for one thread.
        self.lock = threading.Lock()
        self._theme = ""
        self._shares: OrderedDict[tuple[str, int], ShownShare] = OrderedDict()

    def share(self, share: ReadShare, state: State) -> ShownShare | None:
        """A share as it is now, once there is a site."""
        job = state.job(share)
        if job is None:
            return None
        if self._theme != state.theme:
            forget_tools()
            self._theme = state.theme
        key = (share.key, state.number)
        found = self._shares.pop(key, None) or ShownShare(job)
        self._shares[key] = found
        while len(self._shares) > _SHARES_KEPT:
            self._shares.popitem(last=False)
        return found
