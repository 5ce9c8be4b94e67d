"""An invented portal around the site: its settings, its header and its footer."""

from __future__ import annotations

from pathlib import Path

from reading import PIXEL

__all__ = ["FOOTER", "HEADER", "PORTAL", "put_into_portal"]

HEADER = """\
<!-- 示例县人民政府门户网站的页眉 -->
<link rel="stylesheet" href="stylesheets/shili.css">
<div class="shili-head">
  <a class="shili-head__name" href="/">
    <img src="images/shili.png" alt="" width="48" height="48">示例县人民政府</a>
  <ul>
    <li><a href="/">首页</a>
    <li><a href="/zwgk/">政务公开</a>
    <li><a href="/zwfw/?a=1&amp;b=2">政务服务</a>
    <li><a href="https://hudong.example.gov.cn/">互动交流</a>
  </ul>
  <form action="/sousuo/"><input name="w" aria-label="搜索全站"><button>搜索</button></form>
</div>
"""
FOOTER = """\
<div class="shili-foot">
  <p>主办：示例县人民政府　网站标识码：0000000000<br>示ICP备00000000号</p>
  <p><a href="/about/">关于我们</a> <a href="sitemap.xml">网站地图</a></p>
</div>
"""
_STYLES = """\
.shili-head { background: #f7e9e6; display: flex; flex-wrap: wrap; gap: 8px 24px; padding: 12px; }
.shili-head ul { display: flex; flex-wrap: wrap; gap: 0 18px; list-style: none; margin: 0; }
.shili-head a { color: #7a0c06; display: inline-block; line-height: 44px; }
.shili-head__name { font-size: 24px; font-weight: 700; text-decoration: none; }
.shili-head input, .shili-head button { border: 1px solid #7a0c06; min-height: 44px; }
.shili-foot { background: #7a0c06; color: #fff; padding: 16px 24px; text-align: center; }
.shili-foot a { color: #fff; display: inline-block; line-height: 44px; margin: 0 8px; }
"""
PORTAL = """\
    portal:
      name: 示例县人民政府门户网站
      home: /
      header: portal/header.html
      footer: portal/footer.html
      pages:
        gkzn: /gkzn/
        gkzd: https://fagui.example.gov.cn/gkzd/
        fdzdgknr: /zdgk/?a=1&b=2
        ysqgk: /ysqgk/
"""


def put_into_portal(project: Path, settings: str = PORTAL) -> None:
    """Makes the site of a project a section of the portal."""
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "    portal: {}\n" in text
    config.write_text(text.replace("    portal: {}\n", settings), "utf-8")
    for path, content in {"portal/header.html": HEADER, "portal/footer.html": FOOTER}.items():
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text(content, "utf-8")
    (project / "docs/images").mkdir(exist_ok=True)
    (project / "docs/images/shili.png").write_bytes(PIXEL)
    (project / "docs/stylesheets").mkdir(exist_ok=True)
    (project / "docs/stylesheets/shili.css").write_text(_STYLES, "utf-8")
