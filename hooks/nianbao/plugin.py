"""The MkDocs plugin: reports/ becomes 政务公开 › 公开年报. Only this and its call import mkdocs.

MkDocs reads and renders the hand-written pages and gives the navigation; everything that is made
of reports is made without it, and put beside its pages at the end. A build goes through:

- ``on_startup``      whether only what has changed is written
- ``on_config``       settings, fonts, scripts and git's dates are read; MkDocs is told of the
                      theme; the site will be written into a folder of its own, so that the last
                      good one stays
- ``on_pre_build``    all reports are read and checked; an error stops here
- ``on_files``        the program's own pages join the site's; the theme's scripts get the names
                      under which they are published; what the portal has instead of us is
                      left out
- ``on_nav``          the navigation is kept for the pages that MkDocs does not know
- ``on_env``          all other files are made, now that hand-written pages have their titles
- ``on_page_context``, ``on_template_context``   templates get what they show
- ``on_post_page``, ``on_post_template``   what Material's script would need is taken out
- ``on_post_build``   the new site, which is whole now, gets its manifest and takes the place of
                      the old one
- ``on_build_error``  what there is of a new site is removed
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import mkdocs
from mkdocs.config.base import Config
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import CountHandler, get_theme_dir
from pathspec.gitignore import GitIgnoreSpec

from .build import BuildError, SiteFolder
from .build.cluster import chosen_workers
from .build.mishaps import sentence_of
from .build.receipt import write_receipt
from .build.store import tidy
from .build.tasks import Tools
from .console import make_legible, progress_on
from .problem import Severity
from .program_files import MODEL, program_pages
from .publish import (
    ALWAYS_THERE,
    COLUMN,
    DATA,
    FILTERS,
    BrokenLink,
    Checked,
    Equipment,
    Frame,
    Nav,
    NavItem,
    NotPublishedError,
    Published,
    Site,
    WrittenPage,
    broken_in_fragment,
    check,
    complete,
    direct_page,
    inputs_digest,
    keep_record,
    make,
    page_address,
    page_context,
    read_equipment,
    settled,
    site_context,
    template_globals,
    without_leftovers,
)
from .publish.reference.schema import schemas
from .publish.released import ledger_after
from .publish.web.compiled_templates import CompiledTemplates
from .publish.web.scripts import marked_path
from .publish.web.style import STYLE, compact
from .settings import (
    Redirects,
    SettingsError,
    placed,
    read_redirects,
    read_settings,
    release_faults,
    require_column,
    require_site_url,
    section_of,
    unset_settings,
)
from .source import LEDGER
from .visible import visible, visible_lines

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

log = logging.getLogger("mkdocs.plugins.nianbao")

_FOR_MAINTAINERS = ("/maintainers/",)
# Reached by crumbs, from texts and from the foot.
_NOT_IN_NAV = ("/zwgk/index.md", "/zwgk/ysqgk.md", "/help/", "/schema/", "/search/", "/sitemap/")
_EXTENSIONS: dict[str, dict[str, object]] = {
    "tables": {"use_align_attribute": True},  # no inline styles
    "toc": {"toc_depth": 0},
    "attr_list": {},  # {#name} behind a heading is its name in addresses
    "nianbao.publish.web.html_output:HtmlOutput": {},
    "nianbao.publish.web.written_headings:WrittenHeadings": {},
}
_VALIDATED = {"omitted_files", "absolute_links", "unrecognized_links", "anchors"}
if int(mkdocs.__version__.split(".")[0]) >= 2:
    raise SystemExit(
        f"本站用 MkDocs 1.6 生成，现在装的是 {mkdocs.__version__}："
        "请执行 pip install --require-hashes -r requirements.txt 装回锁定的版本。"
    )


# The events of one build hand these on to each other; each build makes them anew.
_cache: Path
_equipment: Equipment
_inputs: str
_said: list[str]
_redirects: Redirects
_checked: Checked
_nav: Navigation
_pages: dict[str, WrittenPage]
_site: Site
_published: Published
_days: dict[str, date | None]
# None until another build has finished: its folder is not ours to remove.
_folder: SiteFolder | None = None


def on_startup(command: str, *, dirty: bool) -> None:
    """Refuses to change a site where it stands."""
    if dirty:
        # The files of the site are those that are kept: nobody may write into them.
        raise ConfigurationError("生成网站本来就只做变化了的部分，请去掉 --dirty")


def on_config(config: MkDocsConfig) -> None:
    """Begins a new folder, and reads what a build needs besides reports."""
    global _cache, _equipment, _folder, _inputs, _redirects, _said
    _folder = None
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    _cache = root / ".cache"
    try:
        require_site_url(config.site_url)
        require_column(docs, MODEL / "docs")
        sign = f"{COLUMN}index.html"
        folder = SiteFolder.for_build(Path(config.site_dir), root, docs, sign)
        # Before anything is read, which may change while another build is waited for.
        config.site_dir = str(folder.begin(tell=log.info))
        _folder = folder
        settings = read_settings(section_of(config.extra), root)
        is_release = bool(os.environ.get("NIANBAO_RELEASE"))
        _equipment = read_equipment(root, settings, is_release=is_release)
        if is_release and (sys.stdout.isatty() or not _equipment.today):
            _equipment = replace(_equipment, today=datetime.now().astimezone().date())
    except SettingsError as error:
        text = Path(config.config_file_path).read_text("utf-8-sig")
        raise ConfigurationError(placed(str(error), text)) from error
    except BuildError as error:
        raise ConfigurationError(str(error)) from error
    _use_theme(config)
    settings, address = _equipment.settings, config.site_url or ""
    is_excluded = (config.exclude_docs or GitIgnoreSpec(())).match_file
    faults = release_faults(
        settings, address, docs, lambda path: is_excluded(path) or settings.portal.replaces(path)
    )
    # Before anything is read: what changes while it is being made is made next time.
    config_file = Path(config.config_file_path)
    _inputs = inputs_digest(_equipment, config_file, docs)
    try:
        _redirects = read_redirects(root, config.site_url or "")
    except SettingsError as error:
        raise ConfigurationError(str(error)) from error
    if is_release and faults:
        raise ConfigurationError("还不能生成正式网站：\n" + "\n".join(faults))
    _said = []
    for sentence in filter(None, (unset_settings(settings), *settings.portal.faults(address))):
        _say(logging.WARNING, sentence)
    # What leads to no page is told by us, in Chinese, when all pages are known (on_env, on_nav).
    config.validation.nav.not_found = logging.DEBUG
    config.validation.links.not_found = logging.DEBUG
    config.validation.links.unrecognized_links = logging.DEBUG
    if settings.portal.home:
        # Paths from the root of the host are the portal's.
        config.validation.nav.absolute_links = logging.DEBUG
        config.validation.links.absolute_links = logging.DEBUG


def on_pre_build(config: MkDocsConfig) -> None:
    """Reads and checks all reports."""
    global _checked
    with _tools() as tools:
        _checked = check(_equipment, tools)
    for problem in _checked.problems:
        if problem.severity is Severity.WARNING:
            _say(logging.WARNING, problem.explained())
    if drafts := _checked.said_of_drafts:
        _say(logging.INFO, drafts)
    if notices := sum(problem.severity is Severity.NOTICE for problem in _checked.problems):
        _say(logging.INFO, f"另有提示 {notices} 处，可用 nianbao check 查看")


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Adds the program's own pages and pictures, and leaves out the pages that the portal has.

    Scripts and styles get names that change when they do.
    """
    if Path(config.docs_dir) != MODEL / "docs":
        _add_pages(files, config)
    for script in _equipment.scripts.by_name.values():
        for part in script.parts:
            if plain := files.get_file_from_path(part):
                files.remove(plain)
        files.append(File.generated(config, script.path, content=script.content))
    config.extra_css = [_marked(str(path), files, config) for path in config.extra_css]
    for name, schema in schemas().items():
        if files.get_file_from_path(f"schema/{name}") is None:
            # That of a form of the site's own; the others are files of the program.
            files.append(File.generated(config, f"schema/{name}", content=schema))
    for path, image in _equipment.settings.site.images.items():
        files.append(File.generated(config, path, abs_src_path=str(image)))
    _leave_out(files)


def _leave_out(files: Files) -> None:
    """Takes out pages that the portal has, and files of Material, which no page asks for."""
    material = get_theme_dir("material")
    for file in list(files):
        is_of_portal = _equipment.settings.portal.replaces(file.src_uri)
        if file.src_dir == material or (file.is_documentation_page() and is_of_portal):
            files.remove(file)


def _marked(path: str, files: Files, config: MkDocsConfig) -> str:
    """The path under which a style sheet is published, which changes when it does."""
    file = files.get_file_from_path(path)
    if file is None:
        return path
    content = compact(file.content_string).encode() if path == STYLE else file.content_bytes
    marked = marked_path(path, content)
    files.remove(file)
    files.append(File.generated(config, marked, content=content))
    return marked


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keeps the navigation for the pages that MkDocs does not know."""
    global _nav
    _nav = nav
    portal = _equipment.settings.portal
    for link in _links_of(nav.items):
        if _is_lost(link) and page_address(link.url) not in portal.pages:
            _say(
                logging.WARNING,
                f"mkdocs.yml 的 nav 里的 {visible(link.url)} 没有这个文件，栏目里不列它；"
                "用不着的，请从 nav 里删去这一行",
            )


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Makes what is made of reports, now that hand-written pages have been read."""
    global _site, _pages, _published, _days
    pages = [_written(file.page) for file in files.documentation_pages() if file.page]
    _pages = {page.url: page for page in pages}
    _site = Site(
        root=_equipment.root,
        settings=_equipment.settings,
        theme=_equipment.theme,
        frame=_frame(config, {page.url: page.title for page in pages}),
        site_url=config.site_url or "",
        fonts=_equipment.typefaces.digest,
    )
    taken = [(file.dest_uri, f"手写的 docs/{file.src_uri}") for file in files]
    direct = filter(None, map(direct_page, pages))
    with _tools() as tools:
        _published = make(_checked, _site, direct, taken, tools)
    _days = {file.dest_uri: _last_changed(file) for file in files.documentation_pages()}
    # MkDocs' own environment escapes nothing. robots.txt is plain text.
    env.bytecode_cache = CompiledTemplates(_site.compiled, "mkdocs")
    env.autoescape = jinja2.select_autoescape(default=True, disabled_extensions=("txt",))
    env.filters |= FILTERS
    env.globals |= template_globals(_site.site_url, _equipment.scripts, _site.around)
    _settle_links(files)


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> None:
    """Gives templates that are no pages (the error page) what all of them get."""
    context |= site_context(_site, _published.overview)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """Gives a page's template what it shows."""
    context |= page_context(_written(page), _site, _published.overview, _pages)
    if context["has_description_tag"]:
        page.meta.pop("description", None)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Takes out what Material's templates leave that no page has a use for."""
    return without_leftovers(output)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Takes it out of the error page, too."""
    return without_leftovers(output_content)


def on_post_build(config: MkDocsConfig) -> None:
    """Puts the new site in the place of the old one, unless ``--strict`` is about to refuse it."""
    handlers = logging.getLogger("mkdocs").handlers
    is_refused = config.strict and any(
        isinstance(handler, CountHandler) and handler.get_counts() for handler in handlers
    )
    try:
        manifest = complete(
            Path(config.site_dir),
            _published,
            _equipment.store,
            _site,
            _days,
            redirects=_redirects,
            compress=_equipment.is_release and _equipment.settings.publication.compress,
        )
        if _folder is None:
            raise RuntimeError("the build was not begun")
        config.site_dir = str(_folder.site)
        if is_refused:
            _folder.give_up()
            return
        store = _equipment.store
        sources = {entry.path: store.path(entry.sha256) for entry in _published.entries}
        if differences := _folder.check(manifest, sources):
            raise PluginError(f"新网站与校验清单不符，原有网站未动：\n{differences.explained()}")
        if os.environ.get("NIANBAO_PREVIEW"):
            keep_record(_folder.unfinished, _site, _checked)
        _put_in_place(_folder)
    except BuildError as error:
        raise PluginError(str(error)) from error


def on_build_error(error: Exception) -> None:
    """Removes what there is of the new site, and says what a machine has done to the build."""
    if _folder:
        _folder.give_up()
    if sentence := sentence_of(error, _cache):
        raise PluginError(sentence) from error


def _use_theme(config: MkDocsConfig) -> None:
    """Tells MkDocs of the theme, and of what our pages need, so that no site has to."""
    with warnings.catch_warnings():
        # MkDocs means to drop it, and nothing else tells what the file itself says.
        warnings.simplefilter("ignore", DeprecationWarning)
        given = {name for each in config.user_configs for name in each.get("theme") or ()}
    if given:
        raise ConfigurationError(
            "mkdocs.yml：网页的样式由程序决定，请删去 theme 一项；自己的模板放在 templates/ 里"
        )
    config.theme = Theme(
        name="material",
        language="zh-CN",
        font=False,  # nothing is fetched from elsewhere
        favicon="images/favicon.svg",
        static_templates=["404.html", "robots.txt"],
    )
    config.theme.dirs[:0] = map(str, _equipment.theme)
    config.extra_css = [STYLE, *config.extra_css]
    config.exclude_docs = _with_patterns(config.exclude_docs, _FOR_MAINTAINERS)
    config.not_in_nav = _with_patterns(config.not_in_nav, _NOT_IN_NAV)
    config.markdown_extensions = [*dict.fromkeys([*config.markdown_extensions, *_EXTENSIONS])]
    config.mdx_configs |= _EXTENSIONS
    for links in (config.validation.nav, config.validation.links):
        for name in _VALIDATED & links.keys():
            links[name] = logging.WARNING


def _with_patterns(spec: GitIgnoreSpec | None, patterns: tuple[str, ...]) -> GitIgnoreSpec:
    ours = GitIgnoreSpec.from_lines(patterns)
    return GitIgnoreSpec([*(spec.patterns if spec else ()), *ours.patterns])


def _add_pages(files: Files, config: MkDocsConfig) -> None:
    """The pages of the program that the site has not written itself."""
    folder = str(MODEL / "docs")
    for path in program_pages():
        if files.get_file_from_path(path) is None:
            files.append(File(path, folder, config.site_dir, config.use_directory_urls))


def _note_release() -> None:
    """Adds what has been released to the ledger, which is to be committed."""
    before = _checked.ledger
    after = ledger_after(before, _checked.texts, _checked.facts, _published.entries)
    if after != before:
        try:
            after.write(_equipment.root / "reports")
        except OSError as error:
            raise PluginError(
                f"新网站已经换上，发布记录 reports/{LEDGER} 却写不进去（{visible(str(error))}）。"
                "请腾出空间，检查有没有写的权限，再执行一次 nianbao release"
            ) from error
        log.info("发布记录 reports/%s 有了新内容，请和报告一起提交", LEDGER)


def _put_in_place(folder: SiteFolder) -> None:
    """Makes the new site the one that is there, and notes how the next build will find it."""
    try:
        folder.finish()
    except PermissionError as error:
        raise PluginError(
            f"新网站换不上去，原有网站未动：{visible(str(error))}。"
            "多半是 site_dir 里有文件正被别的程序打开，请关闭以后再生成一次"
        ) from error
    if _equipment.is_release:
        # Before it is noted that all is done: a release that was stopped here is made again.
        _note_release()
    try:
        _published.forget(_equipment.store, _equipment.settings.kept_builds)
        write_receipt(_equipment.store, folder.site, _inputs, tuple(_said))
        tidy(_cache)
    except OSError as error:
        # The new site is there and whole, however full the disk is now.
        log.warning(
            "新网站已经换上，只是记录写不进缓存（%s），下一次生成要多花些时间", visible(str(error))
        )


@contextmanager
def _tools() -> Iterator[Tools]:
    """What a build is done with; what can go wrong with it is told as MkDocs tells things."""
    try:
        with chosen_workers(os.environ) as workers:
            yield Tools(_equipment.store, workers, progress_on)
    except (BuildError, NotPublishedError, SettingsError) as error:
        raise PluginError(str(error)) from error


def _say(level: int, sentence: str) -> None:
    """Tells something now, and again when a build finds nothing to do."""
    log.log(level, "%s", sentence)
    _said.append(f"{logging.getLevelName(level)} -  {sentence}")


def _last_changed(file: File) -> date | None:
    """The day on which a hand-written page last changed; one that lists reports, when they did."""
    if file.url in (COLUMN, DATA):
        return _published.overview.updated
    return _equipment.commits.get(Path(file.abs_src_path or "").resolve())


def _frame(config: MkDocsConfig, titles: dict[str, str]) -> Frame:
    """What stands around every page, as plain data."""
    theme = {name: config.theme[name] for name in sorted(config.theme)}
    return Frame(
        config={
            "site_name": config.site_name,
            "site_url": config.site_url,
            "site_description": config.site_description,
            "site_author": config.site_author,
            "copyright": config.copyright,
            "extra": {name: value for name, value in config.extra.items() if name != "nianbao"},
            "extra_css": [str(path) for path in config.extra_css],
            "plugins": sorted(config.plugins),
            "theme": {**theme, "name": config.theme.name},
        },
        nav=Nav(tuple(filter(None, map(_nav_item, _nav.items)))),
        titles=titles,
    )


def _nav_item(item: StructureItem) -> NavItem | None:
    """An item as the library knows it, or None if its page is not there."""
    if isinstance(item, Section):
        children = tuple(filter(None, map(_nav_item, item.children)))
        return NavItem(str(item.title), children=children) if children else None
    if isinstance(item, Page):
        return NavItem(str(item.title), item.url, description=str(item.meta.get("description", "")))
    if not isinstance(item, Link):
        return None
    if not _is_lost(item):
        return NavItem(str(item.title), item.url)
    address = page_address(item.url)
    has_page = item.title and address in _equipment.settings.portal.pages
    return NavItem(str(item.title), address) if has_page else None


def _links_of(items: Iterable[StructureItem]) -> Iterator[Link]:
    """The items of the navigation that lead to no page of docs/."""
    for item in items:
        if isinstance(item, Section):
            yield from _links_of(item.children)
        elif isinstance(item, Link):
            yield item


def _is_lost(link: Link) -> bool:
    """Whether an item names a file of docs/, which is not there."""
    return link.url.endswith(".md") and not link.url.startswith("/") and "://" not in link.url


def _settle_links(files: Files) -> None:
    """Leads links to pages that the portal has there; tells of those that lead nowhere."""
    portal = _equipment.settings.portal
    there = {file.dest_uri for file in files}
    there |= {entry.path for entry in _published.entries} | set(ALWAYS_THERE)
    broken: list[BrokenLink] = []
    for file in files.documentation_pages():
        page = file.page
        if page is None or page.content is None:
            continue
        source = (f"docs/{file.src_uri}", file.content_string)
        page.content, found = settled(page.content, source, page.url, there, portal.pages)
        broken += found
    for fragment in portal.fragments:
        broken += broken_in_fragment(fragment, there)
    if broken and _equipment.is_release:
        lines = "\n".join(map(str, broken))
        raise PluginError(f"有的链接没有去处，没有生成网站，原有网站未动：\n{visible_lines(lines)}")
    for link in broken:
        _say(logging.WARNING, visible(str(link)))


def _written(page: Page) -> WrittenPage:
    """A page as the library knows it."""
    return WrittenPage(
        title=str(page.title),
        url=page.url,
        canonical_url=page.canonical_url or "",
        meta=page.meta,
        leads_on=page.file.name == "index",
    )


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """All settings stand below ``extra: nianbao``, wherever the program is installed."""


class Plugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """What ``plugins: [nianbao]`` names where the program is installed as a package."""

    on_startup = staticmethod(on_startup)
    on_config = staticmethod(on_config)
    on_pre_build = staticmethod(on_pre_build)
    on_files = staticmethod(on_files)
    on_nav = staticmethod(on_nav)
    on_env = staticmethod(on_env)
    on_template_context = staticmethod(on_template_context)  # type: ignore[assignment]
    on_page_context = staticmethod(on_page_context)  # type: ignore[assignment]
    on_post_page = staticmethod(on_post_page)
    on_post_template = staticmethod(on_post_template)
    on_post_build = staticmethod(on_post_build)
    on_build_error = staticmethod(on_build_error)
