"""A published copy is compared with its list, or with ours, in a folder and on the web."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from listed_site import manifest_of
from nianbao.build import BuildError, Differences, Unreachable, verifying
from nianbao.build.verifying import listed_files, own_files, verify
from site_serving import PatientServer, serve

FILES = {
    "index.html": b"<p>page",
    "zwgk/年 报/index.html": "<p>年报".encode(),
    "zwgk/年 报/a+b%41&#?.pdf": b"%PDF",
    "404.html": b"<p>none",
    "empty.txt": b"",
}
PATHS = sorted(FILES)


def site_at(folder: Path) -> Path:
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for path, content in manifest_of(folder).files().items():
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_at(tmp_path / "site")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our servers are on this machine."""
    monkeypatch.setenv("no_proxy", "*")


Damage = tuple[Callable[[Path], object], Differences]


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    """One thing that happens to a copy, and what is told of it."""
    path = draw(st.sampled_from(PATHS))
    content = FILES[path]
    changed = draw(st.binary(max_size=len(content) + 2).filter(lambda other: other != content))
    more = draw(st.sampled_from(["more.html", "zwgk/.hidden", "新/a.html", "index.html2"]))

    def add(folder: Path) -> None:
        (folder / more).parent.mkdir(exist_ok=True)
        (folder / more).touch()

    def replace_by_folder(folder: Path) -> None:
        (folder / path).unlink()
        (folder / path).mkdir()

    def replace_by_pipe(folder: Path) -> None:
        (folder / path).unlink()
        os.mkfifo(folder / path)

    def replace_by_dead_link(folder: Path) -> None:
        (folder / path).unlink()
        (folder / path).symlink_to("nowhere")

    possible: list[Damage] = [
        (lambda folder: (folder / path).unlink(), Differences(missing=(path,))),
        (lambda f: (f / path).write_bytes(changed), Differences(differing=(path,))),
        (replace_by_folder, Differences(differing=(path,))),
        (replace_by_pipe, Differences(differing=(path,))),
        (replace_by_dead_link, Differences(missing=(path,))),
        (add, Differences(extra=(more,))),
    ]
    return possible[draw(st.integers(0, len(possible) - 1))]


@given(damages())
def test_one_difference_in_a_folder_is_told(damage: Damage) -> None:
    happens, told = damage
    with TemporaryDirectory() as place:
        folder = site_at(Path(place, "site"))
        expected = listed_files(str(folder))
        assert not verify(str(folder), expected)
        happens(folder)
        assert verify(str(folder), expected) == told


def test_a_linked_folder_is_extra_and_not_entered(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a").touch()
    (site / "linked").symlink_to(tmp_path / "elsewhere")
    assert verify(str(site), listed_files(str(site))) == Differences(extra=("linked",))


def test_what_a_webmaster_keeps_at_the_top_is_not_extra(site: Path) -> None:
    (site / ".well-known").mkdir()
    (site / ".well-known/security.txt").touch()
    (site / ".nojekyll").touch()
    assert not verify(str(site / "manifest.json"), listed_files(str(site)))


def test_a_copy_on_the_web_is_the_same(site: Path) -> None:
    with serve(site.parent) as address:
        for where in ("site", "site/", "site/manifest.json"):
            assert not verify(address + where, listed_files(address + where))
            assert not verify(address + where, own_files(site / "manifest.json"))


@pytest.mark.parametrize("path", [*PATHS, "manifest.json", "manifest-sm3.txt"])
def test_one_difference_on_the_web_is_told(path: str, site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    expected = own_files(site / "manifest.json")
    content = (site / path).read_bytes()
    (tmp_path / "404.html").touch()
    with serve(tmp_path) as address:
        for damaged in (content + b"<script>", content[:-1] + b"X", content[1:], None):
            shutil.copytree(site, copy)
            if damaged is None:
                (copy / path).unlink()
                told = Differences(missing=(path,))
            else:
                (copy / path).write_bytes(damaged)
                told = Differences(differing=(path,) if damaged != content else ())
            assert verify(f"{address}copy/", expected) == told
            shutil.rmtree(copy)


def test_a_whole_other_site_with_a_list_of_its_own_is_not_ours(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    (copy / "index.html").write_bytes(b"<p>another")
    for file in copy.glob("manifest*"):
        file.unlink()
    for path, content in manifest_of(copy).files().items():
        (copy / path).write_bytes(content)
    told = ("index.html", "manifest-sha256.txt", "manifest-sm3.txt", "manifest.json")
    assert not verify(str(copy), listed_files(str(copy)))
    assert verify(str(copy), own_files(site / "manifest.json")) == Differences(differing=told)
    with serve(copy) as address:
        assert not verify(address, listed_files(address))
        assert verify(address, own_files(site / "manifest.json")) == Differences(differing=told)


Answer = Callable[[BaseHTTPRequestHandler, int], None]


@contextmanager
def answering(site: Path, answers: dict[str, Answer], host: str = "127.0.0.1") -> Iterator[str]:
    """Serves a site, but for paths that are answered otherwise, the number of the time given."""
    times: dict[str, int] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(self.path).lstrip("/")
            times[path] = times.get(path, 0) + 1
            if path in answers:
                answers[path](self, times[path])
            else:
                send(self, 200, (site / path).read_bytes())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = PatientServer((host, 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://{host}:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def send(
    handler: BaseHTTPRequestHandler, status: int, content: bytes = b"", **headers: str
) -> None:
    handler.send_response(status)
    for name, value in ({"Content_Length": str(len(content))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(content)


def test_what_fails_once_is_tried_again(site: Path) -> None:
    content = FILES["index.html"]

    def at_first(handler: BaseHTTPRequestHandler, time: int) -> None:
        send(handler, 503 if time == 1 else 200, content if time > 1 else b"")

    def cut(handler: BaseHTTPRequestHandler, time: int) -> None:
        send(handler, 200, FILES["404.html"][: 1 if time == 1 else None], Content_Length="7")
        handler.close_connection = True

    with answering(site, {"index.html": at_first, "404.html": cut}) as address:
        assert not verify(address, listed_files(address))


def test_what_fails_again_is_unreachable_and_gone_is_missing(site: Path) -> None:
    answers: dict[str, Answer] = {
        "index.html": lambda handler, _: send(handler, 500),
        "404.html": lambda handler, _: send(handler, 200, b"<p", Content_Length="7"),
        "empty.txt": lambda handler, _: send(handler, 410),
    }
    with answering(site, answers) as address:
        told = verify(address, listed_files(address))
    assert told.missing == ("empty.txt",)
    assert [each.path for each in told.unreachable] == ["404.html", "index.html"]
    assert told.unreachable[1].reason.startswith("服务器答复 500")
    assert not told.differing


def test_redirections_stay_on_the_host(site: Path) -> None:
    with answering(site, {}, "127.0.0.2") as elsewhere:
        answers: dict[str, Answer] = {
            "index.html": lambda handler, _: send(handler, 301, Location="/empty.txt"),
            "404.html": lambda handler, _: send(handler, 302, Location=elsewhere + "404.html"),
            "empty.txt": lambda handler, time: send(handler, 301, Location=f"/empty.txt?{time}"),
        }
        answers |= {f"empty.txt?{time}": lambda handler, _: send(handler, 200) for time in (1, 2)}
        with answering(site, answers) as address:
            told = verify(address, listed_files(address))
    # Led to an empty file, to another host, and round a corner.
    assert told.differing == ("index.html",)
    assert told.unreachable == (Unreachable("404.html", "服务器答复 302 转到别处"),)


def test_a_failing_server_is_not_asked_for_everything(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "_FAILURES", 2)
    monkeypatch.setattr(verifying, "_WORKERS", 1)
    expected = own_files(site / "manifest.json")
    answers: dict[str, Answer] = {
        entry.path: lambda handler, _: send(handler, 500) for entry in expected
    }
    with answering(site, answers) as address:
        told = verify(address, expected).unreachable
    assert [each.path for each in told] == sorted(entry.path for entry in expected)
    reasons = [each.reason for each in told]
    assert [reason.startswith("服务器答复 500") for reason in reasons] == [True] * 2 + [False] * 6
    assert reasons[-1] == "前面已有 2 个读不到，没有再试"


def test_no_answer_is_no_endless_waiting(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "_TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        told = verify(
            f"http://127.0.0.1:{deaf.getsockname()[1]}/", listed_files(str(site))
        ).unreachable
    assert {each.path for each in told} == FILES.keys()


def test_a_list_that_is_too_large_is_not_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "_LARGEST_MANIFEST", 10)
    with serve(site) as address, pytest.raises(BuildError, match="超过 10 字节"):
        listed_files(address)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("nowhere", "既不是文件夹，也不是"),
        ("ftp://example.cn/", "既不是文件夹，也不是"),
        ("http://", "不是完整的网址"),
        ("http://[::1", "不是完整的网址"),
        ("http://127.0.0.1:1/", "读不到 http://127.0.0.1:1/ 的 manifest.json"),
        ("http://a b/", "读不到"),
        ("http://127.0.0.1:x/", "读不到"),
    ],
)
def test_what_is_no_copy_is_said(where: str, said: str) -> None:
    with pytest.raises(BuildError) as refusal:
        listed_files(where)
    assert said in str(refusal.value)


def test_a_copy_without_a_list_is_said(site: Path) -> None:
    (site / "manifest.json").unlink()
    with pytest.raises(BuildError, match=r"读不到 .* 的 manifest\.json"):
        listed_files(str(site))
    with pytest.raises(BuildError, match=r"读不到 .*manifest\.json"):
        own_files(site / "manifest.json")


def test_many_differences_are_counted() -> None:
    told = Differences(
        missing=tuple(f"a{number}" for number in range(23)),
        extra=("b\x1b",),
        unreachable=(Unreachable("c", "服务器答复 500"),),
    )
    lines = told.explained().splitlines()
    assert lines[0] == "缺少 23 个文件："
    assert lines[1:3] == ["    a0", "    a1"]
    assert lines[20:] == [
        *("    a19", "    ……还有 3 个", "多出 1 个文件：", r"    b\x1b"),
        *("读不到 1 个文件：", "    c（服务器答复 500）"),
    ]
