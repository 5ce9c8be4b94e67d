"""What the handbook says of publishing and of servers is so."""

from __future__ import annotations

import re
import shlex
from importlib import import_module

import pytest
import yaml
from nianbao.command import COMMANDS
from nianbao.command.server_files import sample_files
from nianbao.deliver.target import WORKPLACE
from nianbao.servers.serving import SHOWN
from nianbao.settings import SshDestination, read_settings
from places import ROOT

PUBLISHING, SERVERS = (
    (ROOT / f"docs/help/{name}.md").read_text("utf-8") for name in ("publishing", "servers")
)
SCRIPTS = re.findall(r"^```sh\n(.*?)^```", PUBLISHING + SERVERS, re.MULTILINE | re.DOTALL)
CALLS = [
    *(line for script in SCRIPTS for line in script.splitlines() if line.startswith("nianbao ")),
    *re.findall(r"`(nianbao [a-z]+(?: --?[\w-]+)*)`", PUBLISHING + SERVERS),
]


@pytest.mark.parametrize("call", sorted(set(CALLS)))
def test_a_command_is_one(call: str) -> None:
    _, word, *options = shlex.split(call)
    import_module(f"nianbao.command.{COMMANDS[word].module}").options().parse_args(options)


def test_there_are_commands() -> None:
    assert {shlex.split(call)[1] for call in CALLS} == {"publish", "release", "rollback", "verify"}


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
