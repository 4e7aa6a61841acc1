# Starts the console fast: what the JVM learned from a rehearsal of it, classes loaded and linked and methods known to be hot, is kept beside the
# build (an AOT cache, JEP 483, 514 and 515). Sourced by build.sh. Nothing depends on it: a cache that does not fit is left alone by the JVM.

# Whether the build that is there was rehearsed.
baton_rehearsed() {
    local cache=$BATON_ROOT/app/target/console.aot
    [ -f "$cache" ] && ! [ "$BATON_ROOT/app/target/built" -nt "$cache" ]
}

# Shows the console off-screen for some seconds and keeps what the JVM learned.
baton_rehearse() {
    local target=$BATON_ROOT/app/target
    rm -f "$target/console.aot"
    baton_say "Rehearsing the console's start."
    # Written aside, so that a start meanwhile sees all of it or nothing.
    if BATON_LEARN=$target/console.aot.new BATON_FX_FLAGS="-Dglass.platform=Headless -Dprism.order=sw" \
        baton_java_fx dev.baton.console.bench.Rehearsal >/dev/null 2>&1 && [ -f "$target/console.aot.new" ]; then
        mv -f "$target/console.aot.new" "$target/console.aot"
    else
        rm -f "$target"/console.aot.new*
        baton_say "The rehearsal failed: the console starts all the same, only slower."
    fi
}
