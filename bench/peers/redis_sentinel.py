#!/usr/bin/env python3
"""Redis + three Sentinels: failover outage and acknowledged writes lost.
usage: redis_sentinel.py --down MS --fto MS --scenario kill9|planned|sigstop|idle --trials N
                         [--interval-ms 10] [--min-replicas] [--base-port 17000]
A fresh master, two replicas and three sentinels (quorum 2) per trial."""
import argparse, os, random, shutil, signal, threading, time
from lib import *

ap = argparse.ArgumentParser()
ap.add_argument("--down", type=int, default=30000)
ap.add_argument("--fto", type=int, default=180000)
ap.add_argument("--scenario", default="kill9")
ap.add_argument("--trials", type=int, default=3)
ap.add_argument("--interval-ms", type=float, default=10)
ap.add_argument("--min-replicas", action="store_true", help="min-replicas-to-write 1, min-replicas-max-lag 10")
ap.add_argument("--base-port", type=int, default=17000)
ap.add_argument("--idle-s", type=float, default=20)
ap.add_argument("--subscribe", action="store_true", help="the client also listens for +switch-master and reconnects at once")
ap.add_argument("--op-timeout-ms", type=float, default=100)
a = ap.parse_args()
B = a.base_port
RP, SP = [B, B + 1, B + 2], [B + 10, B + 11, B + 12]
SETTING = "down-after=%d failover-timeout=%d quorum=2/3%s%s" % (
    a.down, a.fto, " min-replicas=1/lag10" if a.min_replicas else "",
    " client-subscribes" if a.subscribe else "" if a.interval_ms >= 10 else " closed-loop")
OPT = a.op_timeout_ms / 1000.0


class Cluster:
    def __init__(self):
        self.d = workdir("redis-%d" % B)
        shutil.rmtree(self.d, ignore_errors=True)
        os.makedirs(self.d)
        self.r, self.s = [], []
        for i, p in enumerate(RP):
            dd = os.path.join(self.d, "r%d" % i)
            os.makedirs(dd)
            argv = ["redis-server", "--port", str(p), "--bind", "127.0.0.1", "--dir", dd, "--save", "",
                    "--repl-diskless-sync-delay", "0", "--daemonize", "no"]
            if a.min_replicas:
                argv += ["--min-replicas-to-write", "1", "--min-replicas-max-lag", "10"]
            if i:
                argv += ["--replicaof", "127.0.0.1", str(RP[0])]
            self.r.append(Proc(argv, os.path.join(self.d, "r%d.log" % i)))
        wait_for(lambda: all("master_link_status:up" in Redis(p, 1)("INFO", "replication") for p in RP[1:]), 30, "replicas")
        for i, p in enumerate(SP):
            c = os.path.join(self.d, "s%d.conf" % i)
            with open(c, "w") as f:
                f.write("port %d\nbind 127.0.0.1\ndir %s\nsentinel monitor m 127.0.0.1 %d 2\n"
                        "sentinel down-after-milliseconds m %d\nsentinel failover-timeout m %d\nsentinel parallel-syncs m 1\n"
                        % (p, self.d, RP[0], a.down, a.fto))
            self.s.append(Proc(["redis-sentinel", c], os.path.join(self.d, "s%d.log" % i)))

        def ready():
            for p in SP:
                m = Redis(p, 1)("SENTINEL", "MASTER", "m")
                m = dict(zip(m[::2], m[1::2]))
                if m["num-slaves"] != "2" or m["num-other-sentinels"] != "2" or m["flags"] != "master":
                    return False
            return True
        wait_for(ready, 40, "sentinels see two replicas and each other")
        time.sleep(1.5)

    def stop(self):
        for p in self.s + self.r:
            p.kill()


def discover():
    """The documented way: ask a sentinel, connect, check ROLE."""
    for sp in SP:
        try:
            c = Redis(sp, OPT)
            addr = c("SENTINEL", "GET-MASTER-ADDR-BY-NAME", "m")
            c.close()
        except Exception:
            continue
        r = Redis(int(addr[1]), OPT)
        if r("ROLE")[0] != "master":
            r.close()
            raise RuntimeError("not master")
        return r
    raise RuntimeError("no sentinel")


class Writer(threading.Thread):
    """One client: SET w:<n>, every --interval-ms, rediscovering on any error."""
    def __init__(self, stall_s=60):
        super().__init__(daemon=True)
        self.acks, self.acked, self.ports, self.stop, self.errs = [], [], [], False, {}

    def listen(self):
        c = Redis(SP[0], None)
        c("SUBSCRIBE", "+switch-master")
        while not self.stop:
            try:
                c.read()
            except Exception:
                return
            self.switched = True

    def run(self):
        conn, n, nxt = None, 0, mono()
        self.switched = False
        if a.subscribe:
            threading.Thread(target=self.listen, daemon=True).start()
        while not self.stop:
            try:
                if self.switched:
                    self.switched = False
                    if conn is not None:
                        conn.close()
                    conn = None
                if conn is None:
                    conn = discover()
                n += 1
                conn("SET", "w:%d" % n, n)
                self.acks.append(mono())
                self.acked.append(n)
                if not self.ports or self.ports[-1] != conn.port:
                    self.ports.append(conn.port)
            except Exception as e:
                k = str(e)[:30]
                self.errs[k] = self.errs.get(k, 0) + 1
                if conn is not None:
                    conn.close()
                conn = None
                time.sleep(0.01)
            if a.interval_ms >= 1 and conn is not None:
                nxt = max(nxt + a.interval_ms / 1000.0, mono())
                time.sleep(max(0, nxt - mono()))


def missing(port, prefix, ids):
    c = Redis(port, 5)
    lost = 0
    for i in range(0, len(ids), 500):
        ch = ids[i:i + 500]
        lost += sum(1 for v in c("MGET", *["%s:%d" % (prefix, n) for n in ch]) if v is None)
    return lost


def trial(t):
    c = Cluster()
    try:
        w = Writer()
        w.start()
        time.sleep(2.0 + random.random())       # so that the fault falls anywhere in the sentinels' one second cycle
        old = w.ports[-1]
        if a.scenario == "idle":
            time.sleep(a.idle_s)
            w.stop = True
            n = 0
            for i in range(3):
                with open(os.path.join(c.d, "s%d.log" % i)) as f:
                    txt = f.read()
                n += txt.count("+sdown")
                sw = txt.count("+switch-master")
            emit("redis-sentinel", SETTING, "idle-%ds" % a.idle_s, t, biggest_gap(w.acks, 0), None,
                 "no fault injected; false +sdown lines=%d (three sentinels), false +switch-master (one sentinel)=%d" % (n, sw))
            return
        limit = 60 + 4 * a.down / 1000.0
        notes, stale_ids = "", None
        t0 = mono()
        if a.scenario == "kill9":
            c.r[RP.index(old)].sig(signal.SIGKILL)
        elif a.scenario == "planned":
            for sp in SP:
                try:
                    Redis(sp, 2)("SENTINEL", "FAILOVER", "m")
                    break
                except RuntimeError as e:
                    notes += "refused: %s; " % e
        elif a.scenario == "sigstop":
            stale = Redis(old, 2)
            stale("SET", "s:0", 0)
            c.r[RP.index(old)].sig(signal.SIGSTOP)
        wait_for(lambda: w.ports[-1] != old, limit, "writes on a new master", 0.005)
        new = w.ports[-1]
        if a.scenario == "sigstop":
            time.sleep(3)
            stale_ids, why, k = [], "", 0
            tc = mono()
            c.r[RP.index(old)].sig(signal.SIGCONT)
            end = tc + 40
            while mono() < end:
                k += 1
                try:
                    stale("SET", "s:%d" % k, k)
                    stale_ids.append(k)
                except Exception as e:
                    why = str(e)[:40]
                    break
                time.sleep(0.01)
            dur = (mono() - tc) * 1000
            wait_for(lambda: Redis(old, 1)("ROLE")[0] == "slave" and "master_link_status:up" in Redis(old, 1)("INFO", "replication"), 60, "old master demoted")
            time.sleep(1)
            notes += "after SIGCONT the old master acknowledged %d writes of a stale connection in %.0f ms (then: %s), of which %d are gone after resync; " % (
                len(stale_ids), dur, why, missing(new, "s", stale_ids))
        elif a.scenario == "planned":
            wait_for(lambda: Redis(old, 1)("ROLE")[0] == "slave" and "master_link_status:up" in Redis(old, 1)("INFO", "replication"), 60, "old master demoted")
        time.sleep(1.5)
        w.stop = True
        w.join(5)
        lost = missing(w.ports[-1], "w", w.acked)
        # the writer's own outage; in a planned switch the gap is looked for from the command on
        emit("redis-sentinel", SETTING, a.scenario, t, biggest_gap(w.acks, t0), lost,
             notes + "acked=%d masters=%s" % (len(w.acked), ">".join(str(p - B) for p in w.ports)),
             stale=None if stale_ids is None else len(stale_ids), duplicated=0)
    finally:
        c.stop()


for t in range(1, a.trials + 1):
    try:
        trial(t)
    except Exception as e:
        emit("redis-sentinel", SETTING, a.scenario, t, None, None, "FAILED: %r" % e)
