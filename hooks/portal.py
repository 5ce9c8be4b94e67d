"""The MkDocs hook: reports/ becomes 政务公开 › 公开年报. The only module that imports mkdocs.

A build goes through these events, in this order:

- ``on_startup``      whether the site is only previewed
- ``on_config``       settings and fonts are read; nothing of an earlier build is left; the site
                      will be written into a folder of its own, so that the last good one stays
- ``on_pre_build``    all reports are read, checked and typeset; an error stops here, and the last
                      good site stays as it is
- ``on_files``        pages and downloads become files of the site
- ``on_nav``          pages get their place: the column above, the neighbouring years beside
- ``on_page_markdown``, ``on_page_content``   a report's page gets its title and its sections
- ``on_env``          the words of all reports are put into the search index
- ``on_page_context`` templates get the page's data and its breadcrumbs
- ``on_template_context`` the sitemap gets the downloads
- ``on_post_page``, ``on_post_template``   what Material's script would need is taken out
- ``on_post_build``   the new site, which is whole now, takes the place of the old one
- ``on_build_error``  what there is of a new site is removed
"""

from __future__ import annotations

import gc
import itertools
import logging
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import mkdocs
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.utils import CountHandler

# MkDocs takes the hooks folder off the path again once this module is loaded.
from nianbao.check import HouseRules, Press, house_rules, read_and_check
from nianbao.console import make_legible, show_progress
from nianbao.problem import Problem, Severity, has_errors
from nianbao.publish.addresses import COLUMN, DATA, SEARCH, indicator_path
from nianbao.publish.claims import conflicts
from nianbao.publish.column import Column, published_column
from nianbao.publish.edition import Edition
from nianbao.publish.fresh_folder import FreshFolder, fresh_folder
from nianbao.publish.git_history import CommitDates, read_commit_dates
from nianbao.publish.html import figure_in_words
from nianbao.publish.images import image_fault
from nianbao.publish.marked_text import marked_texts
from nianbao.publish.meta_tags import (
    Article,
    ColumnPage,
    MetaTags,
    keywords_in,
    moment_in,
    page_tags,
    site_tags,
)
from nianbao.publish.number_text import shown
from nianbao.publish.page_view import PageView
from nianbao.publish.report_page import ReportPage
from nianbao.publish.scripts import Scripts, read_scripts
from nianbao.publish.search import DirectPage, report_text, search_files, term_pages
from nianbao.publish.typefaces import Typefaces, load_typefaces
from nianbao.publish.typesetting import Typesetter, TypesettingError
from nianbao.readiness import release_faults, unset_settings
from nianbao.settings import Settings, SettingsError, read_settings, section_of
from nianbao.site_address import require_site_url
from nianbao.slow_work import SlowWork
from nianbao.source import Portal
from nianbao.visible import visible, visible_lines
from nianbao.wording import chinese_date
from pathspec.gitignore import GitIgnoreSpec

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.portal")

_LONG_AGO = "1980-01-01"
# What a site's folder must keep away from, besides docs_dir.
_SOURCES = ("reports", "hooks", "scripts", "tests", ".git", ".cache", ".venv")
# Material's base.html begins with them, outside any block; autocomplete makes them invalid HTML.
_SWITCHES = re.compile(r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>')

if int(mkdocs.__version__.split(".")[0]) >= 2:
    raise SystemExit(
        f"本站用 MkDocs 1.6 生成，现在装的是 {mkdocs.__version__}："
        "请执行 pip install --require-hashes -r requirements.txt 装回锁定的版本。"
    )


@dataclass
class _Build:
    """What the events of one build hand on to each other."""

    root: Path
    settings: Settings
    rules: HouseRules
    typefaces: Typefaces
    commits: CommitDates
    scripts: Scripts
    portal: Portal = field(init=False)
    column: Column = field(init=False)
    pages: dict[str, PageView] = field(default_factory=dict)
    by_url: dict[str, Page] = field(default_factory=dict)


_build: _Build
_is_preview = False
_is_partial = False
_fresh: FreshFolder | None = None


def on_startup(command: str, *, dirty: bool) -> None:
    """Remembers whether this is ``mkdocs serve``, and whether only what changed is written."""
    global _is_preview, _is_partial
    _is_preview = command == "serve"
    _is_partial = dirty


def on_config(config: MkDocsConfig) -> None:
    """Reads the settings, for ``on_pre_build`` and ``on_files``."""
    global _build, _fresh
    _fresh = None
    gc.unfreeze()
    gc.enable()
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    root = Path(config.config_file_path).parent
    try:
        # A preview has an address and a folder of its own.
        fresh = None if _is_preview else _site_folder(config, root)
        settings = read_settings(section_of(config.extra), root)
        rules = house_rules(settings)
        typefaces = load_typefaces(settings, root / ".cache")
    except SettingsError as error:
        raise ConfigurationError(str(error)) from error
    left_out = config.exclude_docs or GitIgnoreSpec(())
    faults = release_faults(
        settings.site, config.site_url or "", Path(config.docs_dir), left_out.match_file
    )
    if os.environ.get("NIANBAO_RELEASE") and faults:
        raise ConfigurationError("还不能生成正式网站：\n" + "\n".join(faults))
    if sentence := unset_settings(settings.site):
        log.warning(sentence)
    scripts = read_scripts(Path(__file__).with_name("theme"))
    _build = _Build(root, settings, rules, typefaces, read_commit_dates(root), scripts)
    # What is written in parts needs the rest.
    if fresh is not None and not _is_partial:
        _fresh = fresh
        config.site_dir = str(fresh.begin())


def on_pre_build(config: MkDocsConfig) -> None:
    """Reads, checks and typesets all reports; hands their pages on to ``on_files``."""
    press = Press(_build.typefaces.drawable, image_fault)
    # Reports live as long as the build: to walk them again and again costs a tenth of its time.
    gc.disable()
    with SlowWork() as working_on:
        portal, problems = read_and_check(_build.root / "reports", press, _build.rules, working_on)
    for problem in problems:
        if problem.severity is Severity.WARNING:
            log.warning(problem.explained())
    notices = sum(problem.severity is Severity.NOTICE for problem in problems)
    if notices:
        log.info("另有提示 %d 处，可用 make check 查看", notices)
    if has_errors(problems):
        errors = [p.explained() for p in problems if p.severity is Severity.ERROR]
        listed = "\n".join(errors)
        raise PluginError(f"报告里有 {len(errors)} 处错误，没有生成网站，原有网站未动：\n{listed}")
    gc.freeze()
    gc.enable()
    _build.portal = portal
    with SlowWork() as working_on:
        typesetter = Typesetter(_build.typefaces, _build.root / ".cache", working_on)
        _build.column = _typeset(portal, problems, typesetter, config)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Adds pages and downloads."""
    column = _build.column
    for view in column.pages:
        inclusion = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, _uri(view), content="", inclusion=inclusion))
        _build.pages[_uri(view)] = view
    for download, _ in column.downloads:
        if isinstance(download.content, str):
            files.append(File.generated(config, download.path, content=download.content.encode()))
        else:
            path = str(download.content.path)
            files.append(File.generated(config, download.path, abs_src_path=path))
    badge = _build.settings.site.badge_image
    if badge:
        uri = f"images/{badge.name}"
        files.append(File.generated(config, uri, abs_src_path=str(badge)))
    for uri, source in column.assets:
        asset = File.generated(config, uri, abs_src_path=str(source))
        if asset.is_documentation_page():
            raise PluginError(f"{visible(str(source))} 会变成网页")  # no kind of attachment is one
        files.append(asset)
    for script in _build.scripts.by_name.values():
        if plain := files.get_file_from_path(f"javascripts/{script.source.name}"):
            files.remove(plain)
        files.append(File.generated(config, script.path, abs_src_path=str(script.source)))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Puts pages that are not in the navigation under their column, years beside each other."""
    columns = [_page_of(files, f"{path}index.md") for path in (COLUMN, DATA)]
    for uri in _build.pages:
        page = _page_of(files, uri)
        page.parent = next(above.parent for above in columns if page.url.startswith(above.url))
    for organ in _build.column.organs:
        pages = [_page_of(files, _uri(report)) for report in organ.reports]
        for later, earlier in itertools.pairwise(pages):
            earlier.next_page, later.previous_page = later, earlier
    for file in files.documentation_pages():
        page = _page_of(files, file.src_uri)
        _build.by_url[page.url] = page
        # MkDocs would tell the day of the build; the sitemap leaves out what is not known.
        page.update_date = _last_changed(file) or _LONG_AGO


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Gives a generated page its title and template, which ``on_page_context`` fills."""
    view = _build.pages.get(page.file.src_uri)
    if view is not None:
        page.meta["title"] = view.title
        page.meta["description"] = view.description
        page.meta["template"] = view.template
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Makes a report's sections while the PDFs are being typeset."""
    view = _build.pages.get(page.file.src_uri)
    if not isinstance(view, ReportPage):
        return html
    page.meta["sections"] = view.sections()
    return html


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Puts the words of all reports into the search index; prepares the templates.

    They get filters and scripts, and escape: what is no markup by its type is text.
    """
    # MkDocs' own environment escapes nothing. robots.txt is plain text.
    env.autoescape = jinja2.select_autoescape(default=True, disabled_extensions=("txt",))
    env.filters |= {
        "chinese_date": chinese_date,
        "figure": figure_in_words,
        "indicator_path": indicator_path,
        "marked": marked_texts,
        "number": shown,
    }
    env.globals["scripts"] = _build.scripts.by_name
    # What MkDocs puts into a page that it previews, so that it is loaded again, is inline and new
    # each time: no policy can name it.
    if not _is_preview:
        env.globals["content_policy"] = partial(_build.scripts.policy, config.site_url or "")
    texts = (report_text(page.report, page.notes) for page in _build.column.reports)
    direct = (*_direct_pages(files), *term_pages())
    for path, content in search_files(_build.portal.organs, texts, direct):
        files.append(File.generated(config, path, content=content.encode()))


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """Gives the templates ``view``, ``column``, ``site``, the meta ``tags``, and ``crumbs``.

    The crumbs are the pages above this one.
    """
    view = _build.pages.get(page.file.src_uri)
    about = view.about if view else _about(page)
    context |= {"view": view, "column": _build.column, "site": _build.settings.site}
    context["tags"] = (*_site_tags(config), *page_tags(about))
    if not page.is_homepage:
        context["crumbs"] = _crumbs(page)
    if isinstance(about, Article):
        # Its tags have the description, which Material would print again.
        page.meta.pop("description", None)


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> None:
    """Gives the sitemap the downloads, and the day that stands for an unknown one."""
    context |= {"column": _build.column, "site": _build.settings.site, "unknown_day": _LONG_AGO}
    context["tags"] = _site_tags(config)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Takes out the switches of Material's drawer and search, which no page has."""
    return _SWITCHES.sub("", output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Takes out the switches from the error page, too."""
    return _SWITCHES.sub("", output_content)


def on_post_build(config: MkDocsConfig) -> None:
    """Puts the new site in the place of the old one, unless ``--strict`` is about to refuse it."""
    if _fresh is None:
        return
    config.site_dir = str(_fresh.site)
    handlers = logging.getLogger("mkdocs").handlers
    if config.strict and any(isinstance(h, CountHandler) and h.get_counts() for h in handlers):
        _fresh.give_up()
        return
    try:
        _fresh.finish()
    except OSError as error:
        raise PluginError(
            f"新网站换不上去，原有网站未动：{visible(str(error))}。"
            "多半是 site_dir 里有文件正被别的程序打开，请关闭以后再生成一次"
        ) from error


def on_build_error(error: Exception) -> None:
    """Removes what there is of the new site."""
    if _fresh is not None:
        _fresh.give_up()


def _site_folder(config: MkDocsConfig, root: Path) -> FreshFolder:
    """Where the site goes. Raises SettingsError when it cannot go there, or has no address."""
    require_site_url(config.site_url)
    sources = (Path(config.docs_dir), *(root / name for name in _SOURCES))
    return fresh_folder(Path(config.site_dir), root, sources)


def _typeset(
    portal: Portal, problems: list[Problem], typesetter: Typesetter, config: MkDocsConfig
) -> Column:
    """The column with every PDF made and every archive packed."""
    edition = Edition(
        typesetter=typesetter,
        commits=_build.commits,
        site_url=config.site_url or "",
        publisher=_build.settings.site.sponsor or config.site_name,
        cache=_build.root / ".cache",
        problems=problems,
        rules=_build.rules,
    )
    column = published_column(portal, edition)
    _require_own_addresses(column, config)
    try:
        typesetter.finish(show_progress)
    except TypesettingError as error:
        raise PluginError(
            "PDF 排版失败，没有生成网站，原有网站未动。这是程序的毛病，请报告维护者。"
            + visible_lines(str(error))
        ) from error
    for archive in column.archives:
        archive.write()
    return column


def _require_own_addresses(column: Column, config: MkDocsConfig) -> None:
    """Raises PluginError when two files of the site would have one address."""
    written = get_files(config)
    claims = [(file.dest_uri, f"手写的 docs/{file.src_uri}") for file in written]
    claims += [(f"{view.path}index.html", f"生成的网页“{view.title}”") for view in column.pages]
    claims += [(file.path, f"生成的下载 {file.path}") for file, _ in column.downloads]
    claims += [(uri, f"附件 {source}") for uri, source in column.assets]
    if found := tuple(conflicts(claims)):
        raise PluginError("没有生成网站，原有网站未动：\n" + "\n".join(map(visible, found)))


def _site_tags(config: MkDocsConfig) -> MetaTags:
    return site_tags(config.site_name, config.site_url or "", _build.settings.site)


def _about(page: Page) -> ColumnPage | Article | None:
    """What a hand-written page is: the first page, a column (index.md), or an article."""
    title = str(page.title)
    description = str(page.meta.get("description", ""))
    keywords = keywords_in(page.meta.get("keywords"))
    if page.is_homepage:
        return None
    if page.file.name == "index":
        return ColumnPage(title, description, keywords)
    return Article(
        title=title,
        column=_crumbs(page)[-2][0],
        published=moment_in(page.meta.get("date")),
        source=_build.settings.site.sponsor,
        keywords=keywords,
        description=description,
        url=page.canonical_url or "",
    )


def _direct_pages(files: Files) -> Iterator[DirectPage]:
    """The pages that a search leads to by their titles; organs and reports are found by more."""
    for file in files.documentation_pages():
        page = _page_of(files, file.src_uri)
        if file.src_uri not in _build.pages and not page.is_homepage and page.url != SEARCH:
            yield DirectPage(str(page.title), page.url, keywords_in(page.meta.get("keywords")))
    for view in _build.column.overviews:
        yield DirectPage(view.title, view.path, (view.crumb,))


def _page_of(files: Files, uri: str) -> Page:
    file = files.get_file_from_path(uri)
    if file is None or file.page is None:
        raise PluginError(f"{uri} has no page")
    return file.page


def _crumbs(page: Page) -> list[tuple[str, str]]:
    """Name and address of the pages above a page and its own: addresses mirror the places."""
    parts = page.url.rstrip("/").split("/")
    urls = ["", *("/".join(parts[:depth]) + "/" for depth in range(1, len(parts) + 1))]
    crumbs = []
    for above in (_build.by_url[url] for url in urls if url in _build.by_url):
        view = _build.pages.get(above.file.src_uri)
        crumbs.append((view.crumb if view else str(above.title), above.url))
    return crumbs


def _uri(view: PageView) -> str:
    """The Markdown file that MkDocs takes a page to come from."""
    return view.path.rstrip("/") + ".md"


def _last_changed(file: File) -> str:
    """The day a page was last changed, or nothing when that is not known."""
    if file.src_uri in _build.pages:
        day = _build.pages[file.src_uri].updated
    elif file.src_uri in (f"{COLUMN}index.md", f"{DATA}index.md"):
        day = _build.column.updated
    else:
        day = _build.commits.get(Path(file.abs_src_path or "").resolve())
    return day.isoformat() if day else ""
