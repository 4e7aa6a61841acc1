# What the tests of fencing need: a simulated power controller and the real fence agents. Sourced after jdk.sh.

# Prints the programs that are missing.
baton_missing_fencing() {
    local program
    for program in ipmi_sim ipmitool fence_ipmilan; do
        PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null 2>&1 || printf '%s ' "$program"
    done
}

# Installs them where that is allowed. Without them nothing fails: the tests that need them are skipped, and counted as such.
baton_need_fencing() {
    local missing agents
    missing=$(baton_missing_fencing)
    [ -z "$missing" ] && return 0
    if command -v apt-get >/dev/null 2>&1; then
        baton_say "Installing what the tests of fencing need: $missing"
        if baton_as_root apt-get update -qq >&2; then
            # Newer systems have a package for each agent, older ones have one for all.
            agents=fence-agents
            apt-cache show fence-agents-ipmilan >/dev/null 2>&1 && agents=fence-agents-ipmilan
            baton_as_root env DEBIAN_FRONTEND=noninteractive \
                apt-get install -y -qq --no-install-recommends "$agents" openipmi ipmitool >&2
        fi
    fi
    missing=$(baton_missing_fencing)
    [ -z "$missing" ] || baton_say "The tests against a simulated power controller are skipped: missing $missing(Debian: fence-agents, openipmi, ipmitool)"
    return 0
}
