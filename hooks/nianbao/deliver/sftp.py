"""A target on another machine, by SFTP: for accounts that may only transfer files, and Windows.

It computes no check sums: whether a file that is there is the right one, the journal says.
asyncssh reads the user's own configuration of SSH, keys and known hosts.
"""

from __future__ import annotations

import asyncio
import os
import posixpath
import stat
import sys
from collections.abc import (
    Awaitable,
    Callable,
    Collection,
    Coroutine,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from getpass import getpass
from itertools import count
from pathlib import Path
from typing import TypeVar

import asyncssh

from ..build import Entry
from ..settings import SshDestination
from ..visible import visible
from .errors import DeliveryError, reason_of
from .plan import folders_left
from .target import WORKPLACE

__all__ = ["PASSWORD", "SftpTarget"]

PASSWORD = "NIANBAO_SFTP_PASSWORD"  # noqa: S105 - the name of a variable
"""The variable of the environment that may hold the password, where nobody can be asked."""

_T = TypeVar("_T")
_U = TypeVar("_U")
# Each file waits for several answers: so many are on their way at the same time.
_AT_ONCE = 16
# Without an answer.
_SECONDS = 60
_ABSENT = (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath, asyncssh.SFTPNotADirectory)


class SftpTarget:
    """A folder that SFTP reaches."""

    batch = 200
    needs_notes = True
    compares = "逐个比较大小"

    def __init__(self, destination: SshDestination, config: Path | None) -> None:
        self._destination = destination
        self._config = config
        self._root = destination.path.rstrip("/")
        user = f"{destination.user}@" if destination.user else ""
        self.name = visible(f"sftp://{user}{destination.host}{destination.path}")
        # In a thread of its own: whoever calls may have a loop that runs.
        self._thread = ThreadPoolExecutor(1)
        self._runner = asyncio.Runner()
        self._numbers = count()
        self._folders: set[str] = set()
        self._making = asyncio.Lock()
        self._ssh: asyncssh.SSHClientConnection | None = None
        self._opened: asyncssh.SFTPClient | None = None

    def _run(self, work: Coroutine[object, object, _T]) -> _T:
        return self._thread.submit(self._runner.run, work).result()

    def open(self) -> None:
        """Raises DeliveryError if it cannot be reached, or made."""
        with self._told("连接不上"):
            self._run(self._connect())
        with self._told("打不开；请看看上一级文件夹在不在，能不能写"):
            self._run(self._make_folder("", parents=False))

    def read(self, paths: Collection[str]) -> Mapping[str, bytes]:
        """As ``Target`` says."""
        with self._told("读不到"):
            contents = self._each(paths, self._read)
        found = zip(paths, contents, strict=True)
        return {path: content for path, content in found if content is not None}

    def write(self, path: str, content: bytes) -> None:
        """As ``Target`` says."""

        async def fill(part: str) -> None:
            async with self._client.open(part, "wb") as file:
                await file.write(content)

        with self._told(f"写不进 {path}"):
            self._run(self._put(path, fill))

    def existing(self, site: Path, entries: Sequence[Entry]) -> list[str]:
        """As ``Target`` says."""
        del site
        sizes = self._sizes(entries)
        return [entry.path for entry in entries if entry.path in sizes]

    def differing(self, site: Path, entries: Sequence[Entry]) -> list[str]:
        """As ``Target`` says, as far as sizes tell."""
        del site
        sizes = self._sizes(entries)
        return [entry.path for entry in entries if sizes.get(entry.path) != entry.size]

    def send(self, site: Path, entries: Sequence[Entry], done: Callable[[str], None]) -> None:
        """As ``Target`` says."""

        async def send(path: str) -> None:
            await self._put(path, lambda part: self._client.put(site / path, part))
            done(path)

        with self._told("写不进"):
            self._each([entry.path for entry in entries], send)

    def remove(self, paths: Sequence[str]) -> None:
        """As ``Target`` says."""
        with self._told("删不掉"):
            self._each(paths, self._remove)
            self._run(self._remove_empty(folders_left(paths)))
        self._folders.clear()

    def clear(self) -> None:
        """As ``Target`` says."""
        with self._told(f"删不掉 {WORKPLACE}"):
            self._run(self._clear_workplace())
        self._folders.clear()

    def close(self) -> None:
        """As ``Target`` says."""
        if self._ssh:
            self._thread.submit(self._ssh.close).result()
            self._run(self._ssh.wait_closed())
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    @property
    def _client(self) -> asyncssh.SFTPClient:
        if self._opened is None:
            raise RuntimeError("the target is not open")
        return self._opened

    async def _connect(self) -> None:
        password = os.environ.get(PASSWORD)
        try:
            self._ssh = await self._connection(password)
        except asyncssh.PermissionDenied:
            if password is not None or not sys.stdin.isatty():
                raise
            self._ssh = await self._connection(getpass(f"{self.name} 的口令："))
        self._opened = await self._ssh.start_sftp_client()

    async def _connection(self, password: str | None) -> asyncssh.SSHClientConnection:
        there = self._destination
        return await asyncssh.connect(
            there.host,
            there.port or (),
            username=there.user or (),
            config=[str(self._config)] if self._config else (),
            password=password,
            connect_timeout=_SECONDS,
            login_timeout=_SECONDS,
            keepalive_interval=_SECONDS,
        )

    def _each(self, items: Iterable[_T], work: Callable[[_T], Awaitable[_U]]) -> list[_U]:
        """Does the same with every item, several at a time; the results are in their order."""
        free = asyncio.Semaphore(_AT_ONCE)

        async def one(item: _T) -> _U:
            async with free:
                return await work(item)

        async def all_of_them() -> list[_U]:
            try:
                async with asyncio.TaskGroup() as group:
                    tasks = [group.create_task(one(item)) for item in items]
            except ExceptionGroup as errors:
                # The first says enough: it stopped the others.
                raise errors.exceptions[0] from None
            return [task.result() for task in tasks]

        return self._run(all_of_them())

    def _place(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root or "/"

    async def _read(self, path: str) -> bytes | None:
        with suppress(*_ABSENT):
            async with self._client.open(self._place(path), "rb") as file:
                content = await file.read()
                return content if isinstance(content, bytes) else None
        return None

    async def _put(self, path: str, fill: Callable[[str], Awaitable[None]]) -> None:
        """Fills a file under another name, then gives it its own."""
        part = self._place(f"{WORKPLACE}/{next(self._numbers)}")
        place = self._place(path)
        async with self._making:
            await self._make_folder(WORKPLACE)
            await self._make_folder(posixpath.dirname(path))
        await fill(part)
        try:
            await self._client.posix_rename(part, place)
        except asyncssh.SFTPOpUnsupported:
            # The server knows only the renaming of the draft, which replaces nothing.
            await self._remove(path)
            await self._client.rename(part, place)

    async def _make_folder(self, path: str, *, parents: bool = True) -> None:
        if path in self._folders:
            return
        if path and parents:
            await self._make_folder(posixpath.dirname(path))
        if not await self._client.isdir(self._place(path)):
            await self._client.mkdir(self._place(path))
        self._folders.add(path)

    async def _remove(self, path: str) -> None:
        with suppress(*_ABSENT):
            try:
                await self._client.remove(self._place(path))
            except asyncssh.SFTPError:
                if not await self._client.isdir(self._place(path)):
                    raise

    async def _remove_empty(self, folders: Iterable[str]) -> None:
        for folder in folders:
            # Not empty: it has something of others.
            with suppress(asyncssh.SFTPError):
                await self._client.rmdir(self._place(folder))

    async def _clear_workplace(self) -> None:
        if await self._client.isdir(self._place(WORKPLACE)):
            await self._client.rmtree(self._place(WORKPLACE))

    def _sizes(self, entries: Sequence[Entry]) -> Mapping[str, int]:
        """The sizes of what is there under the paths of these files; -1 of what is no file."""
        folders = sorted({posixpath.dirname(entry.path) for entry in entries})
        with self._told("列不出"):
            found = self._each(folders, self._listed)
        return {path: size for listed in found for path, size in listed.items()}

    async def _listed(self, folder: str) -> Mapping[str, int]:
        found = {}
        with suppress(*_ABSENT):
            async for entry in self._client.scandir(self._place(folder)):
                name = os.fsdecode(entry.filename)
                attributes = entry.attrs
                if stat.S_ISLNK(attributes.permissions or 0):
                    attributes = await self._client.stat(self._place(posixpath.join(folder, name)))
                is_file = stat.S_ISREG(attributes.permissions or stat.S_IFREG)
                size = attributes.size if is_file and attributes.size is not None else -1
                found[posixpath.join(folder, name)] = size
        return found

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Lets what the other machine refuses be told in one sentence."""
        try:
            yield
        except asyncssh.HostKeyNotVerifiable as error:
            raise DeliveryError(
                f"{self.name} {what}：还不认得这台主机，或者它的指纹变了；"
                "请先用 ssh 手工连接一次，核对它的指纹"
            ) from error
        except asyncssh.PermissionDenied as error:
            raise DeliveryError(f"{self.name} {what}：用户、密钥或者口令不对") from error
        except asyncssh.SFTPPermissionDenied as error:
            raise DeliveryError(
                f"{self.name} {what}：没有权限，请看看文件夹属于哪个用户"
            ) from error
        except asyncssh.Error as error:
            raise DeliveryError(f"{self.name} {what}：{visible(error.reason)}") from error
        except (OSError, asyncssh.ConfigParseError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else visible(str(error))
            raise DeliveryError(f"{self.name} {what}：{reason}") from error
