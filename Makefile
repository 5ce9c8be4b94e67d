# make site 生成网站，make test 运行测试；其余命令见 make help。

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
# Sets up the environment and calls the command nianbao in it: see python3 scripts/run.py --help.
RUN := NIANBAO_CALLED="$(PYTHON) scripts/run.py" $(PYTHON) scripts/run.py
# The programs in it name its Python by the path at which it was made: only "python -m" goes on
# working when the folder has been moved.
BIN := $(VENV)/bin
# Tests start hundreds of processes, each of which would compile the program again.
unexport PYTHONDONTWRITEBYTECODE

PARALLEL := --numprocesses auto --dist loadfile --no-loadscope-reorder
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

.PHONY: dev help site release serve check cluster import demo test test-fast test-long lint bench lock docs fonts wheelhouse publish verify archive rollback dist clean clean-cache

help:  ## 列出全部命令
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

site:  ## 生成网站到 site/
	@$(RUN) site

release:  ## 生成上线的网站；该填写的没有填完就不生成
	@$(RUN) release

serve:  ## 预览，保存后自动刷新；换一个端口用 make serve PORT=8010
	@$(RUN) serve --port $(PORT)

check:  ## 只核对报告，不生成网站；有错误时退出码为 1
	@$(RUN) check $(FILES)

cluster:  ## 安装在许多台机器上生成要用的软件包：NIANBAO_CLUSTER=tcp://地址 make site
	@$(RUN) setup cluster

import:  ## 导入已有的报告：make import FILES="2021年报.docx" OPTIONS="--organ minquan"
	@$(RUN) import $(FILES) $(OPTIONS)

demo:  ## 生成虚构的示例县和它的网站，在 demo/ 里
	@$(RUN) demo

publish:  ## 把网站放到服务器上：make publish TO=文件夹或者 ssh://用户@主机/路径
	@$(RUN) publish $(if $(TO),"$(TO)") $(OPTIONS)

verify:  ## 核对发布出去的网站：make verify SITE=文件夹或者网址
	@$(RUN) verify $(if $(SITE),"$(SITE)") $(OPTIONS)

archive:  ## 把网站做成一个网页归档文件（WACZ），用 OPTIONS="--to 文件" 写到别处
	@$(RUN) archive $(OPTIONS)

rollback:  ## 把网站换回上一次生成的；再执行一次，就换回刚才的
	@$(RUN) rollback

test: dev .cache/browser.done .cache/firefox.done .cache/office.done .cache/servers.done  ## 运行全部测试
	$(BIN)/python -m pytest $(PARALLEL)

test-fast: dev  ## 运行不用浏览器、LibreOffice 和整个网站的测试，约一分钟
	$(BIN)/python -m pytest $(PARALLEL) -m "not slow"

test-long: dev .cache/browser.done .cache/firefox.done .cache/office.done .cache/servers.done .cache/fonts.done  ## 测试，连同费时的随机试验
	NIANBAO_LONG=1 $(BIN)/python -m pytest $(PARALLEL)

lint: dev  ## 检查代码
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

bench: export PYTHONPATH := hooks:scripts:tests/support
bench: dev .cache/browser.done .cache/peers.done  ## 测量速度、内存和大小，与同类程序比较
	$(BIN)/python -m bench $(if $(REPORTS),--reports $(REPORTS)) $(if $(GROWTH),--growth $(GROWTH)) \
		$(if $(ONLY),--only $(ONLY))

lock: dev  ## 更新依赖锁定文件
	sh scripts/lock.sh $(BIN)/uv

dist: dev  ## 做一个版本，在 dist/ 里；试做用 make dist OPTIONS=--any
	$(BIN)/python scripts/make_dist.py $(OPTIONS)

docs: dev  ## 重写按程序生成的说明：名词解释、核对规则、数据格式、命令
	$(BIN)/python scripts/make_docs.py

fonts: .cache/fonts.done  ## 取得 Debian 的思源宋体、思源黑体，代替随程序安装的
	@echo '要用它，在 mkdocs.yml 写 fonts: {folder: .cache/noto-cjk}'

wheelhouse:  ## 备齐没有网络的机器要用的一切，在 wheelhouse/ 里
	@$(RUN) setup
	sh scripts/make_wheelhouse.sh $(VENV)

# Not the lock: a build may have it.
clean-cache:  ## 删去留着以后用的中间结果，下一次生成全部重做
	rm -rf .cache/store .cache/build-results .cache/archives .cache/pdf .cache/typst .cache/zip .cache/fonts

clean:  ## 删去生成的一切，wheelhouse/ 除外
	rm -rf $(VENV) .cache site site.earlier site.unfinished site.replaced release demo dist

# The environment with everything that developing needs.
dev:
	@$(RUN) setup dev

.cache/peers.done: requirements-bench.txt scripts/get_peers.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_peers.sh $(PYTHON)
	@touch $@

.cache/browser.done: scripts/get_browser.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_browser.sh
	@touch $@

.cache/firefox.done: scripts/get_firefox.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_firefox.sh
	@touch $@

.cache/office.done: scripts/get_office.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_office.sh
	@touch $@

.cache/servers.done: scripts/get_servers.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_servers.sh
	@touch $@

.cache/fonts.done: scripts/get_fonts.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_fonts.sh
	@touch $@
