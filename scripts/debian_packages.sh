#!/bin/sh
# Unpacks Debian packages, with all they need, into a folder of the project: no root needed,
# nothing of the system is touched.
#
#   sh scripts/debian_packages.sh FOLDER PACKAGE...
set -eu

folder=$1
shift
if ! command -v apt-get >/dev/null; then
    echo "这台机器不是 Debian 或 Ubuntu，不能自动安装 $*，请自行安装。" >&2
    exit 1
fi

rm -rf "$folder"
mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial"
folder=$(cd "$folder" && pwd)

apt() {
    apt-get -qq -o Debug::NoLocking=1 -o APT::Sandbox::User="$(id -un)" \
        -o Dir::State="$folder/apt" -o Dir::State::status=/var/lib/dpkg/status \
        -o Dir::Cache="$folder/apt" -o Acquire::Languages=none "$@"
}

apt update
apt install --yes --download-only --no-install-recommends "$@"
for package in "$folder"/apt/archives/*.deb; do
    dpkg-deb --extract "$package" "$folder"
done
rm -rf "$folder/apt"
