"""The MkDocs hook: reports/ becomes 政务公开 › 公开年报. The only module that imports mkdocs.

A build goes through these events, in this order:

- ``on_startup``      whether the site is only previewed
- ``on_config``       the site will be written into a folder of its own, so that the last good one
                      stays; settings, fonts, scripts and git's dates are read
- ``on_pre_build``    all reports are read, checked, described and typeset; an error stops here
- ``on_files``        pages and files become files of the site
- ``on_nav``          pages get their place: the section above, the neighbouring years beside
- ``on_page_markdown``   a page gets its title and its template
- ``on_env``          templates get what they may call; the search files are added
- ``on_page_context``, ``on_template_context``   templates get what they show
- ``on_post_page``, ``on_post_template``   what Material's script would need is taken out
- ``on_post_build``   the new site, which is whole now, gets its manifest and takes the place of
                      the old one
- ``on_build_error``  what there is of a new site is removed
"""

from __future__ import annotations

import logging
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import mkdocs
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.utils import CountHandler

# MkDocs takes the hooks folder off the path again once this module is loaded.
from nianbao.build import BuildError, SiteFolder, manifest_of
from nianbao.console import make_legible, show_progress
from nianbao.problem import Severity
from nianbao.publish import (
    SECTIONS,
    Equipment,
    NotPublishedError,
    Place,
    SiteLayout,
    WrittenPage,
    publish,
    read_equipment,
)
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


# The events of one build hand these on to each other; each build makes them anew.
_equipment: Equipment
_layout: SiteLayout
_is_preview = False
_is_in_place = False
# None for a preview, and until another build has finished: its folder is not ours to remove.
_folder: SiteFolder | None = None


def on_startup(command: str, *, dirty: bool) -> None:
    """Remembers whether this is ``mkdocs serve``, and whether a site is changed where it stands."""
    global _is_preview, _is_in_place
    _is_preview = command == "serve"
    # A preview has a folder of its own; what is written in parts needs the rest.
    _is_in_place = _is_preview or dirty


def on_config(config: MkDocsConfig) -> None:
    """Begins a new folder, and reads what a build needs besides reports."""
    global _equipment, _folder
    _folder = None
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    try:
        if not _is_preview:  # a preview has an address of its own
            require_site_url(config.site_url)
        if not _is_in_place:
            sign = f"{SECTIONS[0]}index.html"
            folder = SiteFolder.for_build(Path(config.site_dir), root, docs, sign)
            # Before anything is read, which may change while another build is waited for.
            config.site_dir = str(folder.begin(tell=log.info))
            _folder = folder
        _equipment = read_equipment(root, config.extra, Path(__file__).with_name("theme"))
    except (BuildError, SettingsError) as error:
        raise ConfigurationError(str(error)) from error
    site = _equipment.settings.site
    is_left_out = (config.exclude_docs or GitIgnoreSpec(())).match_file
    faults = release_faults(site, config.site_url or "", docs, is_left_out)
    if os.environ.get("NIANBAO_RELEASE") and faults:
        raise ConfigurationError("还不能生成正式网站：\n" + "\n".join(faults))
    if sentence := unset_settings(site):
        log.warning(sentence)


def on_pre_build(config: MkDocsConfig) -> None:
    """Publishes all reports as far as MkDocs is not needed for it."""
    global _layout
    taken = tuple((file.dest_uri, f"手写的 docs/{file.src_uri}") for file in get_files(config))
    name, url = config.site_name, config.site_url or ""
    try:
        published = publish(Place(url, name, taken), _equipment, show_progress)
    except NotPublishedError as error:
        raise PluginError(str(error)) from error
    for problem in published.problems:
        if problem.severity is Severity.WARNING:
            log.warning(problem.explained())
    if notices := sum(problem.severity is Severity.NOTICE for problem in published.problems):
        log.info("另有提示 %d 处，可用 make check 查看", notices)
    _layout = SiteLayout(_equipment, published, name, url)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Adds the pages, empty as yet, and every file."""
    for source in _layout.views:
        inclusion = InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, source, content="", inclusion=inclusion))
    for path, content in _layout.files():
        files.append(_file(path, content, config))
    # Scripts are published under names of their own.
    for script in _equipment.scripts.by_name.values():
        if plain := files.get_file_from_path(f"javascripts/{script.source.name}"):
            files.remove(plain)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Puts pages that are not in the navigation under their section, years beside each other."""
    sections = [_page_of(files, f"{path}index.md") for path in SECTIONS]
    for source in _layout.views:
        page = _page_of(files, source)
        above = next((each for each in sections if page.url.startswith(each.url)), None)
        if above is None:
            raise PluginError(f"{page.url} is below none of {SECTIONS}")
        page.parent = above.parent
    for later, earlier in _layout.neighbours():
        _page_of(files, earlier).next_page = _page_of(files, later)
        _page_of(files, later).previous_page = _page_of(files, earlier)
    for file in files.documentation_pages():
        day = _layout.last_changed(file.src_uri, Path(file.abs_src_path or ""))
        # MkDocs would give the day of the build; the sitemap leaves out what is not known.
        _page_of(files, file.src_uri).update_date = day.isoformat() if day else _LONG_AGO


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Gives a generated page its title and template, which ``on_page_context`` fills."""
    if view := _layout.views.get(page.file.src_uri):
        page.meta.update(title=view.title, description=view.description, template=view.template)
    return markdown


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Adds the search files, now that hand-written pages have been read; prepares the templates."""
    # MkDocs' own environment escapes nothing. robots.txt is plain text.
    env.autoescape = jinja2.select_autoescape(default=True, disabled_extensions=("txt",))
    env.filters |= _layout.filters
    env.globals |= _layout.globals
    # What MkDocs puts into a page that it previews, so that it is loaded again, is inline and new
    # each time: no policy can name it.
    if not _is_preview:
        env.globals["content_policy"] = _layout.policy
    pages = [_written(_page_of(files, file.src_uri)) for file in files.documentation_pages()]
    for path, content in _layout.search_files(pages):
        files.append(_file(path, content, config))


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """Gives a page's template what it shows."""
    context |= _layout.page_context(_written(page))
    context["unknown_day"] = _LONG_AGO
    if context["has_description_tag"]:
        page.meta.pop("description", None)


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> None:
    """Gives templates that are no pages (the sitemap, the error page) what all of them get."""
    context |= _layout.context()
    context["unknown_day"] = _LONG_AGO


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Takes out the switches of Material's drawer and search, which no page has."""
    return _SWITCHES.sub("", output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Takes out the switches from the error page, too."""
    return _SWITCHES.sub("", output_content)


def on_post_build(config: MkDocsConfig) -> None:
    """Puts the new site in the place of the old one, unless ``--strict`` is about to refuse it."""
    if _folder is None:
        return
    config.site_dir = str(_folder.site)
    handlers = logging.getLogger("mkdocs").handlers
    if config.strict and any(isinstance(h, CountHandler) and h.get_counts() for h in handlers):
        _folder.give_up()
        return
    try:
        manifest = manifest_of(_folder.unfinished)
        _folder.lay_out(manifest.files().items())
        if differences := _folder.check(manifest):
            raise PluginError(f"新网站与校验清单不符，原有网站未动：\n{differences.explained()}")
        _folder.finish()
    except BuildError as error:
        raise PluginError(str(error)) from error
    except OSError as error:
        raise PluginError(
            f"新网站换不上去，原有网站未动：{visible(str(error))}。"
            "多半是 site_dir 里有文件正被别的程序打开，请关闭以后再生成一次"
        ) from error


def on_build_error(error: Exception) -> None:
    """Removes what there is of the new site."""
    if _folder:
        _folder.give_up()


def _file(path: str, content: bytes | Path, config: MkDocsConfig) -> File:
    """A file of the site, never a page: no kind of artifact or attachment is Markdown."""
    if isinstance(content, bytes):
        file = File.generated(config, path, content=content)
    else:
        file = File.generated(config, path, abs_src_path=str(content))
    if file.is_documentation_page():
        raise PluginError(f"{path} 会变成网页")
    return file


def _page_of(files: Files, source: str) -> Page:
    file = files.get_file_from_path(source)
    if file is None or file.page is None:
        raise PluginError(f"{source} has no page")
    return file.page


def _written(page: Page) -> WrittenPage:
    """A page as the library knows it."""
    return WrittenPage(
        source=page.file.src_uri,
        title=str(page.title),
        url=page.url,
        canonical_url=page.canonical_url or "",
        meta=page.meta,
        leads_on=page.file.name == "index",
    )
