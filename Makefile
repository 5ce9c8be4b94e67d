# make site 生成网站，make test 运行测试；其余命令见 make help。

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
# The programs in it name its Python by the path at which it was made: only "python -m" goes on
# working when the folder has been moved.
BIN := $(VENV)/bin
# Tests start hundreds of processes, each of which would compile the program again.
unexport PYTHONDONTWRITEBYTECODE

PARALLEL := --numprocesses auto --dist loadfile
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

.PHONY: help site release serve check cluster import demo test test-fast test-long lint bench lock docs fonts wheelhouse verify rollback clean clean-cache

help:  ## 列出全部命令
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

site: $(VENV)/build.done  ## 生成网站到 site/
	$(BIN)/python scripts/build.py

release: $(VENV)/build.done  ## 生成上线的网站；该填写的没有填完就不生成
	$(BIN)/python scripts/build.py --release
	$(BIN)/python scripts/list_materials.py release

serve: $(VENV)/build.done  ## 预览，保存后自动刷新；换一个端口用 make serve PORT=8010
	@$(BIN)/python scripts/serve.py --port $(PORT)

check: $(VENV)/build.done  ## 只核对报告，不生成网站；有错误时退出码为 1
	$(BIN)/python scripts/check.py $(FILES)

cluster: $(VENV)/cluster.done  ## 安装在许多台机器上生成要用的软件包：NIANBAO_CLUSTER=tcp://地址 make site

import: $(VENV)/import.done  ## 导入已有的报告：make import FILES="2021年报.docx" OPTIONS="--organ minquan"
	$(BIN)/python scripts/import_report.py $(FILES) $(OPTIONS)

demo: $(VENV)/build.done  ## 生成虚构的示例县和它的网站，在 demo/ 里
	$(BIN)/python scripts/make_demo.py demo
	$(BIN)/python -m mkdocs build -f demo/mkdocs.yml
	@echo 示例网站在 demo/site/，首页是 demo/site/index.html

test: $(VENV)/dev.done .cache/browser.done .cache/office.done  ## 运行全部测试
	$(BIN)/python -m pytest $(PARALLEL)

test-fast: $(VENV)/dev.done  ## 运行不用浏览器、LibreOffice 和整个网站的测试，约一分钟
	$(BIN)/python -m pytest $(PARALLEL) -m "not slow"

test-long: $(VENV)/dev.done .cache/browser.done .cache/office.done .cache/fonts.done  ## 测试，连同费时的随机试验
	NIANBAO_LONG=1 $(BIN)/python -m pytest $(PARALLEL)

lint: $(VENV)/dev.done  ## 检查代码
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

bench: export PYTHONPATH := hooks:scripts:tests/support
bench: $(VENV)/dev.done .cache/browser.done .cache/peers.done  ## 测量速度、内存和大小，与同类程序比较
	$(BIN)/python -m bench $(if $(REPORTS),--reports $(REPORTS)) $(if $(GROWTH),--growth $(GROWTH)) \
		$(if $(ONLY),--only $(ONLY))

lock: $(VENV)/dev.done  ## 更新依赖锁定文件
	sh scripts/lock.sh $(BIN)/uv

docs: $(VENV)/build.done  ## 重写按程序生成的说明：名词解释、核对规则、数据格式
	$(BIN)/python scripts/make_docs.py

fonts: .cache/fonts.done  ## 取得 Debian 的思源宋体、思源黑体，代替随程序安装的
	@echo '要用它，在 mkdocs.yml 写 fonts: {folder: .cache/noto-cjk}'

wheelhouse: $(VENV)/pip.done  ## 备齐没有网络的机器要用的一切，在 wheelhouse/ 里
	sh scripts/make_wheelhouse.sh $(VENV)

verify: $(VENV)/build.done  ## 核对发布出去的网站：make verify SITE=文件夹或者网址
	$(BIN)/python scripts/verify.py $(if $(SITE),"$(SITE)") $(OPTIONS)

rollback: $(VENV)/build.done  ## 把网站换回上一次生成的；再执行一次，就换回刚才的
	$(BIN)/python scripts/rollback.py

# Not the lock: a build may have it.
clean-cache:  ## 删去留着以后用的中间结果，下一次生成全部重做
	rm -rf .cache/store .cache/build-results .cache/archives .cache/pdf .cache/typst .cache/zip .cache/fonts

clean:  ## 删去生成的一切，wheelhouse/ 除外
	rm -rf $(VENV) .cache site site.earlier site.unfinished site.replaced release demo

$(VENV)/pip.done: requirements-pip.txt scripts/make_venv.sh
	sh scripts/make_venv.sh $(PYTHON) $(VENV)
	@touch $@

$(VENV)/build.done: requirements.txt $(VENV)/pip.done
	sh scripts/install_lock.sh $(VENV) $<
	@touch $@

$(VENV)/import.done: requirements-import.txt $(VENV)/build.done
	sh scripts/install_lock.sh $(VENV) $<
	@touch $@

$(VENV)/cluster.done: requirements-cluster.txt $(VENV)/build.done
	sh scripts/install_lock.sh $(VENV) $<
	@touch $@

$(VENV)/dev.done: requirements-dev.txt $(VENV)/build.done
	sh scripts/install_lock.sh $(VENV) $<
	@touch $@

.cache/peers.done: requirements-bench.txt scripts/get_peers.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_peers.sh $(PYTHON)
	@touch $@

.cache/browser.done: scripts/get_browser.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_browser.sh
	@touch $@

.cache/office.done: scripts/get_office.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_office.sh
	@touch $@

.cache/fonts.done: scripts/get_fonts.sh scripts/debian_packages.txt
	@mkdir -p .cache
	sh scripts/get_fonts.sh
	@touch $@
