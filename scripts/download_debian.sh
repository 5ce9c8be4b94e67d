#!/bin/sh
# Downloads Debian packages, with all they need, into a folder. No root needed.
#
#   sh scripts/download_debian.sh FOLDER INSTALLED PACKAGE...
#
# INSTALLED is a list of packages as dpkg keeps it: what it names is not needed again.
#
# Versions are not pinned, for Debian's servers keep only the newest. What keeps others' files out
# is apt, which checks Debian's signature of the lists and the digests that stand in them; settings
# of the machine cannot switch that off here.
set -eu

folder=$1
installed=$2
shift 2
if ! command -v apt-get >/dev/null; then
    echo "这台机器不是 Debian 或 Ubuntu，不能自动取得 $*，请自行安装。" >&2
    exit 1
fi

rm -rf "$folder"
mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial"
folder=$(cd "$folder" && pwd)

apt() {
    apt-get -qq -o Debug::NoLocking=1 -o APT::Sandbox::User="$(id -un)" \
        -o Dir::State="$folder/apt" -o Dir::State::status="$installed" \
        -o Dir::Cache="$folder/apt" -o Acquire::Languages=none \
        -o Acquire::AllowInsecureRepositories=false -o Acquire::AllowWeakRepositories=false \
        -o Acquire::AllowDowngradeToInsecureRepositories=false \
        -o APT::Get::AllowUnauthenticated=false "$@"
}

apt update
apt install --yes --download-only --reinstall --no-install-recommends "$@"
mv "$folder"/apt/archives/*.deb "$folder"
rm -rf "$folder/apt"
