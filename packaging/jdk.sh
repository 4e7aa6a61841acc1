# Finds a JDK 25 or newer, or installs one. Sourced by the scripts at the root; works with bash 3.2 and newer.
#
# baton_jdk sets and exports JAVA_HOME, or ends the script with exit code 2 and says what to do.

BATON_JDK_NEEDED=25

baton_say() {
    printf '%s\n' "$*" >&2
}

# Prints the feature version of the JDK in $1, or nothing where there is none. A runtime without a compiler is none.
baton_jdk_version() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9][0-9]*\).*/\1/p' | head -n 1
}

# Whether $1 is a JDK that is new enough.
baton_jdk_good() {
    local version
    version=$(baton_jdk_version "$1") || return 1
    [ -n "$version" ] && [ "$version" -ge "$BATON_JDK_NEEDED" ] 2>/dev/null
}

# Prints the folders where JDKs usually are, one a line.
baton_jdk_places() {
    local place
    for place in /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /usr/local/openjdk-* /usr/local/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
        "$HOME"/.asdf/installs/java/* /opt/homebrew/opt/openjdk* /usr/local/opt/openjdk* /home/linuxbrew/.linuxbrew/opt/openjdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -x "$place/bin/javac" ] && printf '%s\n' "$place"
        [ -x "$place/libexec/openjdk.jdk/Contents/Home/bin/javac" ] && printf '%s\n' "$place/libexec/openjdk.jdk/Contents/Home"
    done
    return 0
}

# The JDK that the java on the PATH belongs to.
baton_jdk_on_path() {
    local java link
    java=$(command -v javac) || return 1
    while link=$(readlink "$java"); do
        case "$link" in
            /*) java=$link ;;
            *) java=$(dirname "$java")/$link ;;
        esac
    done
    dirname "$(dirname "$java")"
}

# Sets BATON_FOUND to a good JDK, or fails. JAVA_HOME comes first; then the usual folders; then the PATH.
baton_jdk_find() {
    local place
    BATON_FOUND=
    if [ -n "${JAVA_HOME:-}" ]; then
        if baton_jdk_good "$JAVA_HOME"; then
            BATON_FOUND=$JAVA_HOME
            return 0
        fi
        baton_say "JAVA_HOME=$JAVA_HOME is no JDK $BATON_JDK_NEEDED or newer; looking for another."
    fi
    while IFS= read -r place; do
        if baton_jdk_good "$place"; then
            BATON_FOUND=$place
            return 0
        fi
    done <<EOF
$(baton_jdk_places)
EOF
    place=$(baton_jdk_on_path) && baton_jdk_good "$place" && BATON_FOUND=$place && return 0
    return 1
}

# Runs a command as root: directly, or by sudo where that asks for no password.
baton_as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

# Installs a JDK from the system's packages where that is allowed. The package lists are only refreshed here.
baton_jdk_install() {
    local version
    if command -v apt-get >/dev/null 2>&1; then
        baton_say "No JDK $BATON_JDK_NEEDED was found: trying the system's packages (apt-get)."
        baton_as_root apt-get update -qq >&2 || return 1
        for version in 25 26 27; do
            if baton_as_root env DEBIAN_FRONTEND=noninteractive \
                apt-get install -y -qq --no-install-recommends "openjdk-$version-jdk" >&2 2>/dev/null \
                || baton_as_root env DEBIAN_FRONTEND=noninteractive \
                    apt-get install -y -qq --no-install-recommends "temurin-$version-jdk" >&2 2>/dev/null; then
                return 0
            fi
        done
    elif command -v dnf >/dev/null 2>&1; then
        baton_say "No JDK $BATON_JDK_NEEDED was found: trying the system's packages (dnf)."
        for version in 25 26 latest; do
            baton_as_root dnf install -y -q "java-$version-openjdk-devel" >&2 2>/dev/null && return 0
        done
    elif command -v brew >/dev/null 2>&1; then
        baton_say "No JDK $BATON_JDK_NEEDED was found: trying Homebrew."
        brew install --quiet openjdk >&2 && return 0
    fi
    return 1
}

baton_jdk() {
    if ! baton_jdk_find; then
        if ! { baton_jdk_install && baton_jdk_find; }; then
            baton_say "Baton needs JDK $BATON_JDK_NEEDED or newer, and none was found or could be installed."
            baton_say "Looked at JAVA_HOME (${JAVA_HOME:-not set}), /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks and the PATH."
            baton_say "Install one and try again, for example:"
            baton_say "  Debian, Ubuntu:  sudo apt-get install openjdk-25-jdk"
            baton_say "  Fedora:          sudo dnf install java-25-openjdk-devel"
            baton_say "  macOS:           brew install openjdk"
            baton_say "  any:             https://adoptium.net, or 'sdk install java 25-tem'; then set JAVA_HOME to its folder"
            exit 2
        fi
    fi
    JAVA_HOME=$BATON_FOUND
    export JAVA_HOME
}
