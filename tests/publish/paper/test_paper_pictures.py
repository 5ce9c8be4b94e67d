"""Pictures in PDFs: those that are too large are made smaller, and look as they did."""

from __future__ import annotations

import math
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from nianbao.picture_head import picture_head
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.paper_pictures import (
    MOST_HEIGHT,
    MOST_WIDTH,
    name_on_paper,
    put_on_paper,
)
from PIL import Image, ImageChops, ImageCms
from places import ROOT
from pushed.attacks import sixteen_bit_png

# As wide as matters, and low, for pictures take long.
LARGE = (3000, 300)
ALL = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")
# The colours that Pillow writes of each kind.
MODES = {"png": ALL, "gif": ALL, "webp": ALL, "jpg": ("1", "L", "RGB")}
PAGE = b"""#set page(width: 100pt, height: auto, margin: 0pt)
#box(image(sys.inputs.file))"""


def saved(folder: Path, name: str, image: Image.Image, **how: Any) -> Path:
    path = folder / name
    image.save(path, **how)
    return path


def on_paper(file: Path) -> Path:
    path = file.parent / name_on_paper(file)
    put_on_paper(file, path)
    return path


def printed(file: Path) -> Image.Image:
    """A picture as Typst prints it, in a column of 100 points."""
    compiler = typst.Compiler(PAGE, root=file.parent, sys_inputs={"file": f"/{file.name}"})
    made = compiler.compile(format="png", ppi=72)
    assert isinstance(made, bytes)
    return Image.open(BytesIO(made)).convert("RGB")


def quarters(size: tuple[int, int]) -> Image.Image:
    """A picture that shows how it is turned."""
    image = Image.new("RGB", size, "white")
    width, height = size
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("green", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image


@pytest.mark.parametrize("size", [(1600, 2400), (1, 1), (1600, 10)])
@pytest.mark.parametrize("kind", ["png", "jpg", "gif", "webp"])
def test_what_is_not_too_large_stays_as_it_is(
    kind: str, size: tuple[int, int], tmp_path: Path
) -> None:
    file = saved(tmp_path, f"a.{kind}", Image.new("RGB", size, "red"))
    assert on_paper(file).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(("kind", "mode"), [(k, m) for k, modes in MODES.items() for m in modes])
def test_what_is_too_large_is_made_smaller(kind: str, mode: str, tmp_path: Path) -> None:
    colour = {"I;16": 40_000, "P": 3}.get(mode) or Image.new("RGB", (1, 1), "teal").convert(
        "L" if mode == "1" else mode
    ).getpixel((0, 0))
    image = Image.new(mode, LARGE, 255 if mode == "1" else colour)
    if mode == "P":
        image.putpalette([0, 128, 128] * 256)
    file = saved(tmp_path, f"a.{kind}", image)
    path = on_paper(file)
    with Image.open(path) as smaller:
        assert smaller.size == (1600, 160)
        assert smaller.format == ("JPEG" if kind == "jpg" else "PNG")
        # 16 bits of grey are as grey as they were.
        if mode == "I;16" and kind == "png":
            assert smaller.getpixel((9, 9)) == 40_000 // 256
    assert image_fault(file) == ""


@pytest.mark.parametrize(
    ("size", "smaller"),
    [((1601, 2400), (1600, 2399)), ((1600, 4800), (800, 2400)), ((60, 9000), (16, 2400))],
)
def test_it_fits_both_ways(size: tuple[int, int], smaller: tuple[int, int], tmp_path: Path) -> None:
    file = saved(tmp_path, "a.png", Image.new("L", size))
    with Image.open(on_paper(file)) as image:
        assert image.size == smaller


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
@pytest.mark.parametrize("orientation", range(10))
def test_it_is_turned_as_typst_turns_the_original(
    kind: str, orientation: int, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = saved(tmp_path, f"a.{kind}", quarters((2500, 400)), exif=exif, quality=95)
    small = on_paper(file)
    assert small.name != file.name
    before, after = printed(file), printed(small)
    assert abs(before.height - after.height) <= 1
    for place in ((0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)):
        at = (int(before.width * place[0]), int(before.height * place[1]))
        spot = (*at, at[0] + 1, at[1] + 1)
        difference = ImageChops.difference(before.crop(spot), after.crop(spot))
        assert max(difference.tobytes()) < 30


def test_a_picture_that_says_its_size_keeps_it(tmp_path: Path) -> None:
    # 3000 dots at 6000 per inch are half an inch, 36 points.
    for kind in ("jpg", "png"):
        file = saved(tmp_path, f"a.{kind}", Image.new("L", LARGE), dpi=(6000, 6000))
        dark = [printed(each).convert("L").crop((0, 1, 100, 2)) for each in (file, on_paper(file))]
        widths = [sum(dot < 128 for dot in line.tobytes()) for line in dark]
        assert widths == [36, 36]


def test_the_profile_of_the_colours_is_kept(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("jpg", "png"):
        file = saved(tmp_path, f"a.{kind}", Image.new("RGB", LARGE), icc_profile=profile)
        with Image.open(on_paper(file)) as image:
            assert image.info["icc_profile"] == profile
        assert image_fault(file) == ""


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    for kind in ("jpg", "png"):
        file = saved(tmp_path, f"a.{kind}", quarters(LARGE))
        again = saved(tmp_path, f"b.{kind}", quarters(LARGE))
        assert name_on_paper(file) == name_on_paper(again)
        first = on_paper(file).read_bytes()
        on_paper(file).unlink()
        assert on_paper(again).read_bytes() == first


def test_a_telephones_picture_of_several_is_its_first(tmp_path: Path) -> None:
    more = [quarters((20, 20))]
    for size in ((60, 40), (2500, 400)):
        file = saved(
            tmp_path, "a.jpg", quarters(size), format="MPO", save_all=True, append_images=more
        )
        assert picture_head(file).kind == "JPEG"
        assert image_fault(file) == ""
        with Image.open(on_paper(file)) as image:
            assert image.format in ("JPEG", "MPO")
            assert image.width == min(size[0], 1600)


def test_an_orientation_that_is_no_number_is_none(tmp_path: Path) -> None:
    # EXIF with one entry, the orientation (0x0112), of the type FLOAT (11) and infinite.
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIfI", 1, 0x0112, 11, 1, math.inf, 0)
    file = saved(tmp_path, "a.jpg", quarters((60, 40)), exif=exif)
    assert image_fault(file) == ""


def test_transparency_stays(tmp_path: Path) -> None:
    file = saved(tmp_path, "a.png", Image.new("RGBA", LARGE, (255, 0, 0, 0)))
    with Image.open(on_paper(file)) as image:
        assert image.mode == "RGBA"
        assert image.getchannel("A").getpixel((5, 5)) == 0


def test_what_is_cut_off_is_a_fault(tmp_path: Path) -> None:
    for kind in ("jpg", "png"):
        file = saved(tmp_path, f"a.{kind}", quarters(LARGE))
        file.write_bytes(file.read_bytes()[:-200])
        assert "没有传完" in image_fault(file)


def test_sixteen_bits_are_set(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(sixteen_bit_png(2000))
    assert image_fault(tmp_path / "a.png") == ""


def test_the_manual_says_it() -> None:
    assert f"{MOST_WIDTH:,} × {MOST_HEIGHT:,}" in (ROOT / "docs/help/writing.md").read_text("utf-8")
