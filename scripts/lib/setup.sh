# shellcheck shell=bash
# Sets a checkout up: Debian packages, a virtual environment, our own package. Sourced by demo, test
# and bench. Everything but Debian's packages stays inside the checkout.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 1
mkdir -p .cache/tmp
export TMPDIR="$root/.cache/tmp" PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
setup_log="$root/.cache/setup.log"
# One at a time in one checkout: the environment is rebuilt in place.
exec 9>"$root/.cache/setup.lock"
flock 9
: >"$setup_log"

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$@"
    exit 1
}

# step TITLE COMMAND...: runs quietly, with a dot every two seconds; shows the log when it fails.
step() {
    local title=$1 job
    shift
    printf '%s ' "$title" >&2
    "$@" >>"$setup_log" 2>&1 &
    job=$!
    while kill -0 "$job" 2>/dev/null; do
        printf '.' >&2
        sleep 2
    done
    if wait "$job"; then
        say ' done'
    else
        say ' FAILED'
        tail -n 30 "$setup_log" >&2
        die "The whole log is in .cache/setup.log."
    fi
}

# debian_packages NAME...: installs those that are missing.
debian_packages() {
    local name missing=() as_root=()
    command -v dpkg-query >/dev/null || return 0 # not a Debian: the person knows best
    for name in "$@"; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "Please run as root: apt-get install ${missing[*]}"
        sudo -v || die "Please run as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    step "Debian package lists" "${as_root[@]}" apt-get update -q
    step "Debian packages ${missing[*]}" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# python_environment EXTRAS: .venv with our package in development mode; at once when nothing changed.
python_environment() {
    local extras=$1 python=${PYTHON:-python3} packages=(python3 python3-venv) wanted
    command -v "$python" >/dev/null || debian_packages "${packages[@]}"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        die "Boothscribe needs Python 3.11 or newer; set PYTHON to one."
    # evdev is compiled where its wheel is missing: it wants a compiler, Python's and the kernel's headers.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || debian_packages "${packages[@]}"
    command -v cc >/dev/null || debian_packages gcc libc6-dev
    "$python" -c 'import os, sysconfig, sys
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' ||
        debian_packages python3-dev
    wanted="$extras $("$python" -VV) $(sha256sum <pyproject.toml)"
    [ "$(cat .venv/.set-up 2>/dev/null)" = "$wanted" ] && return 0
    step "Python environment" "$python" -m venv --clear .venv
    step "Python packages (a few minutes the first time)" .venv/bin/python -m pip install -q -e ".[$extras]"
    printf '%s' "$wanted" >.venv/.set-up
}

# Lets others in once everything is set up; what runs next must not inherit the lock.
set_up() { exec 9>&-; }

# shellcheck disable=SC2034 # for the scripts that source this
runtime_packages=(mosquitto libportaudio2)
