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
    if has_uv; then uv venv --quiet --python "$python" .venv; else "$python" -m venv .venv; fi
fi

install() {
    if has_uv; then
        uv pip install --python .venv/bin/python "$@"
    else
        .venv/bin/python -m pip install --disable-pip-version-check --no-input "$@"
    fi
}

echo "installing $lock (about a minute; the log is $log)"
{
    if has_uv || .venv/bin/python -m pip --version; then :; else .venv/bin/python -m ensurepip; fi
    install --require-hashes -r "$lock" &&
    install --no-deps --no-build-isolation --editable .
} >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    echo "the installation failed; the end of $log is above. Is the package index in reach? Then run make again." >&2
    exit 1
}
touch .venv/installed-run
if [ "$1" = dev ]; then touch .venv/installed-dev; fi
