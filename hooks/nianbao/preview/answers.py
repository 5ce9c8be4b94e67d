"""What is answered for an address of the site: the page as it is now, or why there is none."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlsplit

import jinja2

from ..build import media_type_of
from ..problem import Problem, Severity
from ..publish.paper.typesetting import TypesettingError
from ..publish.reading import ReadShare
from ..publish.web.addresses import COLUMN
from ..source import Report, read_report
from ..visible import visible
from .board import Board
from .live import FileProblems, message, with_preview
from .panel import Place, groups_of, said_of
from .project import Project
from .shown import Shown
from .state import State

__all__ = ["Answer", "Answers"]

_HTML = "text/html"
_MADE_OF_MANY = (".pdf", ".zip")
"""What takes long to make; where it is made of many reports, only a build makes it."""
_SWAP = 2.0
"""Seconds after which a site that is not there is not only on its way."""
_LOOK = 0.02


@dataclass(frozen=True)
class Answer:
    """What is sent."""

    status: HTTPStatus
    media_type: str = ""
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class Answers:
    """Answers from the last site, and from what has changed since.

    ``patience`` is for how many seconds a file is waited for that is being made.
    """

    def __init__(
        self, project: Project, board: Board, say: Callable[[str], None], patience: float = 120.0
    ) -> None:
        self._project = project
        self._board = board
        self._say = say
        self._patience = patience
        self._shown = Shown()

    def answer(self, path: str) -> Answer:
        """What is at a path below the site's root: plain names with slashes between them."""
        path = path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
        while True:
            which = self._site()
            answer = self._now(path)
            # A new site may have come while the old one was looked into.
            if which == self._site():
                return answer

    def nothing(self) -> Answer:
        """What is answered where there is nothing."""
        return self._none(self._board.state)

    def problems(self) -> Answer:
        """Everything that is wrong."""
        state = self._board.state
        title = "没有错误"
        if state.errors:
            title = f"报告里有 {len(state.errors)} 处错误，改好以前，全站不重新生成"
        elif state.faults:
            title = "网站没有重新生成"
        groups = self._by_file(state, state.by_file)
        html = message(title, self._board.mark_of(state), state.faults, groups)
        return Answer(HTTPStatus.OK, _HTML, html.encode())

    def _by_file(
        self, state: State, problems: Mapping[str, tuple[Problem, ...]]
    ) -> tuple[FileProblems, ...]:
        """Problems by file, numbered through, each file with the address of its page."""
        site_url = state.record.site.site_url if state.record else ""
        base = f"/{urlsplit(site_url).path.strip('/')}/".replace("//", "/")
        pages = {file.file: quote(f"{base}{path}") for path, file in state.texts.items()}
        said = iter(said_of((p for found in problems.values() for p in found), self._project.root))
        return tuple(
            FileProblems(file, tuple(islice(said, len(found))), pages.get(file, ""))
            for file, found in problems.items()
        )

    def _errors(self, state: State) -> tuple[FileProblems, ...]:
        """The errors by file."""
        found = {
            file: tuple(each for each in problems if each.severity is Severity.ERROR)
            for file, problems in state.by_file.items()
        }
        return self._by_file(state, {file: errors for file, errors in found.items() if errors})

    def _site(self) -> object:
        """Which site there is; between two there is none for a moment."""
        until = time.monotonic() + _SWAP
        while not (which := self._board.look_at_site()):
            if self._board.state.record is None or time.monotonic() > until:
                break
            time.sleep(_LOOK)
        return which

    def _now(self, path: str) -> Answer:
        state = self._board.state
        if state.record is None:
            return self._not_yet(state)
        found = self._of_report(path, state)
        if found is None and path.endswith(_MADE_OF_MANY) and state.lags:
            found = self._waited_for(path)
        return found or self._on_site(path)

    # ---- reports ---------------------------------------------------------------------------

    def _of_report(self, path: str, state: State) -> Answer | None:
        """What is made of reports that have changed; None where the last site has it."""
        slug, slash, below = path.removeprefix(COLUMN).partition("/")
        if not path.startswith(COLUMN) or (slug not in state.shares and not state.was_there(slug)):
            return None
        year = below.partition("/")[0]
        address = f"{COLUMN}{slug}/{year}/"
        if problems := state.broken.get(address):
            if path == address and (answer := self._with_errors(path, slug, state)):
                return answer
            file = problems[0].file
            groups = self._by_file(state, {file: state.by_file.get(file, problems)})
            html = message(
                f"{problems[0].file} 有 {len(problems)} 处错误，改好以后本页自动刷新",
                self._board.mark_of(state),
                groups=groups,
            )
            return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, _HTML, html.encode())
        share = state.shares.get(slug)
        if share is None:
            # Where organs.yml cannot be read, nobody knows whether there is such an organ.
            return self._none(state) if state.is_known and not state.fault else None
        return self._of_share(path, share, state) if state.is_new(share) and slash else None

    def _with_errors(self, path: str, slug: str, state: State) -> Answer | None:
        """The page of a report that has errors, if it can be made in spite of them."""
        share = state.shares.get(slug)
        if share is None:
            return None
        try:
            with self._shown.lock:
                answer = self._made(path, share, state)
        except Exception:  # noqa: BLE001 - pages are made for reports without errors
            return None
        return answer if answer and answer.status is HTTPStatus.OK else None

    def _of_share(self, path: str, share: ReadShare, state: State) -> Answer | None:
        try:
            with self._shown.lock:
                return self._made(path, share, state)
        except (jinja2.TemplateError, TypesettingError, OSError) as error:
            what = _sentence(error, self._project)
        except Exception:  # noqa: BLE001 - the preview outlives a mistake of ours
            self._say(traceback.format_exc())
            what = "程序出错，详情在运行预览的窗口里，请报告维护者"
        return self._failed(what, state) if _is_whole(share) else None

    def _made(self, path: str, share: ReadShare, state: State) -> Answer | None:
        shown = self._shown.share(share, state)
        if shown is None:
            return None
        if shown.has(f"{path}/"):
            return self._moved(f"{path}/")
        if not shown.has(path):
            return self._none(state) if _is_whole(share) else None
        made = shown.made(path)
        if isinstance(made, bytes):
            return self._page(made.decode(), HTTPStatus.OK, state, path)
        return Answer(HTTPStatus.OK, media_type_of(path), made.read_bytes())

    # ---- the last site ---------------------------------------------------------------------

    def _waited_for(self, path: str) -> Answer | None:
        """Waits until a file of many reports is made again; an answer if it is not."""
        if not (self._project.site / path).is_file():
            return None
        state = self._board.wait(lambda now: not now.lags or now.is_stuck, self._patience)
        if not state.lags:
            return None
        why = (
            "报告或设置里有错误，改好以后才能制作这个文件"
            if state.is_wrong
            else "这个文件正在后台制作，请过一会儿再打开"
        )
        html = message(why, self._board.mark_of(state), state.faults, self._errors(state))
        return Answer(
            HTTPStatus.SERVICE_UNAVAILABLE, _HTML, html.encode(), headers={"Retry-After": "10"}
        )

    def _on_site(self, path: str) -> Answer:
        """What the last site has."""
        state = self._board.state
        file = self._project.site / path
        if path and not path.endswith("/") and file.is_dir():
            return self._moved(f"{path}/") if (file / "index.html").is_file() else self._none(state)
        if path.endswith("/") or not path:
            file /= "index.html"
        if not file.is_file():
            return self._none(state)
        if file.suffix == ".html":
            return self._page(file.read_text("utf-8"), HTTPStatus.OK, state, path)
        return Answer(HTTPStatus.OK, media_type_of(file.name), file.read_bytes())

    def _none(self, state: State) -> Answer:
        try:
            html = (self._project.site / "404.html").read_text("utf-8")
        except OSError:
            html = message("没有这个页面", self._board.mark_of(state))
            return Answer(HTTPStatus.NOT_FOUND, _HTML, html.encode())
        return self._page(html, HTTPStatus.NOT_FOUND, state)

    # ---- pages -----------------------------------------------------------------------------

    def _page(self, html: str, status: HTTPStatus, state: State, path: str = "") -> Answer:
        places = self._places(path, state)
        shown = with_preview(html, state, self._board.mark_of(state), places)
        return Answer(status, _HTML, shown.encode())

    def _places(self, path: str, state: State) -> tuple[Place, ...] | None:
        """What is wrong with the report at a path, by its places; None where there is none."""
        file = state.texts.get(path)
        if file is None:
            return None
        problems = state.by_file.get(file.file, ())
        report = None
        if problems:
            report, _ = read_report(file.path, file.organ, file.file, file.version)
        known = report if isinstance(report, Report) else None
        return groups_of(problems, known, self._project.root)

    def _moved(self, path: str) -> Answer:
        return Answer(HTTPStatus.MOVED_PERMANENTLY, headers={"Location": path})

    def _not_yet(self, state: State) -> Answer:
        title = "网站还没有生成" if state.is_wrong else "正在生成，完成以后本页自动刷新"
        html = message(title, self._board.mark_of(state), state.faults, self._errors(state))
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, _HTML, html.encode())

    def _failed(self, what: str, state: State) -> Answer:
        html = message("这一页做不出来", self._board.mark_of(state), (what,))
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, _HTML, html.encode())


def _is_whole(share: ReadShare) -> bool:
    """Whether all of a share could be read: without an error."""
    return all(problem.severity is not Severity.ERROR for problem in share.reading.problems)


def _sentence(error: Exception, project: Project) -> str:
    """What went wrong, and where if that is in a template."""
    if not isinstance(error, jinja2.TemplateError):
        return visible(str(error))
    where = "模板"
    trace = error.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        for folder in project.theme:
            if file.is_relative_to(folder):
                name = file.relative_to(folder.parent).as_posix()
                where = f"模板 {name} 第 {trace.tb_lineno} 行"
        trace = trace.tb_next
    return f"{where}：{visible(str(error.message or error))}"
