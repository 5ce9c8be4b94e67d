"""The page of all data: its files with check sums, what every column means, questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...settings import Licence
from ...wording import file_size
from ..artifact import Artifact, Made
from ..data.tables import DataTable, data_tables
from ..reference.questions import Question, questions
from ..web.addresses import OPEN_DATA
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage

__all__ = ["DataFile", "OpenDataPage"]


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file: its name, what it is, and what has been made of it."""

    name: str
    says: str
    media_type: str
    made: Made

    @property
    def path(self) -> str:
        """Its address."""
        return f"{OPEN_DATA}{self.name}"

    @property
    def size(self) -> str:
        """How large it is, in words."""
        return file_size(self.made.stored.size)

    @property
    def sha256(self) -> str:
        """Its digest."""
        return self.made.stored.sha256


@dataclass(frozen=True, slots=True)
class OpenDataPage:
    """数据下载; ``documents`` are what programs read one by one, which the page does not list.

    ``version`` is that of the data. Without a ``licence`` the page says nothing of one.
    """

    template = "open-data.html"
    path = OPEN_DATA
    title = "数据下载"
    crumb = title
    description = "所有机关、所有年度的年报数据：一次下载，每一列都有说明，附例题。"
    files: tuple[DataFile, ...]
    documents: tuple[tuple[str, Made], ...]
    version: str
    licence: Licence | None
    updated: date | None

    @property
    def tables(self) -> tuple[DataTable, ...]:
        """The tables with their columns."""
        return tuple(data_tables().values())

    @property
    def questions(self) -> tuple[Question, ...]:
        """The worked questions."""
        return questions()

    @property
    def downloads(self) -> tuple[Download, ...]:
        """All files that stand beside it and below it."""
        listed = ((file.path, file.media_type, file.made) for file in self.files)
        below = ((path, "application/json", made) for path, made in self.documents)
        return tuple(
            Download("", Artifact(path, media_type, made, self.updated))
            for path, media_type, made in (*listed, *below)
        )

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("政府信息公开", "年报数据", "开放数据"))
