"""A site is put at a folder or another machine, stopped anywhere and gone on with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from campaigns import some
from delivered_sites import NEW, OLD, files_in, made_site
from nianbao.build import Entry
from nianbao.deliver import Delivery, DeliveryError, Target, deliver, prepare, target_at
from nianbao.settings import read_destination
from servers import SshServer, ssh_server, with_libraries

pytestmark = pytest.mark.slow("starts sshd, and connects to it many times")

KINDS = ("folder", "ssh", "sftp")
Reached = Callable[[], Target]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with ssh_server(tmp_path_factory.mktemp("ssh") / "带 空格") as running:
        yield running


@pytest.fixture(params=KINDS)
def www(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of the target; how it is reached says its name."""
    return tmp_path / f"门户 {request.param}"


@pytest.fixture
def reach(www: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Reached:
    kind = www.name.split()[1]
    if kind == "folder":
        return lambda: target_at(read_destination(str(www), "to", www), None)
    server: SshServer = request.getfixturevalue("server")
    for name, value in with_libraries().items():
        monkeypatch.setenv(name, value)
    to = read_destination(server.address(kind, www), "to", www)
    return lambda: target_at(to, server.config)


def put(site: Path, reach: Reached, *, overwrite: bool = False) -> Delivery:
    with closing(reach()) as target:
        delivery = prepare(site, target, overwrite=overwrite)
        deliver(delivery, target, lambda *_: None)
    return delivery


def test_a_target_has_what_the_site_has(tmp_path: Path, www: Path, reach: Reached) -> None:
    site = made_site(tmp_path / "site", OLD)
    first = put(site, reach)
    assert first.explained() == f"共 15 个文件，要送 15 个（{first.size / 1024:.1f} KB），要删 0 个"
    assert files_in(www) == files_in(site)
    made_site(site, NEW)
    second = put(site, reach)
    assert files_in(www) == files_in(site)
    assert "zwgk/gknb/jia/2021/index.html" not in {entry.path for entry in second.plan.sent}
    assert not (www / "zwgk/gknb/yi/2021/附 件 [1]*?'$.txt").exists()
    assert not put(site, reach).plan
    assert files_in(www) == files_in(site)
    modes = {path.stat().st_mode & 0o777 for path in www.rglob("*") if path.is_file()}
    assert modes == {0o644}, "a web server reads as another user"


def test_what_others_have_there_stays(tmp_path: Path, www: Path, reach: Reached) -> None:
    others = {
        "门户/index.html": "门户",
        "zwgk/gkzn/index.html": "门户自己的指南",
        ".well-known/a": "密钥",
    }
    for path, text in others.items():
        (www / path).parent.mkdir(parents=True, exist_ok=True)
        (www / path).write_text(text, "utf-8")
    site = made_site(tmp_path / "site", OLD)
    put(site, reach)
    # In a folder that goes away with the new site.
    (www / "zwgk/gknb/bing/own.txt").parent.mkdir(parents=True, exist_ok=True)
    (www / "zwgk/gknb/yi/2021/own.txt").write_text("别人的", "utf-8")
    made_site(site, {path: text for path, text in NEW.items() if "/yi/" not in path})
    put(site, reach)
    expected = {path: text.encode() for path, text in others.items()}
    assert files_in(www) == expected | files_in(site) | {
        "zwgk/gknb/yi/2021/own.txt": "别人的".encode()
    }
    assert not (www / "zwgk/gknb/yi/mingxi").exists()


def test_another_website_is_left_alone(tmp_path: Path, www: Path, reach: Reached) -> None:
    www.mkdir()
    (www / "index.html").write_text("门户首页", "utf-8")
    (www / "manifest.json").write_text('{"name": "门户", "start_url": "/"}', "utf-8")
    site = made_site(tmp_path / "site", OLD)
    before = files_in(www)
    with pytest.raises(DeliveryError, match=r"2 个同名的文件（index\.html、manifest\.json）"):
        put(site, reach)
    assert files_in(www) == before
    put(site, reach, overwrite=True)
    assert files_in(www) == files_in(site)


def test_a_site_with_another_address_is_left_alone(
    tmp_path: Path, www: Path, reach: Reached
) -> None:
    site = made_site(tmp_path / "site", OLD)
    put(site, reach)
    before = files_in(www)
    robots = OLD["robots.txt"].replace("/gk/", "/other/")
    made_site(site, {**NEW, "robots.txt": robots})
    with pytest.raises(DeliveryError, match=r"里是 https://www\.example\.gov\.cn/gk/ 的网站"):
        put(site, reach)
    assert files_in(www) == before
    put(site, reach, overwrite=True)
    assert files_in(www) == files_in(site)


def test_a_lost_manifest_is_no_reason_to_delete(tmp_path: Path, www: Path, reach: Reached) -> None:
    site = made_site(tmp_path / "site", OLD)
    put(site, reach)
    (www / "manifest.json").write_text("{", "utf-8")
    made_site(site, NEW)
    with pytest.raises(DeliveryError, match=r"没有本程序的 manifest\.json，却已经有"):
        put(site, reach)


def test_a_parent_that_is_missing_is_a_typing_error(
    tmp_path: Path, www: Path, reach: Reached
) -> None:
    site = made_site(tmp_path / "site", OLD)
    www.parent.rename(tmp_path.with_name(f"{tmp_path.name}-moved"))
    moved = tmp_path.with_name(f"{tmp_path.name}-moved") / site.name
    with pytest.raises(DeliveryError, match=r"上一级文件夹|没有文件夹"):
        put(moved, reach)
    assert not www.parent.exists()


def test_what_was_damaged_at_the_target_is_put_right(
    tmp_path: Path, www: Path, reach: Reached
) -> None:
    site = made_site(tmp_path / "site", OLD)
    put(site, reach)
    (www / "zwgk/gknb/index.html").write_text("被人改了，长短不同", "utf-8")
    (www / "zwgk/gknb/jia/2021/jia-2021.pdf").unlink()
    put(site, reach)
    assert files_in(www) == files_in(site)


def test_a_damaged_site_is_not_published(tmp_path: Path) -> None:
    site = made_site(tmp_path / "site", OLD)
    (site / "index.html").write_text("x", "utf-8")
    target = target_at(read_destination(str(tmp_path / "www"), "to", tmp_path), None)
    with pytest.raises(DeliveryError, match=r"内容不同 1 个文件：\n    index\.html"):
        prepare(site, target)
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize("folder", [Path("/"), Path.home()])
def test_a_disk_and_a_home_are_no_place_for_a_site(tmp_path: Path, folder: Path) -> None:
    site = made_site(tmp_path / "site", OLD)
    with pytest.raises(DeliveryError, match="不像放网站的文件夹"):
        prepare(site, target_at(read_destination(str(folder), "to", tmp_path), None))


# ---- while it is at work -------------------------------------------------------------------


def test_pages_answer_and_find_what_they_need_all_the_time(
    tmp_path: Path, www: Path, reach: Reached
) -> None:
    site = made_site(tmp_path / "site", OLD)
    put(site, reach)
    made_site(site, NEW)
    stay = [path for path in OLD if path in NEW and path.endswith(".html")]
    seen = set()

    def look(*_: int) -> None:
        home = (www / "index.html").read_text("utf-8")
        seen.add(home)
        assert home in (OLD["index.html"], NEW["index.html"])
        for path in stay:
            assert (www / path).read_text("utf-8") in (OLD[path], NEW[path])
        scripts = {path.name for path in (www / "javascripts").iterdir()}
        assert "a.11111111.js" in scripts
        assert home == OLD["index.html"] or "a.22222222.js" in scripts
        assert (www / "zwgk/gknb/yi/2021/yi-2021.pdf").exists(), "removals come last"
        if home == NEW["index.html"]:
            assert (www / "zwgk/gknb/jia/2022/index.html").exists()

    with closing(reach()) as target:
        deliver(prepare(site, target), target, look)
    assert seen == {OLD["index.html"], NEW["index.html"]}
    assert not (www / "zwgk/gknb/yi/2021/yi-2021.pdf").exists()


class StoppedError(Exception):
    """The machine is switched off."""


class Stopping:
    """A target at which the n-th thing that would change something is not done any more."""

    def __init__(self, target: Target, moment: int) -> None:
        self._target = target
        self._left = moment

    def __getattr__(self, name: str) -> object:
        return getattr(self._target, name)

    def _up_to(self, count: int) -> int:
        """How many of so many things are done yet."""
        done = min(count, self._left - 1)
        self._left -= count
        return done

    def _stop(self) -> None:
        if self._left <= 0:
            raise StoppedError

    def write(self, path: str, content: bytes) -> None:
        if self._up_to(1):
            self._target.write(path, content)
        self._stop()

    def remove(self, paths: Sequence[str]) -> None:
        if done := self._up_to(len(paths)):
            self._target.remove(paths[:done])
        self._stop()

    def send(self, site: Path, entries: Sequence[Entry], done: Callable[[str], None]) -> None:
        if sent := self._up_to(len(entries)):
            self._target.send(site, entries[:sent], done)
        self._stop()

    def clear(self) -> None:
        if self._up_to(1):
            self._target.clear()
        self._stop()


def stopped_at(site: Path, reach: Reached, moment: int) -> bool:
    """Whether a delivery has so many moments."""
    with closing(reach()) as target:
        stopping: Target = Stopping(target, moment)  # type: ignore[assignment]
        try:
            deliver(prepare(site, target), stopping, lambda *_: None)
        except StoppedError:
            return True
    return False


def moments(www: Path) -> Collection[int]:
    """All of them where it costs little, and some where every look takes a connection."""
    return range(1, 30) if www.name.endswith("folder") else some((9, 18), 2)


THIRD: Mapping[str, str] = {
    **{path: text for path, text in OLD.items() if "/yi/" not in path},
    "index.html": "首页，第三次",
}


@pytest.mark.parametrize("then", [NEW, OLD, THIRD], ids=["again", "rolled back", "another"])
def test_stopped_anywhere_the_next_one_ends_right(
    tmp_path: Path, www: Path, reach: Reached, then: Mapping[str, str]
) -> None:
    """Above all nothing of the stopped one stays, which no manifest at the target would name."""
    stopped = 0
    for moment in moments(www):
        made_site(www, OLD)
        if stopped_at(made_site(tmp_path / "site", NEW), reach, moment):
            stopped += 1
        site = made_site(tmp_path / "site", then)
        put(site, reach)
        assert files_in(www) == files_in(site), moment
    assert stopped >= 1


def test_what_was_sent_before_it_stopped_is_not_sent_again(tmp_path: Path) -> None:
    www = tmp_path / "www"
    to = read_destination(str(www), "to", tmp_path)
    put(made_site(tmp_path / "site", OLD), lambda: target_at(to, None))
    site = made_site(tmp_path / "site", NEW)
    target = target_at(to, None)
    target.batch = 2  # type: ignore[misc]
    delivery = prepare(site, target)

    def stop(files: int, *_: int) -> None:
        if files == 5:
            raise StoppedError

    with pytest.raises(StoppedError):
        deliver(delivery, target, stop)
    again = prepare(site, target_at(to, None))
    assert again.explained().startswith("接着上一次没有做完的，共 14 个文件，要送 9 个")
    deliver(again, target, lambda *_: None)
    assert files_in(www) == files_in(site)


# ---- what other machines say -----------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["ssh", "sftp"])
def test_an_unknown_host_and_a_stranger_are_told(
    tmp_path: Path, server: SshServer, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    for name, value in with_libraries().items():
        monkeypatch.setenv(name, value)
    site = made_site(tmp_path / "site", OLD)
    to = read_destination(server.address(scheme, tmp_path / "www"), "to", tmp_path)
    own = server.config.read_text("utf-8")
    server.config.with_name("nobody").touch()
    for change, told in (
        (("/known_hosts", "/nobody"), "还不认得这台主机"),
        (("/client", "/stranger"), "用户.*不对"),
    ):
        config = tmp_path / "ssh_config"
        config.write_text(own.replace(*change), "utf-8")
        with closing(target_at(to, config)) as target, pytest.raises(DeliveryError, match=told):
            prepare(site, target)
    assert not (tmp_path / "www").exists()


def test_a_server_without_rsync_is_told(
    tmp_path: Path, server: SshServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    to = read_destination(server.address("ssh", tmp_path / "www"), "to", tmp_path)
    with pytest.raises(DeliveryError, match=r"本机没有 rsync.*sftp://"):
        prepare(made_site(tmp_path / "site", OLD), target_at(to, server.config))
