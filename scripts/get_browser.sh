#!/bin/sh
# Gets a browser for the tests, unless there is one: CHROMIUM names it, or chromium on the PATH.
set -eu

if [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null; then
    exit 0
fi
sh "$(dirname "$0")/debian_packages.sh" .cache/chromium chromium fontconfig-config
