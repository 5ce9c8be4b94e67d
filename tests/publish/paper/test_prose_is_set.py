"""Whatever prose the checks accept, Typst sets: random Markdown, held against its own judgement."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import typst
from campaigns import LONG
from hypothesis import given, settings
from hypothesis import strategies as st
from nianbao.check import HouseRules, Press, check_report
from nianbao.facts import facts_of
from nianbao.publish.paper import typesetting
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import Typefaces, load_typefaces
from nianbao.publish.paper.typst_data import report_for_typst
from nianbao.publish.whole_words import pattern_of_words
from nianbao.settings import Settings
from places import ROOT
from reading import FRONT_2021, ORGAN, SITE, read_report

DOCUMENTS = 10_000 if LONG else 100
SECTIONS = """

## 二、主动公开政府信息情况

## 三、收到和处理政府信息公开申请情况

## 四、政府信息公开行政复议、行政诉讼情况

## 五、存在的主要问题及改进情况

报送不够及时，将按月督促。

## 六、其他需要报告的事项

无。
"""
# The prose of a report as report.typ sets it, without the tables, which take longest.
TEMPLATE = """
#import "layout.typ": blocks, on-paper
#let report = json(bytes(sys.inputs.report))
#show: on-paper.with(report)
#title(report.title)
#for section in report.sections {
  heading(depth: 1, section.heading)
  blocks(section.blocks)
}
"""

words = st.text("公开信息年度报告一二三，。；：《》“”（）abcXYZ019 .,-", min_size=1, max_size=12)
signs = st.sampled_from(
    [
        *(
            "*",
            "**",
            "_",
            "__",
            "`",
            "``",
            "~",
            "#",
            "##",
            "|",
            "||",
            "-",
            "---",
            "+",
            "=",
            "===",
            ">",
        ),
        *(
            "[",
            "]",
            "(",
            ")",
            "![",
            "](",
            "<",
            ">",
            "&",
            "&lt;",
            "&nbsp;",
            "&#26032;",
            "\\",
            "\\*",
            ":",
        ),
        *(
            "1.",
            "9999.",
            "0.",
            "1)",
            "（一）",
            "•",
            "\t",
            "    ",
            "  \n",
            "\n",
            "\n\n",
            "$",
            "@",
            "#let",
        ),
        *("https://www.example.cn/a?b=c", "<https://www.example.cn/>", "[甲](https://example.cn/)"),
        *(
            "[](https://example.cn/)",
            "[乙][丙]",
            "[丙]: https://example.cn/",
            "{{",
            "}}",
            "{#id}",
            "é",
        ),
    ]
)
lines = st.lists(words | signs, min_size=1, max_size=6).map("".join)


def prefixed(prefix: str) -> Callable[[str], str]:
    """Puts a prefix before the first line of a block and indents the others as Markdown wants."""
    rest = "> " if prefix == "> " else "    "
    return lambda block: prefix + block.replace("\n", "\n" + rest)


tables = st.lists(
    st.lists(words | signs.filter(lambda sign: "\n" not in sign), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
).map(
    lambda rows: "\n".join(
        [
            "|" + "|".join(rows[0]) + "|",
            "|" + ":-:|" * len(rows[0]),
            *("|" + "|".join(row) + "|" for row in rows[1:]),
        ]
    )
)
leaves = st.one_of(
    lines,
    tables,
    st.builds(
        "{} {}".format, st.sampled_from(["###", "####", "#####", "######"]), lines | st.just("")
    ),
    st.sampled_from(
        ["---", "* * *", "&nbsp;", "**粗**", "*斜*", "`码`", "- ", "1. ", "> ", "|", "|-|"]
    ),
)
markers = st.sampled_from(["> ", "- ", "* ", "1. ", "7. ", "10. "])
documents = st.lists(
    st.recursive(
        leaves,
        lambda inner: st.builds(
            lambda marker, blocks: prefixed(marker)("\n\n".join(blocks)),
            markers,
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=12,
    ),
    min_size=1,
    max_size=6,
).map("\n\n".join)


@cache
def typefaces() -> Typefaces:
    return load_typefaces(Settings(), ROOT / ".cache")


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, typst.Compiler]:
    """Where the report is written, and Typst with the layout of our PDFs."""
    folder = tmp_path_factory.mktemp("press")
    (folder / "layout.typ").write_bytes(
        Path(typesetting.__file__).with_name("layout.typ").read_bytes()
    )
    (folder / "prose.typ").write_text(TEMPLATE, "utf-8")
    (folder / "reports/shili").mkdir(parents=True)
    compiler = typst.Compiler(
        root=str(folder), font_paths=typefaces().book, ignore_system_fonts=True
    )
    return folder / "reports/shili/2021.md", compiler


@pytest.mark.slow("a campaign")
def test_what_is_accepted_is_set(
    press: tuple[Path, typst.Compiler], tell: Callable[[str], None]
) -> None:
    path, compiler = press
    drawable = Press(typefaces().drawable, image_fault)
    accepted = 0

    @settings(max_examples=DOCUMENTS)
    @given(documents)
    def one(document: str) -> None:
        nonlocal accepted
        text = f"{FRONT_2021}\n## 一、总体情况\n\n{document}{SECTIONS}"
        path.write_text(text, "utf-8", newline="\n")
        report, problems = read_report(path, ORGAN, "reports/shili/2021.md")
        assert report is not None
        problems += check_report(report, drawable, HouseRules())
        if any(problem.severity == "error" for problem in problems):
            return
        accepted += 1
        data = report_for_typst(report, facts_of(report, (), {}), "{}", SITE)
        content = json.dumps(data, ensure_ascii=False)
        fonts = json.dumps(typefaces().roles, ensure_ascii=False)
        compiler.compile(
            str(path.parents[2] / "prose.typ"),
            sys_inputs={
                "report": content,
                "fonts": fonts,
                "words": pattern_of_words(whole=False),
            },
            pdf_standards=["a-3a", "ua-1"],
        )

    one()
    tell(f"Typst：{DOCUMENTS} 份任意写的正文，核对放过的 {accepted} 份都排得出")
    assert accepted > DOCUMENTS // 4
