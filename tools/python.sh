#!/bin/sh
# Print the first Python on PATH that is 3.11 to 3.14 and can make virtual environments, or say what to install.
set -eu

for name in python3 python3.11 python3.12 python3.13 python3.14 python; do
    path=$(command -v "$name" 2>/dev/null) || continue
    # A name may be a shim that answers for no version, so ask the interpreter itself.
    if "$path" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1; then
        found=$path
        if command -v uv >/dev/null 2>&1 || "$path" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            echo "$path"
            exit 0
        fi
    fi
done

if [ -n "${found:-}" ]; then
    echo "Harmattan: $found has no venv module. Install it (Debian, Ubuntu: apt-get install python3-venv), or install uv." >&2
else
    echo "Harmattan needs Python 3.11 to 3.14; python3 here is $(python3 --version 2>&1 || echo missing)." >&2
    echo "Install one (Debian, Ubuntu: apt-get install python3 python3-venv) and run make again." >&2
fi
exit 1
