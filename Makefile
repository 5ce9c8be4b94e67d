# make site 生成网站，make test 运行测试；其余命令见 make help。

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PARALLEL := --numprocesses auto --dist loadfile
export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

.PHONY: help site serve check import test test-long lint bench lock clean

help:  ## 列出全部命令
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

site: $(VENV)/build.done  ## 生成网站到 site/
	$(BIN)/mkdocs build

serve: $(VENV)/build.done  ## 在 http://127.0.0.1:8000/ 预览，改动后自动刷新
	$(BIN)/mkdocs serve

check: $(VENV)/build.done  ## 只核对报告，不生成网站；有错误时退出码为 1
	$(BIN)/python scripts/check.py $(FILES)

import: $(VENV)/import.done  ## 导入已有的报告：make import FILES="2021年报.docx" OPTIONS="--organ minquan"
	$(BIN)/python scripts/import_report.py $(FILES) $(OPTIONS)

test: $(VENV)/dev.done .cache/browser.done .cache/office.done  ## 运行全部测试
	$(BIN)/pytest $(PARALLEL)

test-long: $(VENV)/dev.done .cache/browser.done .cache/office.done  ## 测试，连同费时的随机试验
	NIANBAO_LONG=1 $(BIN)/pytest $(PARALLEL)

lint: $(VENV)/dev.done  ## 检查代码
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev.done .cache/browser.done  ## 测量生成速度、内存和页面大小
	$(BIN)/python bench/build.py
	$(BIN)/python bench/check.py
	$(BIN)/python bench/page.py

lock: $(VENV)/dev.done  ## 更新依赖锁定文件
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade --quiet -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group import --universal --python-version 3.11 --generate-hashes --upgrade --quiet -c requirements.txt -o requirements-import.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --upgrade --quiet -c requirements.txt -c requirements-import.txt -o requirements-dev.txt

clean:  ## 删去生成的一切
	rm -rf $(VENV) .cache site

$(BIN)/pip: scripts/make_venv.sh
	sh scripts/make_venv.sh $(PYTHON) $(VENV)
	@touch $@

$(VENV)/build.done: requirements.txt $(BIN)/pip
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/import.done: requirements-import.txt $(VENV)/build.done
	$(BIN)/pip install --quiet --require-hashes -r requirements-import.txt
	@touch $@

$(VENV)/dev.done: requirements-dev.txt $(VENV)/build.done
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

.cache/browser.done: scripts/get_browser.sh
	@mkdir -p .cache
	sh scripts/get_browser.sh
	@touch $@

.cache/office.done: scripts/get_office.sh
	@mkdir -p .cache
	sh scripts/get_office.sh
	@touch $@
