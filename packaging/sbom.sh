#!/usr/bin/env bash
# Lists what ships, with versions, licences and hashes, as CycloneDX: target/bom.json for all of it, agent-lib/target/bom.json for what a host
# service gets. Needs the network the first time only; more arguments go to Maven, for example -o.
set -u
BATON_ROOT=$(cd "$(dirname "$0")/.." && pwd)
. "$BATON_ROOT/packaging/jdk.sh"
. "$BATON_ROOT/packaging/build.sh"

baton_jdk
if ! baton_mvn -q -Psbom -DskipTests -Dspotless.check.skip=true package "$@" >&2; then
    baton_say "The list was not written."
    exit 1
fi
for bom in "$BATON_ROOT/target/bom.json" "$BATON_ROOT/agent-lib/target/bom.json"; do
    baton_say "$bom: $(grep -c '"purl"' "$bom") components"
done
