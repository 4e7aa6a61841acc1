#!/usr/bin/env bash
# Compares what ships with a copy of the OSV database: packaging/dependencies.sh FOLDER. FOLDER holds what
# https://osv-vulnerabilities.storage.googleapis.com/Maven/all.zip holds, unpacked. Needs no network. Exit code 0: no known hole; 1: some, or
# it could not be said.
set -u
set -o pipefail
BATON_ROOT=$(cd "$(dirname "$0")/.." && pwd)
. "$BATON_ROOT/packaging/jdk.sh"
. "$BATON_ROOT/packaging/build.sh"

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
    baton_say "usage: packaging/dependencies.sh FOLDER, where Maven/all.zip of the OSV database was unpacked"
    exit 2
fi
database=$(cd "$1" && pwd)
baton_jdk
[ -f "$BATON_ROOT/target/bom.json" ] || "$BATON_ROOT/packaging/sbom.sh" -o || exit 1
log=$BATON_ROOT/target/dependencies.log
baton_mvn -o -pl lab -am test -Dtest=DependencyCheckTest -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true \
    -Dbaton.osv.database="$database" -Dbaton.osv.bom="$BATON_ROOT/target/bom.json" >"$log" 2>&1
code=$?
if ! grep '^dependencies: ' "$log"; then
    baton_say "Nothing could be compared: see $log"
    exit 1
fi
exit $code
