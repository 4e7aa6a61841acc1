#!/usr/bin/env bash
# Runs one of the microbenchmarks beside this file: run.sh CLASS [JMH's options]
set -u
BATON_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$BATON_ROOT/packaging/jdk.sh"
. "$BATON_ROOT/packaging/build.sh"
baton_jdk
! baton_stale || baton_build || exit 1
jars=$BATON_ROOT/target/jmh
classes=$jars/classes
mkdir -p "$classes"
if ! ls "$jars"/jmh-core-*.jar >/dev/null 2>&1; then
    baton_say "Fetching JMH."
    # With what they need: the processor writes the code that JMH runs.
    "$BATON_ROOT/mvnw" -B -q -f "$BATON_ROOT/bench/jmh/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies \
        -DoutputDirectory="$jars" || exit 1
fi
path=$(printf '%s:' "$jars"/*.jar)$BATON_ROOT/agent-lib/target/classes:$(printf '%s:' "$BATON_ROOT"/app/target/lib/*.jar)
"$JAVA_HOME/bin/javac" -proc:full -d "$classes" -cp "$path" "$BATON_ROOT"/bench/jmh/dev/baton/*/*.java || exit 1
exec "$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow -cp "$classes:$path" org.openjdk.jmh.Main "$@"
