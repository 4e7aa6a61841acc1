#!/usr/bin/env python3
"""PostgreSQL + Patroni + etcd (one member): failover and switchover outage, split brain, lost writes.
usage: patroni_pg.py --ttl 30 --loop-wait 10 --retry-timeout 10 --scenario S[,S...] --trials N
scenarios: nodekill9 (patroni, postmaster and every backend), pgkill9 (postmaster only),
           patronikill9 (the agent only), planned (patronictl switchover), sigstop (the whole node).
One cluster (two members, asynchronous replication) is kept for all trials of a call."""
import argparse, glob, json, os, pwd, random, shutil, signal, subprocess, threading, time
from lib import *

ap = argparse.ArgumentParser()
ap.add_argument("--ttl", type=int, default=30)
ap.add_argument("--loop-wait", type=int, default=10)
ap.add_argument("--retry-timeout", type=int, default=10)
ap.add_argument("--primary-start-timeout", type=int, default=300, help="0: fail over at once when postgres crashes under a live agent")
ap.add_argument("--scenario", default="nodekill9")
ap.add_argument("--trials", type=int, default=3)
ap.add_argument("--interval-ms", type=float, default=10)
ap.add_argument("--op-timeout-ms", type=float, default=300)
ap.add_argument("--base-port", type=int, default=18000)
a = ap.parse_args()
B = a.base_port
PGB = os.environ.get("PG_BIN") or sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
SETTING = "ttl=%d loop_wait=%d retry_timeout=%d async etcd=1" % (a.ttl, a.loop_wait, a.retry_timeout)
if a.primary_start_timeout != 300:
    SETTING += " primary_start_timeout=%d" % a.primary_start_timeout
U = os.environ.get("PG_USER", "postgres")
D = workdir("patroni-%d" % B)
shutil.rmtree(D, ignore_errors=True)
os.makedirs(D)
AS = {}
if os.geteuid() == 0:                       # postgres refuses to run as root
    pw = pwd.getpwnam(U)
    os.chown(D, pw.pw_uid, pw.pw_gid)
    AS = dict(user=pw.pw_uid, group=pw.pw_gid, extra_groups=[])
    os.chmod(os.path.dirname(D), 0o755)
ENV = dict(os.environ, HOME=D, LC_ALL="C.UTF-8", PYTHONUNBUFFERED="1")
ETCD = B + 20
PG = [B, B + 1]
REST = [B + 10, B + 11]


def cfg(i):
    nd = os.path.join(D, "n%d" % i)
    os.makedirs(nd, exist_ok=True)
    if AS:
        os.chown(nd, AS["user"], AS["group"])
    c = {"scope": "bench", "name": "n%d" % i,
         "restapi": {"listen": "127.0.0.1:%d" % REST[i], "connect_address": "127.0.0.1:%d" % REST[i]},
         "etcd3": {"host": "127.0.0.1:%d" % ETCD},
         "bootstrap": {"dcs": {"ttl": a.ttl, "loop_wait": a.loop_wait, "retry_timeout": a.retry_timeout,
                               "maximum_lag_on_failover": 1048576, "primary_start_timeout": a.primary_start_timeout,
                               "postgresql": {"use_pg_rewind": True, "use_slots": True}},
                       "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, {"auth": "trust"}]},
         "postgresql": {"listen": "127.0.0.1:%d" % PG[i], "connect_address": "127.0.0.1:%d" % PG[i],
                        "data_dir": os.path.join(nd, "data"), "bin_dir": PGB, "pgpass": os.path.join(nd, "pgpass"),
                        "pg_hba": ["local all all trust", "host all all 127.0.0.1/32 trust",
                                   "host replication all 127.0.0.1/32 trust"],
                        "authentication": {"superuser": {"username": "postgres", "password": "x"},
                                           "replication": {"username": "replicator", "password": "x"},
                                           "rewind": {"username": "rewinder", "password": "x"}},
                        "parameters": {"unix_socket_directories": nd}}}
    p = os.path.join(D, "n%d.yml" % i)
    with open(p, "w") as f:
        json.dump(c, f)                     # JSON is YAML
    os.chmod(p, 0o644)
    return p


etcd = Proc(["etcd", "--name", "e", "--data-dir", os.path.join(D, "etcd"),
             "--listen-client-urls", "http://127.0.0.1:%d" % ETCD, "--advertise-client-urls", "http://127.0.0.1:%d" % ETCD,
             "--listen-peer-urls", "http://127.0.0.1:%d" % (ETCD + 1), "--initial-advertise-peer-urls", "http://127.0.0.1:%d" % (ETCD + 1),
             "--initial-cluster", "e=http://127.0.0.1:%d" % (ETCD + 1)], os.path.join(D, "etcd.log"), **AS)
CFG = [cfg(0), cfg(1)]
pat = [None, None]


def start(i):
    pat[i] = Proc(["patroni", CFG[i]], os.path.join(D, "n%d.log" % i), env=ENV, cwd=D, **AS)


def postmaster(i):
    with open(os.path.join(D, "n%d" % i, "data", "postmaster.pid")) as f:
        return int(f.readline())


def is_rw(i):
    c = Pg(PG[i], 1)
    try:
        return c.q("select pg_is_in_recovery()")[0][0] == "f"
    finally:
        c.close()


def healthy():
    """(primary, replica) when the replica streams."""
    for i in (0, 1):
        try:
            if http("GET", "http://127.0.0.1:%d/primary" % REST[i])[0] == 200 and is_rw(i) and not is_rw(1 - i):
                if http("GET", "http://127.0.0.1:%d/replica" % REST[1 - i])[0] != 200:
                    continue
                c = Pg(PG[i], 1)
                r = c.q("select count(*) from pg_stat_replication where state='streaming'")
                c.close()
                if r[0][0] == "1":
                    return (i, 1 - i)
        except Exception:
            pass


def discover():
    """What libpq does for host=a,b target_session_attrs=read-write."""
    for p in PG:
        c = None
        try:
            c = Pg(p, a.op_timeout_ms / 1000.0)
            if c.q("show transaction_read_only")[0][0] == "off":
                return c
        except Exception:
            pass
        if c:
            c.close()
    raise RuntimeError("no read-write host")


class Writer(threading.Thread):
    def __init__(self, first):
        super().__init__(daemon=True)
        self.acks, self.acked, self.ports, self.stop, self.n = [], [], [], False, first

    def run(self):
        conn, nxt = None, mono()
        while not self.stop:
            try:
                if conn is None:
                    conn = discover()
                self.n += 1
                conn.q("insert into w values (%d)" % self.n)
                self.acks.append(mono())
                self.acked.append(self.n)
                if not self.ports or self.ports[-1] != conn.port:
                    self.ports.append(conn.port)
            except Exception:
                if conn is not None:
                    conn.close()
                conn = None
                time.sleep(0.01)
            nxt = max(nxt + a.interval_ms / 1000.0, mono())
            time.sleep(max(0, nxt - mono()))


def missing(i, tab, ids):
    c = Pg(PG[i], 20)
    have = set(int(r[0]) for r in c.q("select n from %s" % tab))
    c.close()
    return sum(1 for n in ids if n not in have)


seq = [0]


def trial(scn, t):
    pri, rep = wait_for(healthy, 120 + 4 * a.ttl, "a streaming replica", 0.3)
    time.sleep(max(3, a.loop_wait * 1.2))
    c = Pg(PG[pri], 5)
    c.q("create table if not exists w(n bigint primary key)")
    c.q("create table if not exists s(n bigint primary key)")
    w = Writer(seq[0])
    w.start()
    time.sleep(2 + random.random() * a.loop_wait)   # so that the fault falls anywhere in the agent's loop
    limit, notes = 60 + 3 * a.ttl, ""
    pm = postmaster(pri)
    pids = tree(pat[pri].pid) + [p for p in tree(pm) if p != pat[pri].pid]
    stale_ids = []
    stale = Pg(PG[pri], 5)
    stale.q("select 1")
    pids = sorted(set(pids + tree(pm)))
    t0 = mono()
    back = lambda: w.acks and w.acks[-1] > t0 + 0.2 and w.ports[-1] == PG[rep]
    if scn == "nodekill9":
        sig_all(pids, signal.SIGKILL)
        wait_for(back, limit, "failover", 0.01)
        time.sleep(2)
    elif scn == "pgkill9":
        os.kill(pm, signal.SIGKILL)
        wait_for(lambda: w.acks[-1] > t0 + 1 and mono() - t0 > 3 and mono() - w.acks[-1] < 0.5, limit, "restart or failover", 0.01)
        time.sleep(2)
        notes = "came back on the %s; " % ("same node (restarted in place)" if w.ports[-1] == PG[pri] else "other node")
    elif scn == "planned":
        r = subprocess.run(["patronictl", "-c", CFG[pri], "switchover", "--leader", "n%d" % pri, "--candidate", "n%d" % rep, "--force"],
                           env=ENV, cwd=D, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, text=True, **AS)
        wait_for(back, limit, "switchover: " + r.stdout[-200:], 0.01)
        time.sleep(2)
    elif scn == "patronikill9":
        # the writer stays connected to the old primary: watch both sides
        pat[pri].sig(signal.SIGKILL)
        wait_for(lambda: is_rw(rep), limit, "second primary", 0.02)
        tp = mono()
        n0 = len(w.acks)
        time.sleep(10)
        n1 = len(w.acks) - n0
        notes = "old postgres kept running without its agent; other node became primary after %.0f ms; old primary acknowledged %d writes in the 10 s after that (%s); " % (
            (tp - t0) * 1000, n1, "both are read-write" if is_rw(pri) else "old is read-only")
    elif scn == "sigstop":
        sig_all(pids, signal.SIGSTOP)
        wait_for(back, limit, "failover", 0.01)
        time.sleep(3)
        tc, why, k = mono(), "", seq[0] * 10
        sig_all(pids, signal.SIGCONT)
        while mono() - tc < 60:
            k += 1
            try:
                stale.q("insert into s values (%d)" % k)
                stale_ids.append(k)
            except Exception as e:
                why = str(e)[:60]
                break
            time.sleep(0.01)
        notes = "after SIGCONT the old primary acknowledged %d writes of a stale connection in %.0f ms (then: %s); " % (
            len(stale_ids), (mono() - tc) * 1000, why)
    if scn != "patronikill9":
        w.stop = True
        w.join(10)
    if scn in ("nodekill9", "patronikill9"):
        if scn == "nodekill9":
            pat[pri].p.wait(10)
        start(pri)
    if scn == "patronikill9":
        time.sleep(3)
        wait_for(lambda: w.ports[-1] == PG[rep] or not w.is_alive(), limit, "writer moves over")
        time.sleep(1)
        w.stop = True
        w.join(10)
    seq[0] = w.n
    p2, r2 = wait_for(healthy, 120 + 4 * a.ttl, "both members healthy again", 0.3)
    lost = missing(p2, "w", w.acked)
    if scn == "sigstop":
        notes += "%d of those missing on the new primary after rewind; " % missing(p2, "s", stale_ids)
    emit("patroni-postgres", SETTING, scn, t, biggest_gap(w.acks, t0 - 0.05), lost,
         notes + "acked=%d nodes=%s" % (len(w.acked), ">".join("n%d" % (p - B) for p in w.ports)),
         stale=len(stale_ids) if scn == "sigstop" else None, duplicated=0)


try:
    wait_for(lambda: http("GET", "http://127.0.0.1:%d/health" % ETCD)[0] == 200, 20, "etcd")
    start(0)
    wait_for(lambda: is_rw(0), 90, "bootstrap")
    start(1)
    for scn in a.scenario.split(","):
        for t in range(1, a.trials + 1):
            try:
                trial(scn, t)
            except Exception as e:
                emit("patroni-postgres", SETTING, scn, t, None, None, "FAILED: %r" % e)
                for i in (0, 1):
                    if pat[i] is None or not pat[i].alive():
                        start(i)
finally:
    for i in (0, 1):
        if pat[i]:
            ps = tree(pat[i].pid)
            try:
                ps += tree(postmaster(i))
            except Exception:
                pass
            sig_all(ps, signal.SIGCONT)
            sig_all(ps, signal.SIGKILL)
    etcd.kill()
