"""Invented prose: paragraphs of sentences of our own, no two alike in a report."""

from __future__ import annotations

from random import Random

__all__ = ["Words"]

_WORK = (
    "{t}，{s}把{n}项常办事项的办理条件写成问答，张贴在{p}",
    "{s}{t}重排了公开目录，合并重名栏目{n}个",
    "{t}共有{n}位居民到{p}查阅文件，查阅室为此延长了开放时间",
    "{s}逐页核对旧文件{n}份，给已经失效的注明了日期",
    "为方便老年读者，{p}的字号调大一档，{t}收到来信{n}封",
    "{t}，{s}请{n}名村民代表试用检索页面，记下他们找不到的内容",
    "{s}与{n}个村的联络员约定，每逢集日更换一次公告",
    "水价调整前，{s}先后公布测算说明{n}页，并在{p}答疑",
    "{t}抽查栏目{n}次，发现的错字当天改正",
    "{s}把{n}张手写登记表录成电子台账，原件留存备查",
    "全县{n}处公告栏换了玻璃，{t}由{s}负责清点",
    "{t}举办旁听会，到场{n}人，会后在{p}公布了记录",
    "{s}将办事指南译成{n}种图示，贴在{p}最显眼的地方",
    "道路施工的绕行图{t}更新{n}回，最近一回由{s}绘制",
    "{s}对{n}件来信逐件编号，凡能当场说明的都当场说明",
    "{t}，{p}新设意见箱{n}个，每周开箱并登记",
)
_WANTING = (
    "有{n}个栏目隔月才更新，读者来信提过两回",
    "少数单位把表格拍成照片上传，{n}页内容无法检索",
    "新到岗的{n}名联络员还不熟悉答复期限",
    "{n}份解读材料照搬文件原话，读者看不明白",
    "村一级的公告栏有{n}处常年上锁",
)
_BETTER = (
    "从{t}起，栏目逾期未更新的由{s}上门提醒",
    "{s}将为联络员开设{n}次短课，讲清期限和文书写法",
    "照片一律改为文字，{t}以前补齐{n}页",
    "解读材料先请{n}位读者试读，读不懂就重写",
    "公告栏的钥匙交给值班人员，{s}每季清点一次",
)
_TIMES = ("开春后", "汛期前", "入夏以来", "秋收前后", "年中", "第四季度", "岁末")
_WHO = ("县政府办公室", "档案馆的同事", "政务服务大厅", "各乡镇值班室", "信息公开专班", "法制科")
_WHERE = ("办事大厅东侧", "县图书馆一楼", "门户网站首页", "乡镇便民服务站", "政府公报末页")


class Words:
    """Sentences one after another; each is given once, ``said`` holds them in order."""

    def __init__(self, random: Random) -> None:
        self._random = random
        kinds: tuple[tuple[str, ...], ...] = (_WORK, _WANTING, _BETTER)
        self._left = {kind: _shuffled(kind, random) for kind in kinds}

    def work(self, count: int) -> str:
        """Sentences on what was done."""
        return self._some(_WORK, count)

    def wanting(self, count: int) -> str:
        """Sentences on what is not yet well."""
        return self._some(_WANTING, count)

    def better(self, count: int) -> str:
        """Sentences on what will be done about it."""
        return self._some(_BETTER, count)

    def _some(self, kind: tuple[str, ...], count: int) -> str:
        taken = [self._left[kind].pop() for _ in range(count)]
        return "".join(
            sentence.format(
                t=self._random.choice(_TIMES),
                s=self._random.choice(_WHO),
                p=self._random.choice(_WHERE),
                n=self._random.randint(2, 98),
            )
            + "。"
            for sentence in taken
        )


def _shuffled(sentences: tuple[str, ...], random: Random) -> list[str]:
    return random.sample(sentences, len(sentences))
