"""What is unusual in the text around the tables: headings, breaks, more tables."""

from __future__ import annotations

from .draft import Draft, Edit, Heading, Page, Slot, Text
from .sheet import sheet_of_texts


def numbered_again(draft: Draft) -> None:
    """Inside section one the numbers of sections begin again."""
    for heading, number in zip(draft.headings(2), "一二三四五", strict=False):
        heading.number = f"{number}、"
    draft.defects.append("总体情况里又从“一、”编号")


def misnumbered(draft: Draft) -> None:
    """Two sections have the same number."""
    draft.headings()[3].number = "三、"
    draft.defects.append("“三、”用了两次")


def other_title(draft: Draft) -> None:
    """A section has another title, which is known."""
    draft.headings()[4].words = "存在的主要问题和改进情况"
    draft.headings()[3].words = "因政府信息公开工作被申请行政复议、提起行政诉讼情况"
    draft.defects.append("章节标题有出入：存在的主要问题和改进情况")


def opening(draft: Draft) -> None:
    """A paragraph stands before section one."""
    words = "按照条例的规定，现将一年来的工作和数字一并公布，请各界指正。"
    draft.body.insert(0, Text([words]))
    draft.must.add(words)
    draft.defects.append("第一章前有引言")


def broken_sentence(draft: Draft) -> None:
    """A page ends in the middle of a sentence; in a text the next line begins there."""
    texts = [b for b in draft.body if isinstance(b, Text) and len(b.words) > 60]
    broken = texts[2]
    words = broken.words
    half = len(words) // 2
    while "。" in words[half - 3 : half + 3]:
        half += 1
    sentences = words.split("。")
    end = 0
    for sentence in sentences:
        end += len(sentence) + 1
        if end > half:
            draft.must.add(f"{sentence}。")
            break
    broken.parts = [words[:half], "\f", words[half:]]
    draft.defects.append("句子被分页隔断")


def annex(draft: Draft) -> None:
    """A table of the report's own stands in the prose, with words that the form has, too."""
    own = sheet_of_texts(
        [
            ["公开渠道", "条数", "其他"],
            ["门户网站", "918", "7"],
            ["政府公报", "36", "0"],
            ["总计", "954", "7"],
        ]
    )
    at = next(n for n, block in enumerate(draft.body) if isinstance(block, Heading) and n > 3)
    draft.body[at:at] = [Text(["各渠道的条数列在下面。"]), Slot(own=own)]
    draft.must.add("各渠道的条数列在下面。")
    draft.defects.append("正文里另有一张普通的表")


def unit_line(draft: Draft) -> None:
    """单位：件 stands above each table, and the table's name."""
    for at in reversed([n for n, b in enumerate(draft.body) if isinstance(b, Slot) and b.key]):
        draft.body.insert(at, Text(["单位：件"]))
    draft.defects.append("表前有“单位：件”一行")


def page_before_tables(draft: Draft) -> None:
    """The first table begins on a new page."""
    at = next(n for n, block in enumerate(draft.body) if isinstance(block, Slot))
    draft.body.insert(at - 1, Page())


def annex_first(draft: Draft) -> None:
    """The table of the years before 2019 stands in the middle of the text."""
    body = draft.body
    table = body[-2:]
    heading = table[0]
    assert isinstance(heading, Heading)
    heading.number, heading.words = "四、", "政府信息公开情况统计表"
    at = next(n for n, b in enumerate(body) if isinstance(b, Heading) and b.number == "四、")
    later = body[at]
    assert isinstance(later, Heading)
    later.number = "五、"
    draft.body = [*body[:at], *table, *body[at:-2]]
    draft.defects.append("统计表在正文中间")


def title(words: str) -> Edit:
    """The title is worded otherwise."""

    def edit(draft: Draft) -> None:
        draft.title = words.format(organ=draft.organ, year=draft.year)

    return edit


def published(day: str) -> Edit:
    """The page says when it was published."""

    def edit(draft: Draft) -> None:
        draft.published = day

    return edit


def rare_characters(draft: Draft) -> None:
    """Characters that GB 2312 has not, whatever the page says."""
    words = f"{draft.organ}第二〇号公告已经张贴，㐀河两岸各一份。"
    draft.body.insert(1, Text([words]))
    draft.must.add(words)
    draft.defects.append("字符不在所称的 gb2312 里：㐀、〇")
