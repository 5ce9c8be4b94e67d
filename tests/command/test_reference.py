"""The page that explains every command says what the commands say of themselves."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from commands import run_in
from nianbao.command import COMMANDS, main
from nianbao.command.reference import commands_page
from places import ROOT


def test_the_page_is_the_newest() -> None:
    assert (ROOT / "docs/help/commands.md").read_text("utf-8") == commands_page()


@pytest.mark.parametrize("word", COMMANDS)
def test_a_command_explains_itself_in_chinese(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([word, "--help"])
    assert end.value.code == 0
    told = capsys.readouterr().out
    assert f"nianbao {word}" in told[told.index("例如：") :]
    assert "退出码：0 完成" in told
    # No English but names, and what is typed.
    assert not re.search(r"(?i)usage|options|positional|show this|default:", told)


@pytest.mark.parametrize("word", COMMANDS)
def test_the_examples_of_a_command_can_be_typed(word: str) -> None:
    parser = import_module(f"nianbao.command.{COMMANDS[word].module}").options()
    for example in parser.examples:
        parser.parse_args(example.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chekc"], "没有 chekc 这个命令，是不是 check？"),
        (["check", "--fromat", "json"], "看不懂：--fromat，是不是 --format？"),
        (["check", "--format", "yaml"], "--format 不能是 'yaml'"),
        (["check", "--only"], "--only 后面要写一个值"),
        (["serve", "--port", "x"], "--port 不能是 'x'"),
        (["import"], "还要写：文件"),
    ],
)
def test_wrong_usage_is_told_in_chinese(arguments: list[str], told: str) -> None:
    done = run_in(ROOT, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert told in done.stderr
    assert "--help" in done.stderr.splitlines()[-1]


def test_outside_a_site_the_folder_is_asked_for(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    done = run_in(tmp_path_factory.mktemp("elsewhere"), "check")
    assert done.returncode == 2
    assert "里没有 mkdocs.yml，不是一个网站的文件夹" in done.stderr
