#!/bin/sh
# Gets the programs that make bench compares with, into an environment of their own, .cache/peers,
# and the libraries that WeasyPrint draws with. Debian's HarfBuzz is one of them: without it
# WeasyPrint takes ten times as long.
#
#   sh scripts/get_peers.sh PYTHON
set -eu

here=$(dirname "$0")
sh "$here/make_venv.sh" "$1" .cache/peers
sh "$here/install_lock.sh" .cache/peers requirements-bench.txt
sh "$here/debian_packages.sh" pango
