#!/bin/sh
# Installs what a lock names into the virtual environment: from wheelhouse/ where that is, from
# nowhere else then, and from the index otherwise. Either way only files whose digests the lock has.
#
#   sh scripts/install_lock.sh VENV LOCK
set -eu

python=$1/bin/python
lock=$2

run_pip() {
    "$python" -m pip "$@" --quiet --require-hashes --only-binary :all: -r "$lock"
}

if [ ! -d wheelhouse ]; then
    run_pip install
elif ! run_pip --isolated install --no-index --find-links wheelhouse/wheels; then
    {
        echo "用 wheelhouse/ 装不上 $lock：它应当是用同样的 $lock、在同样的系统上做的，文件没有改动。"
        echo "做它的系统：$(cat wheelhouse/system.txt)"
        echo "这台机器：$("$python" "$(dirname "$0")/describe_system.py")"
        echo "请在有网络的机器上重新执行 make wheelhouse；这台机器有网络的，删去 wheelhouse/ 即可。"
    } >&2
    exit 1
fi

# What an earlier lock named and none names now goes, so that nothing works thanks to it here only.
named=" pip $(sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' requirements*.txt | tr '\n' ' ')"
for package in $("$python" -m pip list --format=freeze | sed 's/==.*//' | tr 'A-Z_.' 'a-z\-\-'); do
    case $named in
    *" $package "*) ;;
    *) "$python" -m pip uninstall --quiet --yes "$package" ;;
    esac
done
