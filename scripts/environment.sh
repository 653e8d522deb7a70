# Sourced by the scripts beside it: finds Python, makes .venv, installs from the lock files.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# The first Python on PATH that is new enough and can make virtual environments.
find_python() {
    local name
    for name in ${SINERGI_TEST_PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
        if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say "Python 3.11 or newer with venv is needed; here is $(python3 --version 2>&1 || true)."
    fail "Install one (on Debian and Ubuntu: apt install python3 python3-venv) and try again."
}

hash_of() { cat "$@" | python_any -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'; }

python_any() { if [ -x "$venv/bin/python" ]; then "$venv/bin/python" "$@"; else "$(find_python)" "$@"; fi; }

# ensure_venv LOCK: .venv has what LOCK names and the hub itself (editable); quick where it has.
ensure_venv() {
    local lock=$root/$1 stamp
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -c '' 2>/dev/null || make_venv
    stamp=$(hash_of "$root/pyproject.toml" "$lock")
    [ "$(cat "$venv/$1.stamp" 2>/dev/null)" = "$stamp" ] && return
    say "Installing what $1 names into .venv (the first time this takes a minute) ..."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --no-deps --no-build-isolation --editable "$root"
    printf '%s' "$stamp" >"$venv/$1.stamp"
}

make_venv() {
    local python
    python=$(find_python)
    say "Making .venv with $("$python" --version) ..."
    rm -rf "$venv"
    "$python" -m venv "$venv"
}
