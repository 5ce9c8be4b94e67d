#!/bin/sh
# Brings into wheelhouse/ all that a machine like this one, but without a network, needs for every
# command of the Makefile but make lock: wheels, and Debian packages for the tests.
#
#   sh scripts/make_wheelhouse.sh VENV
set -eu

here=$(dirname "$0")
python=$1/bin/python
new=.cache/wheelhouse

rm -rf "$new"
mkdir -p "$new"
for lock in requirements*.txt; do
    "$python" -m pip download --quiet --require-hashes --only-binary :all: \
        --dest "$new/wheels" -r "$lock"
done

# The other machine may have less installed than this one: so all is brought, as if it had nothing.
if command -v apt-get >/dev/null; then
    : >"$new/nothing"
    while read -r set packages; do
        # shellcheck disable=SC2086  # the names of a set are words
        sh "$here/download_debian.sh" "$new/debian/$set" "$(pwd)/$new/nothing" $packages
    done <"$here/debian_packages.txt"
    rm "$new/nothing"
else
    echo "这台机器不是 Debian 或 Ubuntu，浏览器和 LibreOffice 不在 wheelhouse/ 里，请自行安装。" >&2
fi

"$python" -c "import sys; sys.path[:0] = ['$here']; import run; print(run.system())" >"$new/system.txt"
digests=$(cd "$new" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs sha256sum --)
echo "$digests" >"$new/SHA256SUMS"

rm -rf wheelhouse
mv "$new" wheelhouse
echo "wheelhouse/ 做好了（$(du -sh wheelhouse | cut -f1)）。把它复制到没有网络的机器上、本文件夹的副本里。"
echo "清单的校验值，两台机器上应当相同（sha256sum wheelhouse/SHA256SUMS）："
sha256sum wheelhouse/SHA256SUMS
