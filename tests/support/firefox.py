"""A real Firefox: the one that FIREFOX names, the machine's, or the one made by make test.

It is spoken to in its own protocol, Marionette. Playwright drives only a Firefox of its own, which
no package has: of Debian's it asks for commands that are newer than it.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from places import ROOT

__all__ = ["Firefox", "FirefoxError", "firefox"]

_UNPACKED = ROOT / ".cache/firefox"
# Nothing is asked of the network; the port is told in a file of the profile.
_PREFERENCES: Mapping[str, object] = {
    "marionette.port": 0,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.prefetch-next": False,
    # They lie over the page, as on a telephone.
    "ui.useOverlayScrollbars": 1,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.server": "",
}
# The page's part of the window gets its size, however small a window may be.
_RESIZE = """
const [width, height] = arguments;
const browser = gBrowser.selectedBrowser;
for (const [name, value] of [["width", width], ["height", height]])
  for (const end of ["min-", "max-"]) browser.style.setProperty(end + name, `${value}px`);
return new Promise(requestAnimationFrame).then(() => null);
"""


class FirefoxError(Exception):
    """What Firefox says has gone wrong."""


class Firefox:
    """One window. Scripts run beside the page's own, under no policy of the page's."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._stream = connection.makefile("rb")
        self._number = 0
        self._receive()  # who it is
        timeouts = {"script": 300_000, "pageLoad": 300_000}
        self._call(
            "WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"timeouts": timeouts}}}
        )

    def open(self, address: str) -> None:
        """Opens an address, and waits until all of it is there."""
        self._call("WebDriver:Navigate", {"url": address})

    def resize(self, width: int, height: int = 800) -> None:
        """Gives the page a size."""
        with self._in_chrome():
            self._run(_RESIZE, width, height)
        self.wait_until(f"innerWidth === {width}")

    def evaluate(self, expression: str, *arguments: object) -> Any:
        """The value of an expression in the page; of a promise, what it becomes."""
        return self._run(f"return ({expression});", *arguments)

    def run(self, script: str) -> None:
        """Runs a script, whose names the following scripts know."""
        self._run(script)

    def wait_until(self, condition: str, patience: float = 30) -> None:
        """Waits until an expression is true of the page."""
        pause = 0.02
        for _ in range(int(patience / pause)):
            if self.evaluate(condition):
                return
            time.sleep(pause)
        raise FirefoxError(f"never came true: {condition}")

    def click(self, selector: str) -> None:
        """Clicks the first element, as a mouse does where it can be seen."""
        self._call("WebDriver:ElementClick", {"id": self._find(selector)})

    def type(self, selector: str, text: str) -> None:
        """Types a text into the first element."""
        self._call("WebDriver:ElementSendKeys", {"id": self._find(selector), "text": text})

    def close(self) -> None:
        """Ends Firefox."""
        self._call("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._stream.close()

    def _find(self, selector: str) -> str:
        found = self._call("WebDriver:FindElement", {"using": "css selector", "value": selector})
        (reference,) = found["value"].values()
        return str(reference)

    @contextmanager
    def _in_chrome(self) -> Iterator[None]:
        self._call("Marionette:SetContext", {"value": "chrome"})
        yield
        self._call("Marionette:SetContext", {"value": "content"})

    def _run(self, script: str, *arguments: object) -> Any:
        parameters = {"script": script, "args": list(arguments), "newSandbox": False}
        return self._call("WebDriver:ExecuteScript", parameters)["value"]

    def _call(self, command: str, parameters: Mapping[str, object]) -> Any:
        """Sends ``[0, number, command, parameters]``, and reads ``[1, number, error, result]``."""
        self._number += 1
        text = json.dumps([0, self._number, command, parameters]).encode()
        self._connection.sendall(b"%d:%b" % (len(text), text))
        _, number, error, result = self._receive()
        assert number == self._number
        if error:
            raise FirefoxError(f"{command}: {error['error']}: {error['message']}")
        return result

    def _receive(self) -> Any:
        """A message: how many bytes it has, a colon, and JSON."""
        length = b""
        while (byte := self._stream.read(1)) != b":":
            if not byte:
                raise FirefoxError("Firefox has ended")
            length += byte
        return json.loads(self._stream.read(int(length)))


@contextmanager
def firefox() -> Iterator[Firefox]:
    """Gives Firefox with the project's fonts and a profile of its own."""
    program = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    unpacked = _UNPACKED / "usr/lib/firefox-esr"
    fonts = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        Path(home, "fonts.conf").write_text(
            f"<fontconfig><dir>{fonts}</dir><cachedir>{home}/cache</cachedir></fontconfig>", "utf-8"
        )
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items())
        Path(home, "user.js").write_text("\n".join(lines), "utf-8")
        environment = {**os.environ, "HOME": folder, "FONTCONFIG_FILE": f"{home}/fonts.conf"}
        if not program:
            folders = {str(library.parent) for library in _UNPACKED.rglob("lib*.so*")}
            environment["LD_LIBRARY_PATH"] = ":".join(sorted(folders))
        process = subprocess.Popen(
            [
                *(program or unpacked / "firefox-esr", "--headless", "--marionette"),
                *("--remote-allow-system-access", "--no-remote", "--profile", folder),
            ],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with socket.create_connection(("127.0.0.1", _port(home, process))) as connection:
                window = Firefox(connection)
                yield window
                window.close()
        finally:
            process.terminate()
            process.wait()


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """The port that Firefox writes down in its profile when it listens."""
    told = profile / "MarionetteActivePort"
    for _ in range(6000):
        if told.exists() and (text := told.read_text("utf-8").strip()):
            return int(text)
        if process.poll() is not None:
            raise FirefoxError(f"Firefox did not start: {process.returncode}")
        time.sleep(0.02)
    raise FirefoxError("Firefox does not listen")
