#!/bin/sh
# Gets a browser for the tests, and the library that Playwright's own program needs, unless both
# are there: CHROMIUM names the browser, or chromium is on the PATH.
set -eu

if [ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null; then
    if ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1; then
        exit 0
    fi
fi
sh "$(dirname "$0")/debian_packages.sh" chromium
