#!/bin/sh
# Runs Python of the virtual environment, wherever the system keeps it: for Git's hooks, which
# run in sh on Windows, too.
#
#   sh scripts/python.sh -m nianbao check
set -eu

export PYTHONUTF8=1 PYTHONPATH=hooks

for python in .venv/bin/python .venv/Scripts/python.exe; do
    if [ -x "$python" ]; then
        exec "$python" "$@"
    fi
done
echo "没有 .venv：请先执行 python3 scripts/run.py site（Windows 上用 py 代替 python3）" >&2
exit 1
