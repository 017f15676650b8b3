# shellcheck shell=bash
# What building packages and updates takes. Sourced after setup.sh.

# signing_environment: sets packaging_python.
signing_environment() {
    local wanted='uv>=0.9,<1 cryptography>=47'
    # shellcheck disable=SC2154 # from setup.sh
    packaging_python=$root/.cache/packaging/bin/python
    debian_packages python3 python3-venv
    if [ "$(cat .cache/packaging/.set-up 2>/dev/null)" != "$wanted" ]; then
        step "Packaging environment" python3 -m venv --clear .cache/packaging
        # shellcheck disable=SC2086 # two requirements
        step "Packaging tools" "$packaging_python" -m pip install -q $wanted
        printf '%s' "$wanted" >.cache/packaging/.set-up
    fi
}

# packaging_environment ARCH --python X.Y ...: the same, and what compiling for ARCH takes.
packaging_environment() {
    local arch=$1
    signing_environment
    # What compiles the one package without wheels; a fresh Debian only where this one is another.
    debian_packages gcc libc6-dev python3-dev
    case "$*" in *3.11*3.13* | *3.13*3.11*) debian_packages mmdebstrap ;; esac
    [ "$arch" = "$(dpkg --print-architecture)" ] || foreign_programs "$arch"
}

# foreign_programs ARCH: lets the kernel run programs of another architecture, through qemu-user.
foreign_programs() {
    local machine=aarch64
    [ "$1" = amd64 ] && machine=x86_64
    debian_packages mmdebstrap arch-test qemu-user-static binfmt-support
    arch-test "$1" >/dev/null 2>&1 && return 0
    # In containers binfmt_misc is often there and not mounted.
    [ -e /proc/sys/fs/binfmt_misc/register ] || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc || true
    update-binfmts --enable "qemu-$machine" >/dev/null 2>&1 || true
    arch-test "$1" >/dev/null 2>&1 ||
        die "This machine cannot run programs for $1: it takes qemu-user-static and a mounted binfmt_misc."
}
