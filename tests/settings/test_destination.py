"""Where a site is published to, as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.settings import (
    FolderDestination,
    SettingsError,
    SshDestination,
    read_destination,
    read_settings,
)

RSYNC = True


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/srv/www/site", FolderDestination(Path("/srv/www/site"))),
        ("../发布 出去", FolderDestination(Path("/p/../发布 出去"))),
        (
            "ssh://web@www.example.gov.cn/srv/www/site",
            SshDestination(RSYNC, "web", "www.example.gov.cn", None, "/srv/www/site"),
        ),
        (
            " SFTP://web@10.0.0.1:2222/网站/%E5%B9%B4%20报 ",
            SshDestination(not RSYNC, "web", "10.0.0.1", 2222, "/网站/年 报"),
        ),
        ("sftp://[::1]/", SshDestination(not RSYNC, "", "::1", None, "/")),
    ],
)
def test_a_folder_or_a_folder_of_another_machine(text: str, expected: object) -> None:
    assert read_destination(text, "to", Path("/p")) == expected


def test_a_drive_of_windows_is_no_host() -> None:
    assert isinstance(read_destination(r"D:\www", "to", Path("/p")), FolderDestination)
    assert isinstance(read_destination(r"\\server\www", "to", Path("/p")), FolderDestination)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "没有写发布到哪里"),
        ("web@www.example.gov.cn:/srv/www", r"请写成 ssh://web@www\.example\.gov\.cn/srv/www "),
        ("www.example.gov.cn:www", "请写成 ssh://用户@主机/路径 的样子"),
        ("ftp://www.example.gov.cn/www", "不认得 ftp://"),
        ("https://www.example.gov.cn/", "不认得 https://"),
        ("ssh://www.example.gov.cn", "从根目录写起"),
        ("ssh://www.example.gov.cn/", "从根目录写起"),
        ("sftp:///www", "没有写主机"),
        ("sftp://web:Mima123@h/www", r"口令不要写在网址里.*web:…@h"),
        ("sftp://web@h:99999/www", "这不是网址"),
        ("sftp://web@h:0/www", "端口"),
        ("ssh://-oProxyCommand=x@h/www", "也不能以 - 开头"),
        ("ssh://-oProxyCommand=x/www", "也不能以 - 开头"),
        ("ssh://h/www/../../etc", r"路径里不能有 \.\."),
        ("ssh://h/www%0a", "看不见的字符"),
        ("ssh://h/www?a", r"不能有 \? 和 #"),
    ],
)
def test_what_is_no_destination_is_told_with_its_key(text: str, told: str) -> None:
    with pytest.raises(SettingsError, match=f"^to：.*{told}") as refused:
        read_destination(text, "to", Path("/p"))
    assert "Mima123" not in str(refused.value)


def test_the_settings_of_a_site(tmp_path: Path) -> None:
    assert read_settings({}, tmp_path).publication.to is None
    (tmp_path / "ssh_config").touch()
    values: dict[str, object] = {"to": "www", "ssh_config": "ssh_config"}
    publication = read_settings({"publish": values}, tmp_path).publication
    assert publication.to == FolderDestination(tmp_path / "www")
    assert publication.ssh_config == tmp_path / "ssh_config"
    assert not publication.compress
    assert read_settings({"publish": {"compress": True}}, tmp_path).publication.compress
    for wrong, told in (
        ({"too": "www"}, r"publish\.too：没有这一项，是不是 to？"),
        ({"compress": "gz"}, r"publish\.compress：应为 true 或 false"),
        ({"to": 5}, r"publish\.to：应为一行文字"),
        ({"to": "ftp://h/"}, r"publish\.to：不认得 ftp://"),
        ({"ssh_config": "nothing"}, r"publish\.ssh_config：没有文件 nothing"),
    ):
        with pytest.raises(SettingsError, match=told):
            read_settings({"publish": wrong}, tmp_path)
