#!/bin/sh
# Gets the servers that tests publish to and read from (nginx, Apache, sshd) and rsync, unless all of
# them are there.
set -eu

PATH=$PATH:/usr/sbin:/sbin
for program in nginx apache2 sshd ssh rsync; do
    if ! command -v "$program" >/dev/null; then
        sh "$(dirname "$0")/debian_packages.sh" servers
        exit
    fi
done
