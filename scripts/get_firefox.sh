#!/bin/sh
# Gets Firefox for the tests, unless it is there: FIREFOX names it, or it is on the PATH.
set -eu

if [ -n "${FIREFOX:-}" ] || command -v firefox-esr >/dev/null || command -v firefox >/dev/null; then
    exit 0
fi
sh "$(dirname "$0")/debian_packages.sh" firefox
