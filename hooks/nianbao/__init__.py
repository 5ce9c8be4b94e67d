"""政府信息公开工作年度报告: from a Markdown file to checked tables, pages, PDF and open data.

Floors, each importing only those above it in this list; none of them imports MkDocs:

- ``problem``, ``settings``  what every floor may use
- ``form``                   the official forms as data
- ``source``                 a Markdown file -> Report, with the position of every figure
- ``check``                  Report, Portal -> problems
- ``build``                  files -> the site's folder; knows nothing of reports
- ``publish``                Report, Portal -> HTML, PDF, CSV, JSON
- ``preview``              the site while its reports are written
- ``demonstration``, ``supply``   an invented county; what a site was built with
- ``command``              what people type

Beside them, ``plugin`` joins all that to MkDocs, and ``intake`` brings existing reports in.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
