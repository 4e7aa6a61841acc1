# What drawing needs of a Linux system. Sourced after jdk.sh.

# Prints the Debian packages whose library is missing, of the pairs LIBRARY:PACKAGE given.
baton_missing_packages() {
    local pair library found folder
    for pair in "$@"; do
        library=${pair%%:*}
        found=
        for folder in /usr/lib /usr/lib64 /lib /usr/lib/*-linux-gnu* /usr/local/lib; do
            [ -e "$folder/$library" ] && found=1 && break
        done
        [ -n "$found" ] || printf '%s ' "${pair#*:}"
    done
}

# The font libraries that JavaFX needs also off-screen.
baton_missing_offscreen() {
    baton_missing_packages libfreetype.so.6:libfreetype6 libfontconfig.so.1:libfontconfig1 \
        libpangoft2-1.0.so.0:libpangoft2-1.0-0 libX11.so.6:libx11-6
}

# What a window needs beyond that.
baton_missing_window() {
    baton_missing_packages libgtk-3.so.0:libgtk-3-0 libGL.so.1:libgl1 libXtst.so.6:libxtst6
}

# Installs packages where that is allowed; else names them and fails.
baton_need_packages() {
    [ $# -eq 0 ] && return 0
    if command -v apt-get >/dev/null 2>&1; then
        baton_say "Installing what drawing needs: $*"
        if baton_as_root apt-get update -qq >&2 && baton_as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$@" >&2; then
            return 0
        fi
        baton_say "Missing libraries: run 'sudo apt-get install $*', then try again."
    else
        baton_say "Missing libraries; on Debian they are in the packages: $*"
    fi
    return 1
}

# Whether this is Linux: elsewhere JavaFX brings all it needs.
baton_linux() {
    [ "$(uname -s)" = Linux ]
}
