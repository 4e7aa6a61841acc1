#!/usr/bin/env python3
"""Curator LeaderLatch / LeaderSelector on one real ZooKeeper server process: leader to standby.
usage: zk_curator.py --recipe latch|selector --tick 2000 --session 60000 [--min-session MS] --scenario S[,S] --trials N
scenarios: kill9, planned (close()), sigstop, idle. While a process believes it leads it emits a line every
10 ms (stands for a write); outage: last line of the old leader to first line of the new one.
Needs ZK_LIBS (folders of jars, with colons between) and javac/java on PATH or JAVA_HOME."""
import argparse, os, random, shutil, signal, subprocess, threading, time
from lib import *

ap = argparse.ArgumentParser()
ap.add_argument("--recipe", default="latch")
ap.add_argument("--tick", type=int, default=2000)
ap.add_argument("--session", type=int, default=60000, help="asked by the client (60000 is Curator's default)")
ap.add_argument("--connection", type=int, default=0)
ap.add_argument("--min-session", type=int, default=0)
ap.add_argument("--scenario", default="kill9")
ap.add_argument("--trials", type=int, default=3)
ap.add_argument("--base-port", type=int, default=20000)
ap.add_argument("--idle-s", type=float, default=20)
a = ap.parse_args()
B = a.base_port
D = workdir("zk-%d" % B)
shutil.rmtree(D, ignore_errors=True)
os.makedirs(D)
LIBS = os.environ.get("ZK_LIBS") or os.path.join(WORK, "zk-libs")
JH = os.environ.get("JAVA_HOME")
java = lambda n: os.path.join(JH, "bin", n) if JH else n
CLS = os.path.join(D, "cls")
CP = CLS + ":" + ":".join(folder + "/*" for folder in LIBS.split(":"))
subprocess.check_call([java("javac"), "-nowarn", "-cp", CP, "-d", CLS, os.path.join(HERE, "LatchPeer.java")], stderr=subprocess.DEVNULL)
conn = a.connection or min(15000, a.session)
SETTING = "%s tickTime=%d session-asked=%d" % (a.recipe, a.tick, a.session)
if a.min_session:
    SETTING += " minSessionTimeout=%d" % a.min_session
conf = os.path.join(D, "zoo.cfg")
with open(conf, "w") as f:
    f.write("tickTime=%d\ndataDir=%s\nclientPort=%d\nclientPortAddress=127.0.0.1\nadmin.enableServer=false\nmaxClientCnxns=0\n"
            % (a.tick, os.path.join(D, "data"), B))
    if a.min_session:
        f.write("minSessionTimeout=%d\n" % a.min_session)
zk = Proc([java("java"), "-Xmx512m", "-cp", CP, "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
           "org.apache.zookeeper.server.ZooKeeperServerMain", conf], os.path.join(D, "zk.log"))


class Peer:
    def __init__(self, name):
        self.name, self.lines, self.w, self.last = name, [], [], 0.0
        self.p = subprocess.Popen([java("java"), "-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                                   "-cp", CP, "LatchPeer", a.recipe, "127.0.0.1:%d" % B, str(a.session), str(conn), name],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(os.path.join(D, "peers.err"), "ab"),
                                  start_new_session=True)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for ln in self.p.stdout:
            t = mono()
            s = ln.decode().strip()
            if s.startswith("W "):
                self.w.append(t)
                self.last = t
            else:
                self.lines.append((t, s))

    def has(self, x):
        return any(s.startswith(x) for _, s in self.lines)

    def kill(self):
        try:
            self.p.send_signal(signal.SIGCONT)
            self.p.kill()
        except ProcessLookupError:
            pass
        self.p.wait(10)


serial = [0]


def peer():
    serial[0] += 1
    p = Peer("p%03d" % serial[0])
    wait_for(lambda: p.has("START"), 60, "peer start")
    return p


def trial(scn, t, ps):
    wait_for(lambda: max(p.last for p in ps) > mono() - 0.1, 60 + a.session / 1000.0, "a leader", 0.01)
    time.sleep(2.0 + random.random() * min(2.0, a.session / 1000.0))
    ps.sort(key=lambda p: p.last)
    sb, act = ps
    neg = next(s[2:] for _, s in act.lines if s.startswith("N "))
    notes = ""
    if scn == "idle":
        n = [len(p.lines) for p in ps]
        t0 = mono()
        time.sleep(a.idle_s)
        ev = [s for p, k in zip(ps, n) for _, s in p.lines[k:]]
        emit("curator-zookeeper", SETTING + " negotiated=" + neg, "idle-%ds" % a.idle_s, t,
             biggest_gap(sorted(x for p in ps for x in p.w if x > t0), 0), None,
             "no fault injected; events=%d %s" % (len(ev), ",".join(ev[:6])))
        return ps
    t0 = mono()
    if scn == "kill9":
        act.p.kill()
    elif scn == "sigstop":
        act.p.send_signal(signal.SIGSTOP)
    else:
        act.p.stdin.write(b"x")
        act.p.stdin.flush()
    wait_for(lambda: sb.last > t0, 120, "standby leads", 0.002)
    first = next(x for x in sb.w if x > t0)
    time.sleep(0.5)
    outage = (first - [x for x in act.w if x <= first][-1]) * 1000
    overlap = len([x for x in act.w if x > first])
    if scn == "sigstop":
        time.sleep(1.5)
        n, tc = len(act.w), mono()
        act.p.send_signal(signal.SIGCONT)
        time.sleep(3)
        z = [x for x in act.w[n:] if sb.w and x < sb.last]
        overlap = len(z)
        notes = "after SIGCONT the old leader wrote %d times while the other led, last %.0f ms after resuming; events %s; " % (
            overlap, 0 if not z else (z[-1] - tc) * 1000, ",".join(s for x, s in act.lines if x > tc))
    emit("curator-zookeeper", SETTING + " negotiated=" + neg, scn, t, outage, None,
         notes + "writes of the old leader after the new one began=%d" % overlap,
         stale=overlap if scn == "sigstop" else None)
    if scn == "sigstop":
        return ps
    act.kill()
    return [sb, peer()]


ps = []
try:
    wait_for(lambda: socket.create_connection(("127.0.0.1", B), 1).close() or True, 60, "zookeeper")
    ps = [peer(), peer()]
    for scn in a.scenario.split(","):
        for t in range(1, a.trials + 1):
            try:
                ps = trial(scn, t, ps)
            except Exception as e:
                emit("curator-zookeeper", SETTING, scn, t, None, None, "FAILED: %r" % e)
                for p in ps:
                    p.kill()
                ps = [peer(), peer()]
finally:
    for p in ps:
        p.kill()
    zk.kill()
