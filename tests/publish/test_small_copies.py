"""Pages show a smaller copy of a large picture; the original is there to take away."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lxml import html
from made_portal import equipment_for, publish, tools_for
from nianbao.build.workers import LocalWorkers
from PIL import Image
from small_portal import write_small_portal

FOLDER = "zwgk/gknb/minzheng/"
PAGE = f"{FOLDER}2022/index.html"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A report with large pictures, a small one, and a large one inside a link."""
    write_small_portal(tmp_path / "reports")
    place = tmp_path / "reports/minzheng"
    noise = Image.frombytes("L", (64, 48), random.Random(0).randbytes(64 * 48))
    noise.resize((4000, 3000)).convert("RGB").save(
        place / "现场 照片.JPG", quality=95, dpi=(300, 300)
    )
    noise.resize((2000, 100)).save(place / "图.png")
    noise.save(place / "小.png")
    report = place / "2022.md"
    shown = (
        "![现场](<现场 照片.JPG>)\n\n![流程图](图.png)\n\n![标志](小.png)\n\n"
        "[![网站](图.png)](https://www.example.gov.cn/zwgk/)\n"
    )
    report.write_text(f"{report.read_text('utf-8')}\n{shown}", "utf-8")
    return tmp_path


def test_pages_show_copies_that_lead_to_the_originals(project: Path) -> None:
    equipment = equipment_for(project)
    made = publish(equipment, tools_for(equipment, LocalWorkers(1)))
    files = {e.path: equipment.store.path(e.sha256) for e in made.entries}
    page = html.fromstring(files[PAGE].read_text("utf-8"))
    shown: dict[str | None, tuple[str | None, str | None]] = {}
    for image in page.iter("img"):
        around = image.getparent()
        link = around.get("href") if around is not None and around.tag == "a" else None
        shown[image.get("alt")] = image.get("src"), link
    photo = "../%E7%8E%B0%E5%9C%BA%20%E7%85%A7%E7%89%87.JPG"
    chart = "../%E5%9B%BE.png"
    assert {
        name: links for name, links in shown.items() if name in ("现场", "流程图", "标志", "网站")
    } == {
        "现场": (f"{photo}.small.jpg", photo),
        "流程图": (f"{chart}.small.png", chart),
        "标志": ("../%E5%B0%8F.png", None),
        "网站": (f"{chart}.small.png", "/zwgk/"),
    }
    assert {path.removeprefix(FOLDER) for path in files if path.startswith(FOLDER)} >= {
        "现场 照片.JPG",
        "现场 照片.JPG.small.jpg",
        "图.png",
        "图.png.small.png",
        "小.png",
    }
    for name, size in (("现场 照片.JPG", (1600, 1200)), ("图.png", (1600, 80))):
        original = files[f"{FOLDER}{name}"]
        assert original.read_bytes() == (project / "reports/minzheng" / name).read_bytes()
        (copy,) = (f for p, f in files.items() if p.startswith(f"{FOLDER}{name}.small"))
        with Image.open(copy) as small:
            assert small.size == size
        assert copy.stat().st_size < original.stat().st_size


def test_a_second_time_nothing_is_made_smaller(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    equipment = equipment_for(project)
    tools = tools_for(equipment, LocalWorkers(1))
    first = publish(equipment, tools)
    report = project / "reports/minzheng/2022.md"
    report.write_text(f"{report.read_text('utf-8')}\n另有一项说明。\n", "utf-8")

    def never(file: Path) -> bytes:
        raise AssertionError(file)

    monkeypatch.setattr("nianbao.publish.making.smaller_picture", never)
    second = publish(equipment, tools)
    small = [{e.path: e.sha256 for e in p.entries if ".small." in e.path} for p in (first, second)]
    assert small[0] == small[1] != {}
