"""What the handbook says of publishing and of servers is so."""

from __future__ import annotations

import http.client
import os
import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from nianbao.command import COMMANDS
from nianbao.command.server_files import sample_files
from nianbao.deliver.target import WORKPLACE
from nianbao.servers.serving import SHOWN
from nianbao.settings import SshDestination, read_redirects, read_settings
from places import ROOT
from servers import free_port, program, running
from web_servers import TEMPORARY

PUBLISHING, SERVERS, MOVING = (
    (ROOT / f"docs/help/{name}.md").read_text("utf-8")
    for name in ("publishing", "servers", "moving")
)
SCRIPTS = re.findall(r"^```sh\n(.*?)^```", PUBLISHING + SERVERS + MOVING, re.MULTILINE | re.DOTALL)
CALLS = [
    *(line for script in SCRIPTS for line in script.splitlines() if line.startswith("nianbao ")),
    *re.findall(r"`(nianbao [a-z]+(?: --?[\w-]+)*)`", PUBLISHING + SERVERS + MOVING),
]


@pytest.mark.parametrize("call", sorted(set(CALLS)))
def test_a_command_is_one(call: str) -> None:
    _, word, *options = shlex.split(call)
    import_module(f"nianbao.command.{COMMANDS[word].module}").options().parse_args(options)


def test_there_are_commands() -> None:
    assert {shlex.split(call)[1] for call in CALLS} == {
        *("archive", "publish", "release", "rollback", "verify")
    }


def test_every_option_of_publish_is_explained() -> None:
    text = import_module("nianbao.command.publishing").options().format_help()
    own = set(re.findall(r"^ +(--[a-z-]+)", text, re.MULTILINE)) - {"--project"}
    assert own == set(re.findall(r"`nianbao publish (--[a-z-]+)`", PUBLISHING))
    assert own


def test_the_settings_are_read() -> None:
    (example,) = re.findall(r"^```yaml\n(.*?)^```", PUBLISHING, re.MULTILINE | re.DOTALL)
    values = yaml.safe_load(example)["extra"]["nianbao"]
    del values["publish"]["ssh_config"]
    publication = read_settings(values, ROOT).publication
    assert not publication.compress
    to = publication.to
    assert to == SshDestination(
        with_rsync=True, user="web", host="www.example.gov.cn", port=None, path="/srv/www/site"
    )
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert "    publish:" in text
    assert "ssh_config" in text


def test_the_files_of_servers_are_those_that_are_written() -> None:
    written = {path.removeprefix("maintainers/servers/") for path in sample_files()}
    named = set(re.findall(r"`((?:nginx|apache|iis|object-storage)/[\w.-]+)`", SERVERS))
    assert named == written


def test_what_the_files_have_is_what_the_handbook_says() -> None:
    files = sample_files()
    nginx = files["maintainers/servers/nginx/nianbao-site.conf"]
    apache = files["maintainers/servers/apache/nianbao-site.conf"]
    for name in ("alias ", "disable_symlinks ", "gzip_static on"):
        assert name in nginx
    for name in ("Alias ", "<Directory "):
        assert name in apache
    modules = re.search(r"^a2enmod (.*)$", SERVERS, re.MULTILINE)
    assert modules
    for module in modules[1].split():
        assert module in apache.splitlines()[2]
    assert {"html", "pdf", "png"} <= set(SHOWN)
    assert f"`{WORKPLACE}/`" in PUBLISHING


def test_the_example_of_old_addresses_is_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```csv\n(.*?)^```", MOVING, re.MULTILINE | re.DOTALL)
    (tmp_path / "redirects.csv").write_text(example, "utf-8")
    found = read_redirects(tmp_path, "https://www.example.gov.cn/")
    assert len(found.all) == 2
    assert found.faults(["zwgk/gknb/minquan/2020/index.html"]) == []


@pytest.fixture
def old_domains(tmp_path: Path) -> Iterator[http.client.HTTPConnection]:
    """Nginx with the rules of the handbook for old domains, with the port and folder of a test."""
    rules = re.findall(r"^```nginx\n(server .*?)^```", MOVING, re.MULTILINE | re.DOTALL)
    assert len(rules) == 2
    (page,) = re.findall(r"^```html\n(.*?)^```", MOVING, re.MULTILINE | re.DOTALL)
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed/closed.html").write_text(page, "utf-8")
    port = free_port()
    (tmp_path / "nginx.conf").write_text(
        ("user root; " if os.getuid() == 0 else "")
        + f'daemon off; pid "{tmp_path}/pid"; error_log stderr; events {{}}\n'
        "http { access_log off; types { text/html html; }\n"
        + "".join(f'{name}_temp_path "{tmp_path}/{name}";\n' for name in TEMPORARY)
        + "".join(rules)
        .replace("listen      80", f"listen 127.0.0.1:{port}")
        .replace("/srv/www/closed", f'"{tmp_path}/closed"')
        + "}\n",
        "utf-8",
    )
    conf = str(tmp_path / "nginx.conf")
    command = [program("nginx"), "-e", "stderr", "-p", str(tmp_path), "-c", conf]
    with running(command, port, tmp_path / "log"):
        yield http.client.HTTPConnection("127.0.0.1", port, timeout=20)


def test_an_old_domain_leads_on_with_the_whole_address(
    old_domains: http.client.HTTPConnection,
) -> None:
    old_domains.request("GET", "/zwgk/gknb/?a=1", headers={"Host": "old.example.gov.cn"})
    answer = old_domains.getresponse()
    assert answer.status == 301
    assert answer.headers["Location"] == "https://www.example.gov.cn/zwgk/gknb/?a=1"


def test_a_site_that_has_closed_says_so_at_every_address(
    old_domains: http.client.HTTPConnection,
) -> None:
    for path in ("/", "/zwgk/gknb/shili/2021/", "/closed.html"):
        old_domains.request("GET", path, headers={"Host": "closed.example.gov.cn"})
        answer = old_domains.getresponse()
        text = answer.read().decode("utf-8")
        assert "本网站已经关闭" in text or (path, answer.status) == ("/closed.html", 404)
        assert answer.status == 410 or path == "/closed.html"
