"""Pictures as PDFs have them: those that have more pixels than paper can show are made smaller.

Typst unpacks every picture of a document and keeps it until the document is written; the volume
of a year has those of all reports. Web pages show as many pixels, and lead to the originals.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import struct
from io import BytesIO
from pathlib import Path

import PIL
from PIL import ExifTags, Image, ImageOps

from ...build.digests import file_digest
from ...build.store import Store, put_in_place
from ...picture_head import PICTURES, PictureError

__all__ = ["MOST_HEIGHT", "MOST_WIDTH", "name_on_paper", "put_on_paper", "smaller_picture"]

MOST_WIDTH = 1600
MOST_HEIGHT = 2400
"""The 版心 is 156 mm by 225 mm: 260 dots per inch, as printers of offices have."""

_log = logging.getLogger(__name__)

_QUALITY = 85
_FORMATS = tuple(dict.fromkeys(PICTURES.values()))


def name_on_paper(file: Path) -> str:
    """A name that says the content of a picture as a PDF has it.

    Raises PictureError or OSError when it cannot be read.
    """
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    with _opened(file) as image:
        if not _is_large(image):
            return digest + file.suffix.lower()
        suffix = ".jpg" if image.format in ("JPEG", "MPO") else ".png"
    return f"{digest}-{MOST_WIDTH}x{MOST_HEIGHT}-{PIL.__version__}{suffix}"


def put_on_paper(file: Path, path: Path) -> None:
    """Writes a picture as a PDF has it, unless it is there; ``path`` has its ``name_on_paper``.

    The digest of what was written is kept beside it: a picture that is damaged is written anew.
    Raises PictureError or OSError when it cannot be read.
    """
    store = Store(path.parent)
    known = store.value(path.name)
    if known is not None and path.exists():
        if _digest(path) == known:
            return
        _log.warning("缓存 %s 已损坏，重新生成", path)
    # The name promises the content: it must not be there before the content is.
    # Another thread or another command may be writing the same picture.
    part = store.part(path.name)
    with _opened(file) as image:
        if _is_large(image):
            _write_smaller(image, part)
        else:
            shutil.copyfile(file, part)
    store.keep(path.name, _digest(part))
    put_in_place(part, path)


def smaller_picture(file: Path) -> bytes:
    """A large picture as a web page has it: a JPEG stays one, all others are PNGs.

    Raises PictureError or OSError when it cannot be read.
    """
    written = BytesIO()
    with _opened(file) as image:
        kind = "JPEG" if image.format in ("JPEG", "MPO") else "PNG"
        smaller, kept = _smaller(image)
        # A server packs no picture, and nobody unpacks one to pack it again.
        options = {"quality": _QUALITY} if kind == "JPEG" else {"compress_level": 9}
        smaller.save(written, kind, **options, **kept)
    return written.getvalue()


def _digest(path: Path) -> bytes:
    try:
        return file_digest(path).encode()
    except OSError:
        return b""


def _opened(file: Path) -> Image.Image:
    try:
        return Image.open(file, formats=_FORMATS)
    except (Image.DecompressionBombError, ValueError, OverflowError) as error:
        raise PictureError("不是图片，或者没有传完") from error


def _is_large(image: Image.Image) -> bool:
    width, height = _box(image)
    return image.width > width or image.height > height


def _box(image: Image.Image) -> tuple[int, int]:
    """How large it may be as it is stored, which may be lying on its side."""
    return (MOST_HEIGHT, MOST_WIDTH) if _orientation(image) > 4 else (MOST_WIDTH, MOST_HEIGHT)


def _orientation(image: Image.Image) -> int:
    """How EXIF says the picture is to be turned; Typst goes by EXIF alone, and so do we."""
    exif = Image.Exif()
    written = image.info.get("exif")
    try:
        exif.load(written if isinstance(written, bytes) else b"")
        return int(exif.get(ExifTags.Base.Orientation, 1))
    except (
        SyntaxError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        OSError,
        OverflowError,
        struct.error,
    ):
        return 1  # no EXIF that anybody can read


def _write_smaller(image: Image.Image, path: Path) -> None:
    """Writes a smaller picture for Typst, which packs the pixels of a PNG again."""
    smaller, kept = _smaller(image)
    if path.suffix == ".jpg":
        smaller.save(path, "JPEG", quality=_QUALITY, **kept)
    else:
        smaller.save(path, "PNG", compress_level=1, **kept)


def _smaller(image: Image.Image) -> tuple[Image.Image, dict[str, object]]:
    """A smaller picture, turned upright, with its colours' profile and its size on paper."""
    profile = image.info.get("icc_profile")
    dots = image.info.get("dpi")
    width, orientation, box = image.width, _orientation(image), _box(image)
    try:
        mode = _mode(image)
        # Only what has not been unpacked yet is unpacked at a smaller scale, as a JPEG can be.
        smaller = image if image.mode == mode else _converted(image, mode)
        smaller.thumbnail(box, Image.Resampling.BICUBIC)
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError) as error:
        raise PictureError("不是图片，或者没有传完") from error
    if dots is not None:
        dots = tuple(float(each) * smaller.width / width for each in dots)
    if orientation != 1:
        smaller = ImageOps.exif_transpose(smaller)
        dots = dots[::-1] if dots is not None and orientation > 4 else dots
    kept: dict[str, object] = {"icc_profile": profile, "dpi": dots}
    return smaller, {name: value for name, value in kept.items() if value}


def _mode(image: Image.Image) -> str:
    """The colours of a picture with 8 bits each, which can be averaged."""
    if image.has_transparency_data:
        return "RGBA"
    return "L" if image.mode in ("1", "L", "I;16", "I") else "RGB"


def _converted(image: Image.Image, mode: str) -> Image.Image:
    if image.mode in ("I;16", "I"):
        # Pillow would cut off what is above 255.
        image = image.point(lambda value: value * (1 / 256)).convert("L")
        image.info.pop("transparency", None)
    return image.convert(mode)
