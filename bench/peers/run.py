#!/usr/bin/env python3
"""Failovers of Baton and of its peers in one run, and the table of both.
usage: run.py --root DIR --java HOME [--only SYSTEM,...] [--scenarios kill9,sigstop,planned] [--trials N] [--peer-trials N] [--settings default,best] [--secured both|on|off] [--json]
Called by bench/failover. The probe is the same for all: a write each 10 ms; the outage is the longest gap between two acknowledged
writes that ends after the fault. What is missing is installed from Debian's packages and Maven Central where that can be done, else
the system is left out and that is said."""
import argparse, glob, json, os, shutil, statistics, subprocess, sys, tempfile

SYSTEMS = ["baton", "redis", "patroni", "kafka", "kafka848", "latch"]
SCENARIOS = ["kill9", "sigstop", "planned"]
PACKAGES = {"redis": (["redis-server", "redis-sentinel"], ["redis-server", "redis-sentinel"]),
            "patroni": (["patroni", "etcd"], ["postgresql", "patroni", "etcd-server"])}
# What each system ships with, and the quickest that stayed quiet without a fault.
SETTINGS = {
    "redis": {"default": ["--down", "30000", "--fto", "180000"], "best": ["--down", "500", "--fto", "1000"]},
    "patroni": {"default": ["--ttl", "30", "--loop-wait", "10", "--retry-timeout", "10"],
                "best": ["--ttl", "20", "--loop-wait", "1", "--retry-timeout", "3"]},
    "kafka": {"default": [], "best": ["--session", "100", "--heartbeat", "30"]},
    "kafka848": {"default": [], "best": ["--session", "200", "--heartbeat", "60"]},
    "latch": {"default": ["--tick", "2000", "--session", "60000"], "best": ["--tick", "100", "--session", "200"]},
}
SCRIPTS = {"redis": ["redis_sentinel.py"], "patroni": ["patroni_pg.py"], "kafka": ["kafka_group.py"],
           "kafka848": ["kafka_group.py", "--protocol", "consumer"], "latch": ["zk_curator.py"]}
HERE = os.path.dirname(os.path.abspath(__file__))


def say(text):
    print(text, file=sys.stderr, flush=True)


def choice(allowed):
    def parse(text):
        names = [n for n in text.split(",") if n]
        wrong = [n for n in names if n not in allowed]
        if wrong or not names:
            raise argparse.ArgumentTypeError("'%s': expected some of %s" % (text, ",".join(allowed)))
        return names
    return parse


def missing(commands):
    return [c for c in commands if not shutil.which(c)]


def installed(system):
    """None where it can run, else why not."""
    if system not in PACKAGES:
        return None
    commands, packages = PACKAGES[system]
    gone = missing(commands)
    if system == "patroni" and not glob.glob("/usr/lib/postgresql/*/bin/initdb"):
        gone.append("postgresql")
    if not gone:
        return None
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return "%s missing: install %s" % (", ".join(gone), " ".join(packages))
    say("Installing %s (their services are not started)" % " ".join(packages))
    # Debian starts a service as it installs it; a policy of "no" is its own way to refuse.
    policy, made = "/usr/sbin/policy-rc.d", False
    if not os.path.exists(policy):
        with open(policy, "w") as f:
            f.write("#!/bin/sh\nexit 101\n")
        os.chmod(policy, 0o755)
        made = True
    try:
        env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        for argv in (["apt-get", "-qq", "update"], ["apt-get", "-qq", "-y", "--no-install-recommends", "install"] + packages):
            done = subprocess.run(argv, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=900)
            if done.returncode:
                return "'%s' failed: %s" % (" ".join(argv), done.stdout.strip().splitlines()[-1:])
    finally:
        if made:
            os.remove(policy)
    gone = missing(commands)
    return "still missing after its installation: " + ", ".join(gone) if gone else None


def recipes(a, work):
    """Curator's recipes, which Baton itself does not use."""
    folder = os.path.join(work, "curator")
    argv = [os.path.join(a.root, "mvnw"), "-q", "-B", "-f", os.path.join(a.root, "pom.xml"), "-N",
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
            "-Dartifact=org.apache.curator:curator-recipes:5.9.0", "-DoutputDirectory=" + folder]
    done = subprocess.run(argv, env=dict(os.environ, JAVA_HOME=a.java), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=600)
    return (folder, None) if done.returncode == 0 else (folder, "curator-recipes: " + done.stdout.strip()[-200:])


def peer(system, setting, a, work, out, libs):
    env = dict(os.environ, PEER_WORK=os.path.join(work, "peers"), PEER_OUT=out, JAVA_HOME=a.java, KAFKA_LIBS=libs, ZK_LIBS=libs)
    env.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    if system == "latch":
        folder, why = recipes(a, work)
        if why:
            return why
        env["ZK_LIBS"] = libs + ":" + folder
    names = {"kill9": "nodekill9"} if system == "patroni" else {}
    say("%s, %s" % (system, setting))
    for scenario in a.scenarios:
        argv = [sys.executable, os.path.join(HERE, SCRIPTS[system][0])] + SCRIPTS[system][1:] + SETTINGS[system][setting]
        argv += ["--scenario", names.get(scenario, scenario), "--trials", str(a.peer_trials or a.trials)]
        done = subprocess.run(argv, env=env, stdout=sys.stderr, timeout=600 + 150 * a.trials)
        if done.returncode:
            return "%s failed with exit code %d" % (SCRIPTS[system][0], done.returncode)
    return None


def baton(a, work, out):
    argv = [os.path.join(a.root, "bench", "failover"), "--alone", "--trials", str(a.trials), "--only", ",".join(a.scenarios),
            "--secured", a.secured, "--trials-to", out]
    done = subprocess.run(argv, stdout=sys.stderr, timeout=600 + (240 if a.secured == "both" else 120) * a.trials)
    return None if done.returncode == 0 else "bench/failover --alone failed with exit code %d" % done.returncode


def percentile(values, p):
    return values[min(len(values) - 1, int(len(values) * p / 100.0))]


def total(rows, key):
    known = [r[key] for r in rows if r.get(key) is not None]
    return sum(known) if known else None


def table(out):
    groups = {}
    with open(out) as f:
        for line in f:
            row = json.loads(line)
            scenario = {"nodekill9": "kill9"}.get(row["scenario"], row["scenario"])
            groups.setdefault((row["system"], row["setting"], scenario), []).append(row)
    rows = []
    for (system, setting, scenario), trials in groups.items():
        ms = sorted(r["outageMs"] for r in trials if r["outageMs"] is not None)
        rows.append(dict(system=system, setting=setting, scenario=scenario, n=len(ms), failed=len(trials) - len(ms),
                         minMs=ms[0] if ms else None, medianMs=round(statistics.median(ms), 1) if ms else None,
                         p99Ms=percentile(ms, 99) if ms else None, maxMs=ms[-1] if ms else None,
                         staleWrites=total(trials, "stale"), lost=total(trials, "lost"), duplicated=total(trials, "duplicated")))
    for row in rows:
        ours = [r["medianMs"] for r in rows if r["system"] == "baton" and r["scenario"] == row["scenario"]]
        row["timesBaton"] = round(row["medianMs"] / ours[0], 2) if ours and ours[0] and row["medianMs"] is not None else None
    return rows


def show(rows):
    print("%-16s %-52s %-8s %3s %9s %9s %9s %7s %6s %6s %6s" % (
        "system", "setting", "scenario", "n", "min ms", "median", "p99", "x Baton", "stale", "lost", "twice"))
    for scenario in SCENARIOS:
        for r in rows:
            if r["scenario"] == scenario:
                cell = lambda v, form="%.0f": "-" if v is None else form % v
                print("%-16s %-52s %-8s %3d %9s %9s %9s %7s %6s %6s %6s%s" % (
                    r["system"], r["setting"][:52], scenario, r["n"], cell(r["minMs"]), cell(r["medianMs"]), cell(r["p99Ms"]),
                    cell(r["timesBaton"], "%.1f"), cell(r["staleWrites"]), cell(r["lost"]), cell(r["duplicated"]),
                    "  %d FAILED" % r["failed"] if r["failed"] else ""))


def main():
    ap = argparse.ArgumentParser(prog="bench/failover")
    ap.add_argument("--root", required=True, help=argparse.SUPPRESS)
    ap.add_argument("--java", required=True, help=argparse.SUPPRESS)
    ap.add_argument("--only", type=choice(SYSTEMS), default=["baton"], metavar="SYSTEM,...", help="some of %s, or all of them: --only %s; baton alone unless told otherwise" % (", ".join(SYSTEMS), ",".join(SYSTEMS)))
    ap.add_argument("--scenarios", type=choice(SCENARIOS), default=SCENARIOS, metavar="SCENARIO,...")
    ap.add_argument("--settings", type=choice(["default", "best"]), default=["default", "best"], metavar="SETTING,...", help="of the peers; Baton always runs at its default")
    ap.add_argument("--trials", type=int, default=10)
    ap.add_argument("--peer-trials", type=int, metavar="N", help="of each peer, where that is to be another number: at its default a peer takes half a minute or more")
    ap.add_argument("--secured", choices=["both", "on", "off"], default="off", help="Baton's lab: plain as the peers are, secured, or both, which take turns")
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args()
    work = tempfile.mkdtemp(prefix="baton-failover-")
    os.chmod(work, 0o755)  # PostgreSQL refuses to run as root: its own user must get in.
    out = os.path.join(work, "trials.jsonl")
    left = []
    try:
        for system in a.only:
            if system == "baton":
                why = baton(a, work, out)
            else:
                why = installed(system)
                for setting in a.settings:
                    why = why or peer(system, setting, a, work, out, os.path.join(a.root, "app", "target", "lib"))
            if why:
                left.append("%s: %s" % (system, why))
        rows = table(out) if os.path.exists(out) else []
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if a.json:
        print(json.dumps(rows, indent=2))
    else:
        show(rows)
    for each in left:
        say("LEFT OUT " + each)
    return 1 if left or any(r["failed"] for r in rows) else 0


sys.exit(main())
