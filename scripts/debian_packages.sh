#!/bin/sh
# Unpacks a set of Debian packages (debian_packages.txt) into .cache/SET, and writes down there what
# they are; nothing of the system is touched. They come from wheelhouse/ where that is, otherwise
# from the servers that the machine's apt uses.
#
#   sh scripts/debian_packages.sh SET
set -eu

here=$(dirname "$0")
set=$1
packages=$(sed -n "s/^$set //p" "$here/debian_packages.txt")
target=.cache/$set
digests=$target/digests.txt
record=$target/packages.txt

rm -rf "$target"
mkdir -p "$target"
if [ -d "wheelhouse/debian/$set" ]; then
    debs=wheelhouse/debian/$set
    sed -n "s|  debian/$set/|  |p" wheelhouse/SHA256SUMS >"$digests"
else
    debs=$target/debs
    # shellcheck disable=SC2086  # the names of a set are words
    sh "$here/download_debian.sh" "$debs" /var/lib/dpkg/status $packages
    (cd "$debs" && sha256sum -- *.deb) >"$digests"
fi

# apt brings what this machine lacks, a wheelhouse what any machine may: what is installed stays.
is_needed() {
    case " $packages " in *" $1 "*) return 0 ;; esac
    [ ! -d "wheelhouse/debian/$set" ] ||
        ! dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null | grep -q '^installed'
}

while read -r digest file; do
    if ! echo "$digest  $debs/$file" | sha256sum --check --status; then
        echo "$debs/$file 不是 wheelhouse/SHA256SUMS 所列的文件，请重新复制 wheelhouse/。" >&2
        exit 1
    fi
    name=$(dpkg-deb --field "$debs/$file" Package)
    if is_needed "$name"; then
        dpkg-deb --extract "$debs/$file" "$target"
        echo "$name $(dpkg-deb --field "$debs/$file" Version) $digest" >>"$record"
    fi
done <"$digests"
rm -rf "$target/debs" "$digests"

for package in $packages; do
    if ! grep "^$package " "$record"; then
        echo "wheelhouse/ 里没有 $package，请重新执行 make wheelhouse。" >&2
        exit 1
    fi
done
echo "连同所需的共 $(wc -l <"$record") 个 Debian 软件包，名称、版本、SHA-256 列在 $record"
