"""nginx and Apache on loopback, configured by what the program writes for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from nianbao.servers import ServedSite, server_files
from servers import free_port, program, running

__all__ = ["SERVERS", "TEMPORARY", "Started", "apache", "nginx"]

Started = Callable[..., "Iterator[str]"]
_MODULES = (
    *("alias", "authz_core", "autoindex", "deflate", "dir", "filter", "headers", "mime", "unixd"),
    "mpm_event",
)


def _written(work: Path, kind: str, files: Mapping[str, str]) -> None:
    work.mkdir(parents=True)
    for path, text in files.items():
        if path.startswith(f"{kind}/"):
            (work / Path(path).name).write_text(text, "utf-8")


@contextmanager
def nginx(
    work: Path, site: ServedSite, folder: Path, docroot: Path, moved: Mapping[str, str]
) -> Iterator[str]:
    """Gives the address of nginx, which serves a portal at its root and the site at its path."""
    port = free_port()
    _written(work, "nginx", server_files(site, str(folder), moved))
    (work / "nginx.conf").write_text(
        f"""\
daemon off; pid "{work}/pid"; error_log stderr;
{"user root;" if os.getuid() == 0 else ""}
events {{}}
http {{
    access_log off;
    {"".join(f'{name}_temp_path "{work}/{name}"; ' for name in TEMPORARY)}
    include "{work}/nianbao-maps.conf";
    server {{
        listen 127.0.0.1:{port};
        root "{docroot}";
        include "{work}/nianbao-site.conf";
    }}
}}
""",
        "utf-8",
    )
    command = [program("nginx"), "-e", "stderr", "-p", str(work), "-c", str(work / "nginx.conf")]
    with running(command, port, work / "log"):
        yield f"http://127.0.0.1:{port}"


TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def apache(
    work: Path, site: ServedSite, folder: Path, docroot: Path, moved: Mapping[str, str]
) -> Iterator[str]:
    """The same of Apache."""
    port = free_port()
    _written(work, "apache", server_files(site, str(folder), moved))
    modules = Path(program("apache2")).parents[1] / "lib/apache2/modules"
    loaded = "".join(
        f'LoadModule {name}_module "{modules}/mod_{name}.so"\n'
        for name in _MODULES
        if (modules / f"mod_{name}.so").exists()
    )
    (work / "mime.types").touch()
    (work / "apache.conf").write_text(
        f"""\
ServerRoot "{work}"
PidFile "{work}/pid"
ErrorLog "{work}/log"
Listen 127.0.0.1:{port}
ServerName 127.0.0.1
{loaded}
TypesConfig "{work}/mime.types"
{"User nobody" if os.getuid() == 0 else ""}
{"Group nogroup" if os.getuid() == 0 else ""}
<Directory />
    Require all granted
</Directory>
<VirtualHost *>
    DocumentRoot "{docroot}"
    Include "{work}/nianbao-site.conf"
</VirtualHost>
""",
        "utf-8",
    )
    command = [program("apache2"), "-X", "-f", str(work / "apache.conf")]
    with running(command, port, work / "log"):
        yield f"http://127.0.0.1:{port}"


SERVERS = {"nginx": nginx, "apache": apache}
