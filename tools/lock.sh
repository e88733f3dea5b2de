#!/bin/sh
# Write requirements.lock (to run; it holds the builder too) and requirements-dev.lock (to test) from pyproject.toml.
#
# One lock serves every platform and CPython 3.11 and later. Each line has a name, a version and digests of the files
# on the package index, never an address. Settings of this machine's pip and uv are left out on purpose.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    "$(sh tools/python.sh)" -m venv "$work/tools"
    "$work/tools/bin/python" -m pip install --quiet "uv>=0.5,<1"
    uv=$work/tools/bin/uv
fi

compile() {
    # A lock that is there keeps its versions where they still fit; `make lock UPGRADE=--upgrade` renews them.
    # shellcheck disable=SC2086
    env -u UV_INDEX -u UV_INDEX_URL -u UV_DEFAULT_INDEX -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
        "$uv" pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header ${UPGRADE:-} "$@" >/dev/null
}

compile pyproject.toml --group build --output-file requirements.lock
compile pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock

if grep -nE '://|--(extra-)?index|--find-links' requirements.lock requirements-dev.lock; then
    echo "lock: an address got into a lock; it would not work elsewhere" >&2
    exit 1
fi
