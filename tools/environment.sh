#!/bin/sh
# Make .venv and install what the lock names into it, then the project itself.
#
# usage: environment.sh run|dev     what the main job needs | what the tests need as well
#
# It leaves .venv/installed-run and .venv/installed-dev behind, which make compares with the locks.
set -eu
cd "$(dirname "$0")/.."

case ${1:-} in
    run) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) echo "usage: environment.sh run|dev" >&2; exit 2 ;;
esac
log=.venv/install.log

has_uv() { command -v uv >/dev/null 2>&1; }

# A .venv that was moved or whose Python is gone is made anew.
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$(sh tools/python.sh)
    echo "making .venv with $("$python" --version)"
    rm -rf .venv
    if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        "$python" -m venv .venv
    else
        uv venv --quiet --python "$python" .venv
    fi
fi

with_uv() {
    has_uv || return 1
    # Trust what the system trusts, as pip can be told to; the first name is that of older versions.
    UV_NATIVE_TLS=1 UV_SYSTEM_CERTS=1 uv pip install --python .venv/bin/python --compile-bytecode "$@"
}

with_pip() { .venv/bin/python -m pip install --disable-pip-version-check --no-input "$@"; }

# `set -e` does not reach into a list, so each step says what follows from it.
install() {
    "$1" --require-hashes -r "$lock" && "$1" --no-deps --no-build-isolation --editable .
}

echo "installing $lock (about a minute; the log is $log)"
{ install with_uv || install with_pip; } >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    echo "the installation failed; the end of $log is above. Is the package index in reach? Then run make again." >&2
    exit 1
}
touch .venv/installed-run
if [ "$1" = dev ]; then touch .venv/installed-dev; fi
