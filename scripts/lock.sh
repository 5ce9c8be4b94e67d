#!/bin/sh
# Renews the locks from pyproject.toml, and checks that every package in them has a wheel for the
# systems that we serve: nothing is ever built from source.
#
#   sh scripts/lock.sh UV
#
# Releases of the last days are left out: one that is stolen or broken is mostly withdrawn by then.
# WAIT says how many; 0 for a correction that cannot wait. With KEEP, versions stay where
# pyproject.toml allows.
set -eu

uv=$1
upgrade=--upgrade
if [ -n "${KEEP:-}" ]; then
    upgrade=
fi

compile() {
    "$uv" pip compile --quiet $upgrade --universal --python-version 3.11 --generate-hashes \
        --only-binary :all: --emit-build-options --exclude-newer "${WAIT:-7} days" "$@"
}

compile --group pip -o requirements-pip.txt
compile pyproject.toml -c requirements-pip.txt -o requirements.txt
compile pyproject.toml --group import -c requirements.txt -o requirements-import.txt
compile pyproject.toml --group publish -c requirements.txt -c requirements-import.txt \
    -o requirements-publish.txt
compile pyproject.toml --group cluster -c requirements.txt -o requirements-cluster.txt
compile pyproject.toml --group parquet -c requirements.txt -o requirements-parquet.txt
compile pyproject.toml --group archive -c requirements.txt -o requirements-archive.txt
compile pyproject.toml --group dev -c requirements.txt -c requirements-import.txt \
    -c requirements-cluster.txt -c requirements-publish.txt -c requirements-parquet.txt \
    -c requirements-archive.txt -o requirements-dev.txt
compile --group bench -c requirements-dev.txt -o requirements-bench.txt

nowhere=$(mktemp -d)
trap 'rm -rf "$nowhere"' EXIT
for system in x86_64-manylinux_2_36 aarch64-manylinux_2_36 x86_64-pc-windows-msvc; do
    for lock in requirements*.txt; do
        if ! "$uv" pip install --quiet --dry-run --require-hashes --only-binary :all: \
            --python-version 3.11 --python-platform "$system" --target "$nowhere" -r "$lock"; then
            echo "$lock：$system 上不能只用轮子安装，请换一个版本或换一个软件包" >&2
            exit 1
        fi
    done
done
