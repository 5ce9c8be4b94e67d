#!/bin/sh
# Gets LibreOffice's word processor, which reads .doc and .wps, unless there is one: SOFFICE names
# it, or soffice is on the PATH. What is unpacked is started by .cache/office/soffice.
#
# Where it cannot be had, says so and ends well: only what needs it goes without.
set -eu

if [ -n "${SOFFICE:-}" ] || command -v soffice >/dev/null; then
    exit 0
fi
office=.cache/office
if ! sh "$(dirname "$0")/debian_packages.sh" office; then
    rm -rf "$office"
    echo "没有装上 LibreOffice，.doc 和 .wps 文件读不了；请自行安装，或用 SOFFICE 指明它在哪里。" >&2
    exit 0
fi
office=$(cd "$office" && pwd)

installed=$office/usr/lib/libreoffice

# Packages link to each other by absolute paths, as if unpacked at the root.
find "$office" -type l -lname '/*' | while read -r link; do
    to=$(readlink "$link")
    if [ -e "$office$to" ]; then
        ln -sfn "$(realpath -s --relative-to="$(dirname "$link")" "$office$to")" "$link"
    fi
done

# Its settings are put in place when a package is set up, which unpacking does not.
cp -r "$installed/share/.registry/." "$office/etc/libreoffice/registry/"

# Where everything is, it is told in a file of its own.
sed -i -e 's|file:///usr/lib/libreoffice|${ORIGIN}/..|' \
    -e 's|file:///etc/libreoffice/registry|${BRAND_BASE_DIR}/share/registry|g' \
    "$installed/program/fundamentalrc"

cat >"$office/soffice" <<'WRAPPER'
#!/bin/sh
office=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
program=$office/usr/lib/libreoffice/program
for folder in "$program" "$office"/usr/lib/*-linux-gnu* "$office"/lib/*-linux-gnu*; do
    LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$folder
done
export LD_LIBRARY_PATH
exec "$program/soffice" "$@"
WRAPPER
chmod +x "$office/soffice"
