"""Whether the files that a report shows or links to may be published, and can be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ..picture_head import PICTURES, PictureError, PictureHead, PictureTooLargeError, picture_head
from ..problem import Mark, Problems
from ..refusals import reason_of
from ..settings import HouseRules
from ..settings.attachment_kinds import ALL_KINDS
from ..source import Element, Report, elements, linked_file, mark_at
from ..wording import file_size
from .file_kinds import content_fault

__all__ = ["MOST_PIXELS", "check_attachments", "instead_of"]

MOST_PIXELS = 100_000_000
"""All pictures of one report, of three bytes each, as ``picture_head`` counts them."""
_LARGE_BYTES = 2 * 1024 * 1024
_LARGE_SIDE = 4_000
_SMALLER = "请缩小图片；长边两千像素已经足够清楚"
_INSTEAD = {
    **dict.fromkeys(
        ("doc", "docm", "dot", "dotx", "wps", "wpt", "rtf", "odt", "pages"),
        "请用 Word 或 WPS 另存为 docx 或 PDF",
    ),
    **dict.fromkeys(
        ("xls", "xlsm", "xlsb", "xltx", "et", "ett", "ods", "numbers", "tsv"),
        "请用 Excel 或 WPS 另存为 xlsx",
    ),
    **dict.fromkeys(
        ("ppt", "pptx", "pptm", "pps", "ppsx", "dps", "odp", "ceb", "caj", "vsd", "vsdx", "dwg"),
        "请另存为 PDF",
    ),
    **dict.fromkeys(("heic", "heif", "jfif", "avif"), "请在手机上或用看图程序另存为 JPG"),
    **dict.fromkeys(
        ("bmp", "tif", "tiff", "svg", "emf", "wmf", "psd", "ai", "eps", "cdr", "ico"),
        "请另存为 PNG",
    ),
    **dict.fromkeys(("rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "iso"), "请改用 ZIP 压缩"),
    **dict.fromkeys(("html", "htm", "mht", "mhtml", "shtml"), "网页请打印为 PDF"),
    **dict.fromkeys(("lnk", "url"), "这是快捷方式，请放它所指的文件"),
    **dict.fromkeys(
        ("mp4", "avi", "mov", "wmv", "flv", "mp3", "wav", "m4a"),
        "音频、视频请放在网站的视频栏目，报告里写它的网址",
    ),
    **dict.fromkeys(("markdown", "mkd"), "是报告的，扩展名请改为 .md"),
}


def check_attachments(
    report: Report,
    rules: HouseRules,
    image_fault: Callable[[Path], str],
    problems: Problems,
) -> None:
    """Names each file of a kind, a content or a size that is not allowed.

    ``image_fault`` says why a picture cannot be typeset, or nothing.
    """
    pixels = 0
    for file, element, target, mark in _linked_files(report):
        kind = file.suffix.lower().removeprefix(".")
        size = file.stat().st_size
        if kind not in rules.attachment_kinds:
            _note_kind(target, kind, rules, mark, problems)
        elif size > rules.attachment_size:
            problems.add(
                "attachment-size",
                mark,
                f"“{target}”有 {file_size(size)}，最多 {file_size(rules.attachment_size)}",
                found=size,
                expected=rules.attachment_size,
                advice="请压缩图片、拆成几个文件；上限在 mkdocs.yml 的 attachments 里",
            )
        elif too_large := _too_many_pixels(file, kind):
            sentence = f"图片 {target} {too_large}"
            problems.add("attachment-size", mark, sentence, found=target, advice=_SMALLER)
        elif element.tag == "img" and _is_cmyk(file):
            problems.add(
                "image-broken",
                mark,
                f"图片 {target} 的颜色是印刷用的 CMYK，PDF 里放不进去",
                found=target,
                advice="请在看图软件里另存为 RGB 的 JPG 或 PNG",
            )
        elif fault := _fault(file, kind, element, image_fault):
            _note_broken(element, target, fault, mark, problems)
        elif element.tag == "img":
            head = picture_head(file)
            _note_large(target, size, head, mark, problems)
            pixels += head.weight
            if pixels > MOST_PIXELS:
                sentence = f"到这里各图片共有 {pixels:,} 个像素，最多 {MOST_PIXELS:,} 个"
                problems.add(
                    "attachment-size",
                    mark,
                    sentence,
                    found=pixels,
                    expected=MOST_PIXELS,
                    advice=_SMALLER,
                )
                return


def _note_large(target: str, size: int, head: PictureHead, mark: Mark, problems: Problems) -> None:
    """Notes a picture that is larger than any reader can see: everyone loads it as it is."""
    if size <= _LARGE_BYTES and max(head.width, head.height) <= _LARGE_SIDE:
        return
    problems.add(
        "image-large",
        mark,
        f"图片 {target} 有 {file_size(size)}，{head.width:,} × {head.height:,} 个像素；"
        f"一般不超过 {file_size(_LARGE_BYTES)}，长边 {_LARGE_SIDE:,}",
        found=size,
        expected=_LARGE_BYTES,
        advice=f"网页上是原图，手机打开很慢。{_SMALLER}",
    )


def _note_kind(target: str, kind: str, rules: HouseRules, mark: Mark, problems: Problems) -> None:
    allowed = "、".join(rules.attachment_kinds)
    if kind in ALL_KINDS:
        instead = "要放行这一种，请在 mkdocs.yml 的 attachments 里写 also"
    else:
        instead = "这一种放行不了"
    advice = f"{instead_of(kind)}。可以发布的：{allowed}；{instead}"
    problems.add(
        "attachment-kind",
        mark,
        f"“{target}”这种文件不能发布",
        found=kind,
        expected=allowed,
        advice=advice,
    )


def instead_of(kind: str) -> str:
    """What to make of a file of a kind that cannot be published."""
    return _INSTEAD.get(kind, "请换成 PDF 等可以发布的文件")


def _too_many_pixels(file: Path, kind: str) -> str:
    """What is wrong with a picture that only has to be made smaller, or nothing."""
    try:
        if kind in PICTURES:
            picture_head(file)
    except PictureTooLargeError as error:
        return str(error)
    except PictureError:
        pass  # reported with the content of other files
    return ""


def _is_cmyk(file: Path) -> bool:
    try:
        return picture_head(file).is_cmyk
    except (PictureError, OSError):
        return False  # reported with the content of other files


def _linked_files(report: Report) -> Iterator[tuple[Path, Element, str, Mark]]:
    """Each file once, as an image if it is one anywhere, with the first place that names it."""
    sound = dict.fromkeys(report.linked_files)
    found: dict[Path, tuple[Path, Element, str, Mark]] = {}
    for element in (e for section in report.sections for e in elements(section.blocks)):
        target = element.attributes.get("href", element.attributes.get("src", ""))
        if element.tag not in ("a", "img") or not target:
            continue
        try:
            file = linked_file(report.path, target)
        except ValueError:
            continue  # noted when the report was read
        if file in sound and (file not in found or element.tag == "img"):
            mark = mark_at(report.text, max(report.text.find(target), 0))
            found[file] = (file, element, target, mark)
    yield from found.values()


def _fault(file: Path, kind: str, element: Element, image_fault: Callable[[Path], str]) -> str:
    try:
        fault = content_fault(file, kind)
    except OSError as error:
        return f"打不开：{reason_of(error)}"
    if fault or element.tag != "img":
        return fault
    return image_fault(file)


def _note_broken(element: Element, target: str, fault: str, mark: Mark, problems: Problems) -> None:
    if element.tag == "img":
        problems.add(
            "image-broken",
            mark,
            f"图片 {target} 打不开（{fault}）",
            found=target,
            advice="文件可能没有传完，或扩展名与内容不符，请重新存一份",
        )
        return
    sentence, _, advice = fault.partition("；")
    problems.add(
        "attachment-content",
        mark,
        f"“{target}”{sentence}",
        found=target,
        advice=advice or "请用原来的程序打开检查，另存一份；不要只改扩展名",
    )
