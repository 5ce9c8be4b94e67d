#!/bin/sh
# Runs Python of the virtual environment, wherever the system keeps it: for Git's hooks, which
# run in sh on Windows, too.
#
#   sh scripts/python.sh SCRIPT ARGUMENTS
set -eu

export PYTHONUTF8=1

for python in .venv/bin/python .venv/Scripts/python.exe; do
    if [ -x "$python" ]; then
        exec "$python" "$@"
    fi
done
echo "没有 .venv：请先执行 make site；Windows 见 README.md“两条命令”" >&2
exit 1
