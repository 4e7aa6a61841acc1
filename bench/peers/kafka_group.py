#!/usr/bin/env python3
"""Kafka consumer group as an active-passive pair: one partition, two consumers, a record every 10 ms.
usage: kafka_group.py --protocol classic|consumer [--session MS --heartbeat MS] --scenario S[,S] --trials N
scenarios: kill9, planned (close()), sigstop, idle. Without --session the defaults are used; with it
the broker's floor is lowered as well (classic: group.min.session.timeout.ms; consumer:
group.consumer.[min.]session.timeout.ms and heartbeat). Outage: last record handled by the old active
to first record handled by the standby. Needs KAFKA_LIBS (a folder of jars) and javac/java on PATH or JAVA_HOME."""
import argparse, glob, os, random, shutil, signal, subprocess, threading, time
from lib import *

ap = argparse.ArgumentParser()
ap.add_argument("--protocol", default="classic")
ap.add_argument("--session", type=int, default=0)
ap.add_argument("--heartbeat", type=int, default=0)
ap.add_argument("--no-broker-floor", action="store_true", help="leave group.min.session.timeout.ms alone")
ap.add_argument("--scenario", default="kill9")
ap.add_argument("--trials", type=int, default=3)
ap.add_argument("--base-port", type=int, default=19000)
ap.add_argument("--idle-s", type=float, default=20)
ap.add_argument("--client", action="append", default=[], help="extra consumer property k=v")
a = ap.parse_args()
B = a.base_port
D = workdir("kafka-%d" % B)
shutil.rmtree(D, ignore_errors=True)
os.makedirs(D)
LIBS = os.environ.get("KAFKA_LIBS") or os.path.join(WORK, "kafka-libs")
JH = os.environ.get("JAVA_HOME")
java = lambda n: os.path.join(JH, "bin", n) if JH else n
CLS = os.path.join(D, "cls")
CP = CLS + ":" + LIBS + "/*"
subprocess.check_call([java("javac"), "-cp", CP, "-d", CLS, os.path.join(HERE, "KafkaPeer.java")])
SETTING = "protocol=%s session=%s heartbeat=%s" % (a.protocol, a.session or "default", a.heartbeat or "default")
if a.client:
    SETTING += " " + " ".join(a.client)

conf = os.path.join(D, "server.properties")
with open(conf, "w") as f:
    f.write("process.roles=broker,controller\nnode.id=1\nlisteners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d\n"
            "advertised.listeners=PLAINTEXT://127.0.0.1:%d\ncontroller.listener.names=CONTROLLER\n"
            "controller.quorum.voters=1@127.0.0.1:%d\nlog.dirs=%s\noffsets.topic.replication.factor=1\n"
            "transaction.state.log.replication.factor=1\ntransaction.state.log.min.isr=1\noffsets.topic.num.partitions=1\n"
            % (B, B + 1, B, B + 1, os.path.join(D, "logs")))
    if a.session and a.protocol == "classic" and not a.no_broker_floor:
        f.write("group.min.session.timeout.ms=%d\n" % min(a.session, 6000))
    if a.session and a.protocol == "consumer":
        f.write("group.consumer.session.timeout.ms=%d\n" % a.session)
        if not a.no_broker_floor:
            f.write("group.consumer.min.session.timeout.ms=%d\n" % a.session)
    if a.heartbeat and a.protocol == "consumer":
        f.write("group.consumer.heartbeat.interval.ms=%d\ngroup.consumer.min.heartbeat.interval.ms=%d\n" % (a.heartbeat, a.heartbeat))
cid = "AAAAAAAAAAAAAAAAAAAAAQ"
subprocess.run([java("java"), "-cp", CP, "kafka.tools.StorageTool", "format", "-t", cid, "-c", conf],
               check=True, stdout=open(os.path.join(D, "format.log"), "wb"), stderr=subprocess.STDOUT, timeout=60)
broker = Proc([java("java"), "-Xmx512m", "-Xms512m", "-cp", CP, "kafka.Kafka", conf], os.path.join(D, "broker.log"))


class Peer:
    def __init__(self, name, argv, stdin=False):
        self.name, self.lines, self.offs = name, [], []
        self.p = subprocess.Popen([java("java"), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", CP, "KafkaPeer"] + argv,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=open(os.path.join(D, name + ".err"), "ab"),
                                  start_new_session=True)
        self.last = 0.0
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for ln in self.p.stdout:
            t = mono()
            s = ln.decode().strip()
            if s.startswith("P "):
                self.offs.append((t, int(s[2:])))
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


def consumer(name):
    pr = ["bootstrap.servers=127.0.0.1:%d" % B, "group.id=g", "client.id=" + name, "group.protocol=" + a.protocol,
          "auto.offset.reset=earliest"] + a.client
    if a.protocol == "classic":
        if a.session:
            pr.append("session.timeout.ms=%d" % a.session)
        if a.heartbeat:
            pr.append("heartbeat.interval.ms=%d" % a.heartbeat)
    c = Peer(name, ["consumer", "t"] + pr)
    wait_for(lambda: c.has("START"), 60, "consumer start")
    return c


def active(cs):
    cs = sorted(cs, key=lambda c: c.last)
    return cs[-1], cs[0]


HB = (a.heartbeat or (3000 if a.protocol == "classic" else 5000)) / 1000.0
serial = [0]


def settle(cs):
    """one consumer handles records, alone, for a while"""
    end = mono() + 90
    time.sleep(max(4, 2.5 * HB))
    while mono() < end:
        act, sb = active(cs)
        if act.last > mono() - 0.2 and sb.last < mono() - 3 and any(t < mono() - 3 for t, _ in act.offs):
            rec = [t for t, _ in act.offs if t > mono() - 3]
            if rec and max(y - x for x, y in zip(rec, rec[1:])) < 1:
                return act, sb
        time.sleep(0.2)
    raise TimeoutError("no steady active consumer: " + "; ".join("%s %r" % (c.name, c.lines[-4:]) for c in cs))


def trial(scn, t, cs):
    act, sb = settle(cs)
    if scn == "idle":
        n0 = [len(c.lines) for c in cs]
        t0 = mono()
        time.sleep(a.idle_s)
        ev = [s for c, n in zip(cs, n0) for _, s in c.lines[n:]]
        acks = sorted(x for c in cs for x, _ in c.offs if x > t0)
        emit("kafka-group", SETTING, "idle-%ds" % a.idle_s, t, biggest_gap(acks, 0), None,
             "no fault injected; rebalance events=%d %s" % (len(ev), ",".join(ev[:6])))
        return cs
    time.sleep(random.random() * HB)
    act, sb = active(cs)
    notes, stale = "", None
    t0 = mono()
    if scn == "kill9":
        act.p.kill()
    elif scn == "sigstop":
        act.p.send_signal(signal.SIGSTOP)
    elif scn == "planned":
        act.p.stdin.write(b"x")
        act.p.stdin.flush()
    wait_for(lambda: sb.last > t0, 120, "standby", 0.002)
    first = next(x for x in sb.offs if x[0] > t0)
    time.sleep(1.0)
    before = [x for x in act.offs if x[0] <= first[0]]
    dup = len([1 for _, o in before if o >= first[1]])
    skipped = first[1] - 1 - max(o for _, o in before)
    outage = (first[0] - before[-1][0]) * 1000
    if scn == "planned":
        wait_for(lambda: act.has("CLOSED"), 60, "close")
    if scn == "sigstop":
        time.sleep(2)
        seen = set(o for _, o in sb.offs)
        n, tc = len(act.offs), mono()
        act.p.send_signal(signal.SIGCONT)
        time.sleep(max(4, 2 * HB))
        new = act.offs[n:]
        z = [o for _, o in new]
        seen2 = set(o for x, o in sb.offs)
        both = [(x, o) for x, o in new if o in seen2]
        stale = len(both)
        notes += "after SIGCONT the old active handled %d records, %d of them also handled by the standby, last %.0f ms after resuming; events %s; " % (
            len(z), len(both), 0 if not both else (both[-1][0] - tc) * 1000, ",".join(s for x, s in act.lines if x > tc))
    emit("kafka-group", SETTING, scn, t, outage, max(0, skipped),
         notes + "records handled twice at takeover (auto commit)=%d, %s>%s" % (dup, act.name, sb.name),
         stale=stale, duplicated=dup + (stale or 0))
    if scn == "sigstop":
        return cs
    act.kill()
    serial[0] += 1
    return [sb, consumer("c%03d" % serial[0])]


cs, prod = [], None
try:
    def up():
        if not broker.alive():
            raise SystemExit("broker ended: " + open(os.path.join(D, "broker.log"), errors="replace").read()[-600:])
        socket.create_connection(("127.0.0.1", B), 1).close()
        return True
    wait_for(up, 60, "broker")
    prod = Peer("producer", ["producer", "t", "bootstrap.servers=127.0.0.1:%d" % B])
    wait_for(lambda: prod.has("READY"), 60, "producer")
    if a.scenario == "describe":
        print(subprocess.run([java("java"), "-cp", CP, "KafkaPeer", "describe", "t", "bootstrap.servers=127.0.0.1:%d" % B],
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=60).stdout)
    else:
        cs = [consumer("c900")]
        wait_for(lambda: cs[0].offs or cs[0].has("E "), 90, "first record")
        if cs[0].has("E "):
            raise SystemExit("consumer refused: %r" % cs[0].lines)
        cs.append(consumer("c901"))
        for scn in a.scenario.split(","):
            for t in range(1, a.trials + 1):
                try:
                    cs = trial(scn, t, cs)
                except Exception as e:
                    emit("kafka-group", SETTING, scn, t, None, None, "FAILED: %r" % e)
                    for c in cs:
                        c.kill()
                    serial[0] += 2
                    cs = [consumer("c%03d" % (serial[0] - 1)), consumer("c%03d" % serial[0])]
finally:
    for c in cs + ([prod] if prod else []):
        c.kill()
    broker.kill()
