"""IIS 7 and later: a web.config that stands in the folder of the site."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from ..build.compressing import COMPRESSED_TYPES
from .serving import CHARSET_TYPES, DIGEST, TYPES, ServedSite

__all__ = ["iis_files"]

_HANDLER = (
    '      <add name="StaticFile" path="*" verb="GET,HEAD" resourceType="Either"'
    ' requireAccess="Read" modules="StaticFileModule,DefaultDocumentModule" />'
)


def iis_files(site: ServedSite) -> Mapping[str, str]:
    """The file by its name. IIS compresses by itself, and adds the slash to a folder's path."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!-- IIS：放进网站的文件夹，与 index.html 在一起；发布不会删去它。",
        "     公开年报栏目里的附件只能下载，要装“URL 重写”模块，没有的删去 rewrite 一段。 -->",
        "<configuration>",
        "  <system.webServer>",
        '    <directoryBrowse enabled="false" />',
        '    <defaultDocument enabled="true">',
        '      <files><clear /><add value="index.html" /></files>',
        "    </defaultDocument>",
        "    <handlers>",
        "      <clear />",
        _HANDLER,
        "    </handlers>",
        "    <staticContent>",
        *(line for kind, ends in TYPES.items() for end in ends for line in _type(kind, end)),
        '      <clientCache cacheControlMode="NoControl" />',
        "    </staticContent>",
        "    <httpCompression>",
        "      <staticTypes>",
        *(
            f'        <add mimeType={quoteattr(f"{kind}*")} enabled="true" />'
            for kind in sorted(COMPRESSED_TYPES)
        ),
        "      </staticTypes>",
        "    </httpCompression>",
        '    <urlCompression doStaticCompression="true" />',
        '    <httpErrors errorMode="Custom" existingResponse="Replace">',
        '      <remove statusCode="404" /><remove statusCode="403" />',
        *(
            f'      <error statusCode="{status}" path={quoteattr(f"{site.path}404.html")}'
            ' responseMode="ExecuteURL" />'
            for status in (403, 404)
        ),
        "    </httpErrors>",
        "    <security><requestFiltering><hiddenSegments>",
        '      <add segment=".nianbao-publishing" />',
        "    </hiddenSegments></requestFiltering></security>",
        "    <httpProtocol><customHeaders>",
        *(
            f"      <remove name={quoteattr(name)} /><add name={quoteattr(name)}"
            f" value={quoteattr(value)} />"
            for name, value in {**site.pages, **site.always, **site.revalidated}.items()
        ),
        "    </customHeaders></httpProtocol>",
        *_rewriting(site),
        "  </system.webServer>",
        "</configuration>",
        "",
    ]
    return {"web.config": "\n".join(lines)}


def _type(kind: str, end: str) -> list[str]:
    full = f"{kind}; charset=utf-8" if kind in CHARSET_TYPES else kind
    extension = quoteattr(f".{end}")
    return [
        f"      <remove fileExtension={extension} />",
        f"      <mimeMap fileExtension={extension} mimeType={quoteattr(full)} />",
    ]


def _rewriting(site: ServedSite) -> list[str]:
    """Headers that only some files have."""
    rules = [
        *_rules("attachment", site.downloaded, site.uploaded),
        *_rules("digest", f"{DIGEST}$", site.named_by_digest),
    ]
    return ["    <rewrite><outboundRules>", *rules, "    </outboundRules></rewrite>"]


def _rules(name: str, pattern: str, headers: Mapping[str, str]) -> list[str]:
    return [
        f'      <rule name="nianbao-{name}-{number}">'
        f'<match serverVariable="RESPONSE_{header.replace("-", "_")}" pattern=".*" />'
        f'<conditions><add input="{{URL}}" pattern={quoteattr(pattern)} /></conditions>'
        f'<action type="Rewrite" value={quoteattr(value)} /></rule>'
        for number, (header, value) in enumerate(headers.items(), 1)
    ]
