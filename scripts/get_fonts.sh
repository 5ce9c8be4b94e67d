#!/bin/sh
# Gets the second source of the PDFs' free fonts, Debian's fonts-noto-cjk, into .cache/noto-cjk.
set -eu

sh "$(dirname "$0")/debian_packages.sh" noto-cjk
rm .cache/noto-cjk/usr/share/fonts/opentype/noto/*-Bold.ttc  # the pages use one weight
