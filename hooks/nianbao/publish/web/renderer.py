"""Renders generated pages from the theme's templates, without the generator of the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import jinja2

from ...build.store import Store
from ...settings import PortalSettings, SiteIdentity
from ..artifact import Content
from .addresses import COMPARING, COVERAGE, FILES, OPEN_DATA, VERIFICATION, absolute
from .compiled_templates import CompiledTemplates
from .frame import Frame, FramedPage, Neighbour
from .links import relative
from .meta_tags import Article, page_tags, site_tags
from .page_view import PageView
from .scripts import Scripts
from .surroundings import Surroundings
from .templates import FILTERS

__all__ = ["Neighbours", "Renderer", "template_globals", "without_leftovers"]

# Material's base.html begins with them, outside any block; autocomplete makes them invalid HTML.
_SWITCHES = re.compile(r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>')
# Not a Chinese blank, which authors indent with.
_INDENTS = re.compile(r"\n[ \n]+")
# Where blanks are shown.
_AS_IT_IS = re.compile("<(?:pre|textarea)")

Neighbours = tuple[Neighbour | None, Neighbour | None]
"""The pages before and after a page."""


def _unknown(_content: Content) -> str:
    """Of a file that is not made yet."""
    return ""


@dataclass(frozen=True)
class Renderer:
    """The templates in the folders of ``theme`` and in the theme that it changes, for one site.

    ``compiled`` keeps them as they are compiled.
    """

    theme: tuple[Path, ...]
    frame: Frame
    identity: SiteIdentity
    site_url: str
    scripts: Scripts
    portal: PortalSettings = field(default_factory=PortalSettings)
    compiled: Store | None = None

    def page(
        self,
        view: PageView,
        names: Mapping[str, str],
        labels: Callable[[Content], str],
        neighbours: Neighbours = (None, None),
        *,
        digests: Callable[[Content], str] = _unknown,
    ) -> str:
        """The HTML of a page.

        ``names`` are what breadcrumbs call the generated pages above it, by address; ``labels``
        says of the content of a file to take away how large it is, ``digests`` its SHA-256, or
        nothing where that is not known.
        """
        about = view.about
        # An article's tags have the description, which Material would print again.
        is_described = isinstance(about, Article)
        meta = (
            {"title": view.title}
            if is_described
            else {"title": view.title, "description": view.description}
        )
        before, after = neighbours
        page = FramedPage(
            title=view.title,
            url=view.path,
            canonical_url=absolute(self.site_url, view.path),
            meta=meta,
            previous_page=before,
            next_page=after,
        )
        name = self.portal.name or self.frame.site_name
        tags = (*site_tags(name, self.site_url, self.identity), *page_tags(about, view.path))
        template = self._environment.get_template(view.template)
        html = template.render(
            page=page,
            view=view,
            crumbs=self._around.crumbs(view.path, names),
            tags=tags,
            label=labels,
            digest=digests,
        )
        return without_leftovers(html)

    @cached_property
    def _around(self) -> Surroundings:
        return Surroundings(self.frame, self.portal)

    @cached_property
    def _environment(self) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*map(str, self.theme), str(_material())]),
            # robots.txt is plain text.
            autoescape=jinja2.select_autoescape(default=True, disabled_extensions=("txt",)),
            auto_reload=False,
            bytecode_cache=CompiledTemplates(self.compiled) if self.compiled else None,
        )
        environment.filters |= FILTERS
        # Material names the second in blocks that no page of ours has.
        environment.filters |= {"url": _url, "script_tag": _url}
        environment.globals |= template_globals(self.site_url, self.scripts, self._around)
        environment.globals |= {
            "config": self.frame.config,
            "nav": self._around.nav,
            "site": self.identity,
            "mkdocs_version": version("mkdocs"),
        }
        return environment


def template_globals(site_url: str, scripts: Scripts, around: Surroundings) -> dict[str, object]:
    """What every template may name."""
    return {
        "around": around,
        "ways": around.ways,
        "scripts": scripts.by_name,
        "picker_path": COMPARING,
        "coverage_path": COVERAGE,
        "files_path": FILES,
        "verification_path": VERIFICATION,
        "open_data_path": OPEN_DATA,
        "content_policy": partial(scripts.policy, site_url, portal=around.portal.origin(site_url)),
    }


def without_leftovers(html: str) -> str:
    """A page without what templates leave: indents, empty lines, unused switches.

    The switches are of a drawer and a search that no page of ours has.
    """
    head, end, body = html.partition("</head>")
    if not end:
        # robots.txt is a template, too.
        return html
    body = _SWITCHES.sub("", body)
    if not _AS_IT_IS.search(body):
        body = _INDENTS.sub("\n", body)
    return _INDENTS.sub("\n", head).lstrip() + end + body


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, address: object) -> str:
    """An address of the site as the page links to it; others stay as they are."""
    return relative(str(address), context["page"].url)


def _material() -> Path:
    spec = find_spec("material")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("material")
    return Path(spec.origin).parent / "templates"
