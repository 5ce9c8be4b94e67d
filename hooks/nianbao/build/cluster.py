"""Many machines in the place of this one's processes: a Dask cluster that is already there.

Every worker has the same version of the program, and the project's folder under the same path,
from a file system that they share: what is made goes into the store there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import Executor
from types import TracebackType
from typing import Protocol, Self, cast

from ..visible import visible
from .errors import BuildError
from .workers import LocalWorkers

__all__ = ["ClusterWorkers", "chosen_workers"]

_VARIABLE = "NIANBAO_CLUSTER"
_PROCESSES = "NIANBAO_PROCESSES"
_SECONDS = 10


class _Client(Protocol):
    """What we need of ``distributed.Client``."""

    def get_executor(self) -> Executor:
        """Work is sent to the cluster; what a lost worker had in hand goes to another."""

    def close(self) -> None:
        """Ends the connection."""


class ClusterWorkers:
    """The cluster whose scheduler is at an address such as ``tcp://10.0.0.1:8786``."""

    def __init__(self, address: str) -> None:
        self._client = _connected(address)
        self._executor = self._client.get_executor()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.close()

    def executor(self, seconds: float) -> Executor:
        """The cluster, for however little: it has more at hand than this machine."""
        del seconds
        return self._executor

    def renew(self) -> None:
        """Gets a new executor; the cluster itself sees to its workers."""
        self._executor = self._client.get_executor()


def chosen_workers(environment: Mapping[str, str]) -> ClusterWorkers | LocalWorkers:
    """The cluster that the environment names, else this machine.

    The environment may also say how many processes this machine is to have. Raises BuildError.
    """
    if address := environment.get(_VARIABLE):
        return ClusterWorkers(address)
    processes = environment.get(_PROCESSES, "")
    if processes and not re.fullmatch(r"[1-9]\d{0,3}", processes, re.ASCII):
        raise BuildError(f"{_PROCESSES}：{visible(processes)} 不是进程的个数，请写一个正整数")
    return LocalWorkers(int(processes) if processes else None)


def _connected(address: str) -> _Client:
    try:
        from distributed import Client  # noqa: PLC0415 - one machine has it not
    except ModuleNotFoundError as error:
        raise BuildError(
            "NIANBAO_CLUSTER 指明了集群，但是没有安装 distributed：请先执行 make cluster"
        ) from error
    try:
        return cast("_Client", Client(address, timeout=_SECONDS))  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise BuildError(
            f"NIANBAO_CLUSTER：连不上 {address}（{error}）；请检查地址和调度程序，"
            "或者不设 NIANBAO_CLUSTER，只用本机"
        ) from error
