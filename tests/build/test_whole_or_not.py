"""Whatever befalls a build, the site is the old or the new one, and the next build is right.

A small project is built, and at a moment that is counted, not waited for, something happens: see
mishap/sitecustomize.py. First every kind of build is recorded; the moments are then drawn so that
each phase of it has its turn.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from campaigns import LONG, some
from nianbao.publish.paper.manuscripts import Poster
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.publish.paper.typesetting import Typesetter
from nianbao.settings import Settings, SettingsError
from places import ROOT
from run import stamp
from site_building import tree
from small_font import write_font
from workshop import Kind, Outcome, Workshop

pytestmark = [
    pytest.mark.slow("builds a small project again and again"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]

KINDS: tuple[Kind, ...] = ("changed", "cold", "warm")
# How often each thing happens in the long run, and in the short one.
KILLS = ("kill group", 70, 1), ("kill", 30, 1)
STOPS = ("interrupt", 20, 0), ("interrupt group", 20, 1), ("terminate", 20, 1)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def cases(*wanted: tuple[str, int, int]) -> list[tuple[str, int]]:
    return [(deed, turn) for deed, long, short in wanted for turn in range(long if LONG else short)]


class Campaign:
    """Moments of builds, each phase in turn, and what came of them."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop
        self.recorded: dict[Kind, list[str]] = {}
        self.hit: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.ran: list[str] = []

    def recording(self, kind: Kind) -> list[str]:
        """What an undisturbed build was at, moment by moment."""
        if kind not in self.recorded:
            self.shop.restore(kind)
            self.recorded[kind] = self.shop.whole_build().moments
        return self.recorded[kind]

    def moment(self, kind: Kind, turn: int, draw: random.Random) -> int:
        """A moment of the phase whose turn it is; all phases come before one comes again."""
        moments = self.recording(kind)
        phases = sorted(set(moments))
        random.Random(kind).shuffle(phases)
        phase = phases[turn % len(phases)]
        return 1 + draw.choice([n for n, each in enumerate(moments) if each == phase])

    def moment_in_workers(self, kind: Kind) -> int:
        """A moment at which workers are at work."""
        moments = self.recording(kind)
        return 1 + next(n for n, each in enumerate(moments) if each.endswith("in a worker"))

    def happens(self, deed: str, turn: int) -> tuple[Kind, Outcome]:
        """Something happens to a build, whose kind and moment come by turns."""
        kind = KINDS[turn % len(KINDS)]
        phase = turn + turn // len(KINDS) + len(deed)
        at = self.moment(kind, phase, random.Random(f"{deed} {turn}"))
        self.shop.restore(kind)
        done = self.shop.run(deed, at)
        # The last moments of another run than the recorded one may differ by a few.
        if len(done.moments) >= at:
            self.hit[done.moments[at - 1]] += 1
        else:
            self.hit["over before"] += 1
        return kind, done


@pytest.fixture(scope="module")
def campaign(
    tmp_path_factory: pytest.TempPathFactory, tell: Callable[[str], None]
) -> Iterator[Campaign]:
    shop = Workshop(tmp_path_factory.mktemp("workshop"))
    shop.prepare()
    campaign = Campaign(shop)
    yield campaign
    phases = "，".join(f"{phase} {count}" for phase, count in campaign.hit.most_common())
    tell(f"whole or not: hit {campaign.hit.total()} moments ({phases})")
    if campaign.seconds:
        tell(f"whole or not: a stopped build ended within {max(campaign.seconds):.2f} s")
    tell(f"whole or not: ran {', '.join(campaign.ran)}")


@pytest.fixture
def shop(campaign: Campaign) -> Workshop:
    return campaign.shop


def require_told(done: Outcome, *words: str) -> None:
    """The build failed, and says why and what to do: no traceback, and no process is left."""
    assert done.code != 0, done.said
    assert "Traceback" not in done.stderr, done.stderr
    assert not done.left
    (sentence, *_) = [line for line in done.stderr.splitlines() if words[0] in line] or [""]
    assert all(word in sentence for word in words), done.stderr
    assert CHINESE.search(sentence)


# ---- killed and stopped ----------------------------------------------------------------------


@pytest.mark.parametrize(("deed", "turn"), cases(*KILLS))
def test_a_build_that_is_killed(deed: str, turn: int, campaign: Campaign) -> None:
    kind, done = campaign.happens(deed, turn)
    assert done.code != 0 or len(done.moments) < len(campaign.recording(kind))
    assert not done.left
    campaign.shop.require_whole(kind)
    campaign.shop.require_recovery(kind)


@pytest.mark.parametrize(("deed", "turn"), cases(*STOPS))
def test_a_build_that_is_stopped(deed: str, turn: int, campaign: Campaign) -> None:
    kind, done = campaign.happens(deed, turn)
    campaign.shop.require_whole(kind)
    if done.seconds is not None:
        require_told(done, "生成中断了", "再执行一次")
        campaign.seconds.append(done.seconds)
    campaign.shop.require_recovery(kind)


# ---- workers ---------------------------------------------------------------------------------


def test_a_worker_that_is_killed_once_is_an_accident(campaign: Campaign) -> None:
    kind: Kind = "cold"
    at = campaign.moment_in_workers(kind)
    campaign.shop.restore(kind)
    done = campaign.shop.run("kill worker", at)
    assert done.seconds is not None
    assert done.code == 0, done.stderr
    assert tree(campaign.shop.site) == campaign.shop.expected(kind)


def test_workers_that_are_always_killed_end_the_build(campaign: Campaign) -> None:
    kind: Kind = "cold"
    campaign.shop.restore(kind)
    done = campaign.shop.run("kill workers", 1)
    require_told(done, "内存不够", "请关闭别的程序", "NIANBAO_PROCESSES=1", "原有网站未动")
    assert tree(campaign.shop.site) == campaign.shop.old
    if not LONG:
        return
    # As the sentence says, a single process does it.
    alone = campaign.shop.run("kill workers", 1, environment={"NIANBAO_PROCESSES": "1"})
    assert alone.code == 0, alone.stderr
    assert tree(campaign.shop.site) == campaign.shop.expected(kind)


# ---- disks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "turn"), cases(("ENOSPC", 40, 1), ("EROFS", 10, 0), ("EACCES", 10, 0))
)
def test_a_disk_that_refuses_from_some_moment_on(error: str, turn: int, campaign: Campaign) -> None:
    kind, done = campaign.happens(error, turn)
    campaign.ran.append(error)
    campaign.shop.require_whole(kind)
    if done.code:
        words = {"ENOSPC": "磁盘满了", "EROFS": "磁盘是只读的", "EACCES": "没有权限"}
        require_told(done, words[error], "请")
        assert "原有网站未动" in done.stderr or "没有开始" in done.stderr
        assert kind == "warm" or tree(campaign.shop.site) == campaign.shop.old
    else:
        # Refused only when the new site was there, or before the last changes.
        assert "Traceback" not in done.stderr
        assert tree(campaign.shop.site) == campaign.shop.expected(kind)
    campaign.shop.require_recovery(kind)


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root mounts; the injected errors above run everywhere"
)
@pytest.mark.parametrize("share", [n / 11 for n in range(1, 11)] if LONG else [0.6])
def test_a_disk_that_fills(share: float, campaign: Campaign) -> None:
    """The whole project on a file system that has room for a share of what a build adds."""
    shop = campaign.shop
    shop.restore("cold")
    aside = shop.folder / "aside"
    shop.project.rename(aside)
    shop.project.mkdir()
    try:
        mount = ["mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", str(shop.project)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            campaign.ran.append("no tmpfs here")
            pytest.skip("this machine mounts no tmpfs; the injected errors ran")
        try:
            subprocess.run(["cp", "-a", f"{aside}/.", str(shop.project)], check=True)
            state = os.statvfs(shop.project)
            used = (state.f_blocks - state.f_bfree) * state.f_frsize
            resize(shop.project, used + int(shop.added * share))
            done = shop.run()
            campaign.ran.append(f"tmpfs {share:.0%} {'full' if done.code else 'enough'}")
            if done.code:
                require_told(done, "磁盘满了", "请清理出空间")
            shop.require_whole("cold")
            if LONG:
                resize(shop.project, 1 << 30)
                shop.require_recovery("cold")
        finally:
            subprocess.run(["umount", "--lazy", str(shop.project)], check=True)
    finally:
        shop.project.rmdir()
        shutil.rmtree(aside)


def resize(mounted: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(mounted)], check=True)


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root mounts; the injected errors above run everywhere"
)
def test_a_read_only_cache(campaign: Campaign) -> None:
    shop = campaign.shop
    shop.restore("changed")
    cache = str(shop.cache)
    bound = subprocess.run(["mount", "--bind", cache, cache], capture_output=True, check=False)
    if bound.returncode:
        campaign.ran.append("no read-only mount here")
        pytest.skip("this machine binds no folder; the injected errors ran")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", cache], check=True)
        done = shop.run()
        campaign.ran.append("read-only mount")
        require_told(done, "build.lock", "磁盘是只读的", "请检查项目文件夹能不能写")
        assert tree(shop.site) == shop.old
    finally:
        subprocess.run(["umount", "--lazy", cache], check=True)
    shop.require_recovery("changed")


@pytest.mark.parametrize(
    "place", some((".", "typst", "fonts", "store", "store/values", "store/parts"), 3)
)
def test_a_file_in_the_place_of_a_folder_of_the_cache(place: str, shop: Workshop) -> None:
    shop.restore("changed")
    folder = shop.cache / place
    shutil.rmtree(folder)
    folder.write_text("not a folder", "utf-8")
    done = shop.run()
    require_told(
        done, *(["build.lock", "请"] if place == "." else ["中间结果用不了", "clean-cache"])
    )
    assert tree(shop.site) == shop.old
    # What the sentence says helps.
    if place == ".":
        shop.cache.unlink()
    else:
        for name in ("store", "typst", "fonts"):
            subprocess.run(["rm", "-rf", str(shop.cache / name)], check=True)
    shop.require_recovery("changed")


# ---- garbage ---------------------------------------------------------------------------------


def flipped(content: bytes, draw: random.Random) -> bytes:
    place = draw.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << draw.randrange(8)]) + content[place + 1 :]


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes] | None] = {
    "flipped": flipped,
    "cut": lambda content, draw: content[: draw.randrange(len(content))],
    "empty": lambda _content, _draw: b"",
    "random": lambda content, draw: draw.randbytes(len(content)),
    "folder": None,
}
# Files that are kept, and whether something is said of each one that is damaged.
KEPT = {
    ".cache/store/values/*/*": True,
    ".cache/store/files/*/*": True,
    ".cache/store/builds/*": True,
    ".cache/store/parts/*": False,
    ".cache/fonts/values/*/*": True,
    ".cache/typst/*.typ": False,
    ".cache/typst/*.png": True,
    ".cache/typst/values/*/*": True,
    ".cache/typst/parts/*": False,
    ".cache/build.lock": False,
    "site/**/*": True,
    "site.earlier/**/*": False,
}


def damage(file: Path, how: str, draw: random.Random) -> None:
    """Damages a file without a trace in others that share its bytes."""
    change = DAMAGES[how]
    content = file.read_bytes()
    file.unlink()
    if change is None:
        file.mkdir()
        (file / "x").write_text("x", "utf-8")
    else:
        file.write_bytes(change(content or b"x", draw))


def leave_halves(shop: Workshop) -> None:
    """What killed builds leave, so that there is something to damage."""
    for place in ("store", "typst"):
        (shop.cache / place / "parts/1-1-half").write_bytes(b"half")
    (shop.cache / "build.lock").write_bytes(b"1 somewhere 2031-01-01T00:00:00+08:00\n")


@pytest.mark.parametrize(
    ("where", "how"),
    some(list(product(KEPT, DAMAGES)), 60, 32),
)
def test_damage_to_one_kind_of_file(where: str, how: str, shop: Workshop) -> None:
    shop.restore("changed")
    leave_halves(shop)
    draw = random.Random(f"{where} {how}")
    files = sorted(path for path in shop.project.glob(where) if path.is_file())
    assert files
    for file in draw.sample(files, min(len(files), 40)):
        damage(file, how, draw)
    # Whatever a build does not come to is not looked at: now it comes to everything.
    if "typst" in where:
        shutil.rmtree(shop.cache / "store")
    done = shop.require_recovery("changed")
    if KEPT[where]:
        assert re.search("已损坏|读不出来|和生成时不一样", done.stderr), done.stderr


def test_damage_to_everything_that_is_kept(shop: Workshop) -> None:
    shop.restore("changed")
    leave_halves(shop)
    draw = random.Random(1)
    for where in KEPT:
        files = sorted(path for path in shop.project.glob(where) if path.is_file())
        for file in draw.sample(files, -(-len(files) // 2)):
            damage(file, draw.choice(list(DAMAGES)), draw)
    done = shop.require_recovery("changed")
    assert "已损坏" in done.stderr


@pytest.mark.parametrize("name", some(["zwgk/gknb/shili/2022/shili-2022.pdf", "index.html"], 2))
def test_a_site_that_somebody_changed_is_made_right(name: str, shop: Workshop) -> None:
    """In its bytes, which the store has, too."""
    shop.restore("unchanged")
    with (shop.site / name).open("ab") as file:
        file.write(b"changed")
    done = shop.require_recovery("unchanged")
    assert "有 1 个文件和生成时不一样" in done.stderr
    assert name in done.stderr


# ---- fonts -----------------------------------------------------------------------------------


def test_a_font_folder_that_is_gone(shop: Workshop) -> None:
    """First between two builds, then in the middle of one, wherever it is."""
    shop.restore("changed")
    config = shop.project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("    fonts: {}", "    fonts: {folder: fonts}"), "utf-8")
    fonts = shop.project / "fonts"
    done = shop.run()
    require_told(done, "没有文件夹 fonts", "请放回去")
    moments, refused = None, 0
    for share in (0.1, 0.3, 0.5, 0.7, 0.9) if LONG else ():
        shutil.rmtree(shop.cache)
        fonts.mkdir(exist_ok=True)
        write_font(fonts / "title.ttf", 500)
        if moments is None:
            moments = shop.whole_build().moments
            expected = tree(shop.site)
            shutil.rmtree(shop.cache)
        in_workers = [n for n, each in enumerate(moments) if "worker" in each]
        done = shop.run(f"remove {fonts}", in_workers[int(share * len(in_workers))])
        if done.code:
            refused += 1
            require_told(done, "字体文件", "请放好字体文件")
        assert tree(shop.site) == expected
        fonts.mkdir(exist_ok=True)
        write_font(fonts / "title.ttf", 500)
        shop.whole_build()
        assert tree(shop.site) == expected
    assert refused or not LONG


def test_a_font_that_is_no_longer_there_is_not_set_with(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    write_font(fonts / "title.ttf", 500)
    typefaces = load_typefaces(Settings(font_folder=fonts), tmp_path)
    typesetter = Typesetter(typefaces, tmp_path)
    typefaces.require_same()
    (fonts / "title.ttf").unlink()
    with pytest.raises(SettingsError, match="变了或者不见了"):
        typesetter.pdf(Poster("示例", "{}"))
    with pytest.raises(SettingsError, match="变了或者不见了"):
        _ = typefaces.drawable


# ---- moved -----------------------------------------------------------------------------------


def test_a_project_that_is_moved_builds_on(shop: Workshop) -> None:
    """Its environment and all that is kept name the place where they were made."""
    shop.restore("unchanged")
    fake_environment(shop.project)
    moved = shop.folder / "moved"
    shop.project.rename(moved)
    try:
        make = ["make", "-C", str(moved), "site"]
        for edit in ("", "changed"):
            if edit:
                report = moved / "reports/shili/2022.md"
                text = report.read_text("utf-8")
                report.write_text(text.replace("做了四件事", "做了五件事"), "utf-8")
            done = subprocess.run(make, capture_output=True, encoding="utf-8", check=False)
            assert done.returncode == 0, done.stderr
            assert "Traceback" not in done.stderr
            assert tree(moved / "site") == (shop.new if edit else shop.old)
    finally:
        shutil.rmtree(moved)


def fake_environment(project: Path) -> None:
    """An environment in the project, made as ours is, which has what this one has."""
    locks = (path.name for path in ROOT.glob("requirements*.txt"))
    for name in ("Makefile", "pyproject.toml", *locks):
        shutil.copy(ROOT / name, project)
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(project / ".venv")], check=True
    )
    (packages,) = (project / ".venv").glob("lib/python*/site-packages")
    (ours,) = {path for path in sys.path if path.endswith("site-packages")}
    (packages / "ours.pth").write_text(ours, "utf-8")
    for group in ("pip", "build"):
        (project / f".venv/{group}.done").write_text(stamp(group), "ascii")


def test_make_calls_nothing_that_names_its_interpreter_by_path() -> None:
    called = re.findall(r"\$\(BIN\)/(\S+)", (ROOT / "Makefile").read_text("utf-8"))
    assert set(called) == {"python", "uv"}  # the latter is no script
