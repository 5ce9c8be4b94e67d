"""What people get wrong in writing mkdocs.yml, and that the project's own is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nianbao.settings import SettingsError, placed, read_site_settings
from nianbao.source import require_readable
from places import ROOT

TEXT = (ROOT / "mkdocs.yml").read_text("utf-8")


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def said(folder: Path, text: str) -> str:
    path = folder / "mkdocs.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as error:
        require_readable(path)
    return str(error.value)


def test_the_project_s_own_is_right(tmp_path: Path) -> None:
    require_readable(ROOT / "mkdocs.yml")
    # Windows' line ends and mark, and what MkDocs brings in from elsewhere.
    path = tmp_path / "mkdocs.yml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    require_readable(path)
    path.write_text("INHERIT: ../base.yml\nsite_url: !ENV [ADDRESS, '']\n", "utf-8")
    require_readable(path)


@pytest.mark.parametrize(
    ("right", "wrong", "place", "sentence"),
    [
        ('      sponsor: ""', '\t  sponsor: ""', "sponsor", "行首的空白是 Tab 键"),
        ('      sponsor: ""', '　　　sponsor: ""', "sponsor", "行首的空白是全角空格"),
        ('      sponsor: ""', "      sponsor：示例县人民政府", "sponsor", "名称后面是全角冒号“：”"),
        ("site_name: ", "site_name：", "site_name", "名称后面是全角冒号“：”"),
        ('      icp: ""', '      icp: "示ICP备00000000号', "icp", '引号 " 没有写完'),
        ("      contact: []", "      contact: [电话：0000-0000000", "contact", "方括号没有写完"),
        ('      operator: ""', '      operator:"甲"', "operator", "“operator:”的冒号后面没有空格"),
        ('      operator: ""', '       operator: ""', "operator", "下面又缩进写了分项"),
    ],
)
def test_yaml_errors_are_told_in_chinese_with_their_line(
    tmp_path: Path, right: str, wrong: str, place: str, sentence: str
) -> None:
    assert right in TEXT
    text = TEXT.replace(right, wrong, 1)
    told = said(tmp_path, text)
    number = line_of(text, wrong)
    assert place in text.splitlines()[number - 1]
    first = told.splitlines()[0]
    assert re.match(rf"mkdocs\.yml:({number}|{number + 1})：", first), told
    assert sentence in told, told
    # What is only wrong because the first line is, is not told.
    assert len({line.partition("：")[0] for line in told.splitlines()}) == 1
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", told.replace("site_name", ""))


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("site_name:", "sitename:", "sitename：没有这一项，是不是 site_name？"),
        ("site_url:", "Site-URL:", "Site-URL：没有这一项，是不是 site_url？"),
        ("\nextra:", "\nextras:", "extras：没有这一项，是不是 extra？"),
        ("  nianbao:\n", "nianbao:\n", "nianbao：这一项要写在 extra 下面"),
        ("site_dir: site", "site_dir: site\nsite_dir: www", "site_dir：写了两次，第一次在第"),
        ("site_name: 政府信息公开年报", "site_name: “政府信息公开”", "外面的引号是全角的"),
        ('      icp: ""', '      icp: ""\n      icp: "a"', "icp：写了两次"),
    ],
)
def test_keys_that_nobody_reads_are_told_with_their_line(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    assert right in TEXT
    told = said(tmp_path, TEXT.replace(right, wrong, 1))
    assert re.match(r"mkdocs\.yml:[0-9]+：", told)
    assert sentence in told


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("www.example.gov.cn", "网址要以 https:// 或 http:// 开头"),
        ("https://www.example.gov.cn/ xxgk/", "网址里不能有空格"),
        ("https://www.example。gov.cn/", "网址里有全角的“。”"),
        ("“https://www.example.gov.cn/”", "外面的引号是全角的"),
        ("https：//www.example.gov.cn/", "网址里有全角的“：”"),
    ],
)
def test_an_address_of_no_site_is_told(tmp_path: Path, address: str, sentence: str) -> None:
    text = TEXT.replace("site_url: https://www.example.gov.cn/", f"site_url: {address}", 1)
    assert text != TEXT
    assert sentence in said(tmp_path, text)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("0114210001", "id_code：0114210001 没有引号，YAML 把它当作数，开头的 0 丢了，数也变了"),
        ("0011421000", 'id_code: "0011421000"'),
        ("3213220037", "id_code：应为一行文字，用引号括起来，现为 3213220037"),
        ("“0114210001”", "id_code：“0114210001” 外面的引号是全角的"),
    ],
)
def test_a_code_without_quotes_is_told_as_it_is_written(
    tmp_path: Path, written: str, sentence: str
) -> None:
    text = TEXT.replace('id_code: ""', f"id_code: {written}")
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as error:
        read_site_settings(path)
    told = placed(str(error.value), text)
    assert told.startswith(f"mkdocs.yml:{line_of(text, 'id_code:')}：extra.nianbao.site.")
    assert sentence in told


def test_digits_that_yaml_takes_for_a_text_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "mkdocs.yml"
    path.write_text(TEXT.replace('id_code: ""', 'id_code: "0114210001"'), "utf-8")
    assert read_site_settings(path).site.id_code == "0114210001"


def test_a_message_that_names_no_key_stays_as_it_is() -> None:
    for message in ("没有字体", "extra.nianbao.nowhere.at.all：没有这一项"):
        assert placed(message, TEXT).endswith(message)
    assert placed("extra.nianbao.site：x", "a: [") == "extra.nianbao.site：x"


def test_a_file_of_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes("site_name: 政府".encode("gbk"))
    with pytest.raises(SettingsError, match="不是 UTF-8 编码"):
        require_readable(tmp_path / "mkdocs.yml")
    with pytest.raises(SettingsError, match="没有这个文件"):
        require_readable(tmp_path / "nowhere.yml")
