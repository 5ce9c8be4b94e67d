#!/bin/sh
# Makes the virtual environment with the locked pip in it, also where Debian's python3-venv is not
# installed.
#
#   sh scripts/make_venv.sh PYTHON VENV
set -eu

python=$1
venv=$2
here=$(dirname "$0")

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "需要 Python 3.11 或更新的版本；现在的 $python 是：$("$python" --version 2>&1)" >&2
    exit 1
fi
if "$python" -c 'import ensurepip' 2>/dev/null; then
    "$python" -m venv "$venv"
else
    # Debian keeps pip in a package of its own, as a wheel, which can install itself.
    sh "$here/debian_packages.sh" pip
    "$python" -m venv --without-pip "$venv"
    wheel=$(ls .cache/pip/usr/share/python-wheels/pip-*.whl)
    "$venv/bin/python" "$wheel/pip" install --quiet --no-index "$wheel"
fi
# What pip came with Python or Debian is only there to install the one that is locked.
sh "$here/install_lock.sh" "$venv" requirements-pip.txt
if "$venv/bin/python" -c 'import setuptools' 2>/dev/null; then
    "$venv/bin/python" -m pip uninstall --quiet --yes setuptools  # no lock names it
fi
