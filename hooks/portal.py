"""The MkDocs hook: reports/ becomes 政务公开 › 公开年报. The only module that imports mkdocs.

A build goes through these events, in this order:

- ``on_startup``      whether the site is only previewed
- ``on_config``       settings, fonts, scripts and git's dates are read; the site will be written
                      into a folder of its own, so that the last good one stays
- ``on_pre_build``    all reports are read, checked, described and typeset; an error stops here
- ``on_files``        pages and files become files of the site
- ``on_nav``          pages get their place: the section above, the neighbouring years beside
- ``on_page_markdown``   a page gets its title and its template
- ``on_env``          templates get what they may call; the search files are added
- ``on_page_context``, ``on_template_context``   templates get what they show
- ``on_post_page``, ``on_post_template``   what Material's script would need is taken out
- ``on_post_build``   the new site, which is whole now, takes the place of the old one
- ``on_build_error``  what there is of a new site is removed
"""

from __future__ import annotations

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
from nianbao.console import make_legible, show_progress
from nianbao.problem import Severity
from nianbao.publish import (
    Artifact,
    Equipment,
    FreshFolder,
    NotPublishedError,
    Place,
    Published,
    fresh_folder,
    publish,
    read_equipment,
)
from nianbao.publish.search import DirectPage
from nianbao.publish.web.addresses import COLUMN, DATA, SEARCH
from nianbao.publish.web.crumbs import crumbs
from nianbao.publish.web.meta_tags import Article, hand_written, keywords_in, page_tags, site_tags
from nianbao.publish.web.page_view import PageView
from nianbao.publish.web.templates import FILTERS
from nianbao.settings import SettingsError, release_faults, require_site_url, unset_settings
from nianbao.visible import visible
from pathspec.gitignore import GitIgnoreSpec

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.portal")

_LONG_AGO = "1980-01-01"
# Material's base.html begins with them, outside any block; autocomplete makes them invalid HTML.
_SWITCHES = re.compile(r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>')

if int(mkdocs.__version__.split(".")[0]) >= 2:
    raise SystemExit(
        f"本站用 MkDocs 1.6 生成，现在装的是 {mkdocs.__version__}："
        "请执行 pip install --require-hashes -r requirements.txt 装回锁定的版本。"
    )


@dataclass
class _Build:
    """What the events of one build hand on to each other; pages are by source, names by address."""

    equipment: Equipment
    published: Published = field(init=False)
    pages: dict[str, PageView] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


_build: _Build
_is_preview = False
_is_in_place = False
# Apart from the build: an error in on_config comes before there is one.
_fresh: FreshFolder | None = None


def on_startup(command: str, *, dirty: bool) -> None:
    """Remembers whether this is ``mkdocs serve``, and whether a site is changed where it stands."""
    global _is_preview, _is_in_place
    _is_preview = command == "serve"
    # A preview has a folder of its own; what is written in parts needs the rest.
    _is_in_place = _is_preview or dirty


def on_config(config: MkDocsConfig) -> None:
    """Reads what a build needs besides reports, and begins a new folder."""
    global _build, _fresh
    _fresh = None
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    try:
        if not _is_preview:  # a preview has an address of its own
            require_site_url(config.site_url)
        fresh = None if _is_in_place else fresh_folder(Path(config.site_dir), root, docs)
        equipment = read_equipment(root, config.extra, Path(__file__).with_name("theme"))
    except SettingsError as error:
        raise ConfigurationError(str(error)) from error
    site = equipment.settings.site
    is_left_out = (config.exclude_docs or GitIgnoreSpec(())).match_file
    faults = release_faults(site, config.site_url or "", docs, is_left_out)
    if os.environ.get("NIANBAO_RELEASE") and faults:
        raise ConfigurationError("还不能生成正式网站：\n" + "\n".join(faults))
    if sentence := unset_settings(site):
        log.warning(sentence)
    _build = _Build(equipment)
    if fresh:
        _fresh = fresh
        config.site_dir = str(fresh.begin())


def on_pre_build(config: MkDocsConfig) -> None:
    """Publishes all reports as far as MkDocs is not needed for it."""
    taken = tuple((file.dest_uri, f"手写的 docs/{file.src_uri}") for file in get_files(config))
    place = Place(config.site_url or "", config.site_name, taken)
    try:
        _build.published = publish(place, _build.equipment, show_progress)
    except NotPublishedError as error:
        raise PluginError(str(error)) from error
    problems = _build.published.problems
    for problem in problems:
        if problem.severity is Severity.WARNING:
            log.warning(problem.explained())
    if notices := sum(problem.severity is Severity.NOTICE for problem in problems):
        log.info("另有提示 %d 处，可用 make check 查看", notices)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Adds the pages, empty as yet, and every file."""
    publication = _build.published.publication
    for view in publication.pages:
        uri = view.path.rstrip("/") + ".md"
        _build.pages[uri] = view
        inclusion = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, uri, content="", inclusion=inclusion))
    for artifact in (*publication.artifacts, *publication.attachments):
        files.append(_file(artifact, config))
    if badge := _build.equipment.settings.site.badge_image:
        uri = f"images/{badge.name}"
        files.append(File.generated(config, uri, abs_src_path=str(badge)))
    for script in _build.equipment.scripts.by_name.values():
        if plain := files.get_file_from_path(f"javascripts/{script.source.name}"):
            files.remove(plain)
        files.append(File.generated(config, script.path, abs_src_path=str(script.source)))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Puts pages that are not in the navigation under their section, years beside each other."""
    sections = [_page_of(files, f"{path}index.md") for path in (COLUMN, DATA)]
    for uri in _build.pages:
        page = _page_of(files, uri)
        page.parent = next(above.parent for above in sections if page.url.startswith(above.url))
    by_path = {view.path: uri for uri, view in _build.pages.items()}
    for organ in _build.published.publication.organs:
        pages = [_page_of(files, by_path[path]) for path in organ.report_paths]
        for later, earlier in itertools.pairwise(pages):
            earlier.next_page, later.previous_page = later, earlier
    for file in files.documentation_pages():
        page = _page_of(files, file.src_uri)
        # MkDocs would tell the day of the build; the sitemap leaves out what is not known.
        page.update_date = _last_changed(file) or _LONG_AGO


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Gives a generated page its title and template, which ``on_page_context`` fills."""
    if view := _build.pages.get(page.file.src_uri):
        page.meta.update(title=view.title, description=view.description, template=view.template)
    return markdown


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Adds the search files; prepares the templates.

    They get filters and scripts, and escape: what is no markup by its type is text.
    """
    scripts = _build.equipment.scripts
    # MkDocs' own environment escapes nothing. robots.txt is plain text.
    env.autoescape = jinja2.select_autoescape(default=True, disabled_extensions=("txt",))
    env.filters |= FILTERS
    env.globals |= {"made": _build.published.files, "scripts": scripts.by_name}
    # What MkDocs puts into a page that it previews, so that it is loaded again, is inline and new
    # each time: no policy can name it.
    if not _is_preview:
        env.globals["content_policy"] = partial(scripts.policy, config.site_url or "")
    for file in files.documentation_pages():
        page = _page_of(files, file.src_uri)
        # Only now have hand-written pages been read, which say their titles themselves.
        view = _build.pages.get(file.src_uri)
        _build.names[page.url] = view.crumb if view else str(page.title)
    for artifact in _build.published.publication.search_artifacts(_hand_written_pages(files)):
        files.append(_file(artifact, config))


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """Gives a page's template ``view``, ``crumbs``, and what all templates get."""
    view = _build.pages.get(page.file.src_uri)
    above = crumbs(page.url, _build.names)
    about = view.about if view else None
    if about is None and not page.is_homepage:
        about = hand_written(
            str(page.title),
            page.meta,
            is_column=page.file.name == "index",
            above=above[-2][0],
            source=_build.equipment.settings.site.sponsor,
            url=page.canonical_url or "",
        )
    on_template_context(context, "", config)
    context |= {"view": view, "crumbs": () if page.is_homepage else above}
    context["tags"] = (*context["tags"], *page_tags(about))
    if isinstance(about, Article):
        # Its tags have the description, which Material would print again.
        page.meta.pop("description", None)


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> None:
    """Gives every template ``publication``, ``site``, the site's meta ``tags``."""
    site = _build.equipment.settings.site
    context |= {"publication": _build.published.publication, "site": site}
    context["tags"] = site_tags(config.site_name, config.site_url or "", site)
    context["unknown_day"] = _LONG_AGO


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
    if _fresh:
        _fresh.give_up()


def _file(artifact: Artifact, config: MkDocsConfig) -> File:
    """A file of the site, never a page: no kind of artifact or attachment is Markdown."""
    source = _build.published.files[artifact.content].source
    if isinstance(source, bytes):
        file = File.generated(config, artifact.path, content=source)
    else:
        file = File.generated(config, artifact.path, abs_src_path=str(source))
    if file.is_documentation_page():
        raise PluginError(f"{artifact.path} 会变成网页")
    return file


def _hand_written_pages(files: Files) -> Iterator[DirectPage]:
    """The pages that a search leads to by their titles."""
    for file in files.documentation_pages():
        page = _page_of(files, file.src_uri)
        if file.src_uri not in _build.pages and not page.is_homepage and page.url != SEARCH:
            yield DirectPage(str(page.title), page.url, keywords_in(page.meta.get("keywords")))


def _page_of(files: Files, uri: str) -> Page:
    file = files.get_file_from_path(uri)
    if file is None or file.page is None:
        raise PluginError(f"{uri} has no page")
    return file.page


def _last_changed(file: File) -> str:
    """The day a page was last changed, or nothing when that is not known."""
    if file.src_uri in _build.pages:
        day = _build.pages[file.src_uri].updated
    elif file.src_uri in (f"{COLUMN}index.md", f"{DATA}index.md"):
        day = _build.published.publication.updated
    else:
        day = _build.equipment.commits.get(Path(file.abs_src_path or "").resolve())
    return day.isoformat() if day else ""
