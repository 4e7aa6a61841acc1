"""Shared helpers for the peer failover measurements (python3 standard library only)."""
import atexit, os, sys, time, socket, struct, subprocess, signal, tempfile, json, urllib.error, urllib.request

mono = time.monotonic
HERE = os.path.dirname(os.path.abspath(__file__))
WORK = os.environ.get("PEER_WORK") or os.path.join(os.environ.get("TMPDIR") or tempfile.gettempdir(), "peers-work")
OUT = os.environ.get("PEER_OUT") or os.path.join(WORK, "results.jsonl")
# an outer time limit (timeout) or ctrl-C must still run the clean-up of each script
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
signal.signal(signal.SIGINT, lambda *_: sys.exit(130))


def emit(peer, setting, scenario, trial, outage_ms, lost, notes="", stale=None, duplicated=None):
    """Append one trial as a line of JSON to OUT."""
    row = dict(system=peer, setting=setting, scenario=scenario, trial=trial,
               outageMs=None if outage_ms is None else round(outage_ms, 1),
               lost=lost, stale=stale, duplicated=duplicated, notes=str(notes))
    with open(OUT, "a") as f:
        f.write(json.dumps(row) + "\n")
    print("  %s %s %s %s: %s" % (peer, setting, scenario, trial,
                                "FAILED " + row["notes"] if outage_ms is None else "%.0f ms" % outage_ms),
          file=sys.stderr, flush=True)


def workdir(name):
    d = os.path.join(WORK, name)
    os.makedirs(d, exist_ok=True)
    return d


class Proc:
    """A child process that this script started; ended only by its own pid."""
    def __init__(self, argv, log=None, **kw):
        self.argv = argv
        out = open(log, "ab") if log else subprocess.DEVNULL
        self.p = subprocess.Popen(argv, stdout=kw.pop("stdout", out), stderr=kw.pop("stderr", subprocess.STDOUT),
                                  stdin=subprocess.DEVNULL, start_new_session=True, **kw)
        self.pid = self.p.pid
        atexit.register(lambda: self.p.poll() is None and self.kill())

    def sig(self, s):
        try:
            os.kill(self.pid, s)
        except ProcessLookupError:
            pass

    def kill(self):
        self.sig(signal.SIGCONT)
        self.sig(signal.SIGKILL)
        try:
            self.p.wait(10)
        except subprocess.TimeoutExpired:
            pass

    def alive(self):
        return self.p.poll() is None


def tree(pid):
    """pid and all its descendants, from /proc."""
    kids = {}
    for d in os.listdir("/proc"):
        if d.isdigit():
            try:
                with open("/proc/%s/stat" % d) as f:
                    s = f.read()
                ppid = int(s[s.rindex(")") + 2:].split()[1])
                kids.setdefault(ppid, []).append(int(d))
            except (OSError, ValueError):
                pass
    out, todo = [], [pid]
    while todo:
        x = todo.pop()
        if os.path.exists("/proc/%d" % x):
            out.append(x)
        todo += kids.get(x, [])
    return out


def sig_all(pids, s):
    for p in pids:
        try:
            os.kill(p, s)
        except ProcessLookupError:
            pass


def wait_for(fn, timeout, what, step=0.1):
    end = mono() + timeout
    last = None
    while mono() < end:
        try:
            v = fn()
            if v:
                return v
        except Exception as e:          # not up yet
            last = e
        time.sleep(step)
    raise TimeoutError("waiting for %s: %s" % (what, last))


class Redis:
    """Smallest possible RESP2 client."""
    def __init__(self, port, timeout=0.1, host="127.0.0.1"):
        self.s = socket.create_connection((host, port), timeout)
        self.s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.f = self.s.makefile("rb")
        self.port = port

    def close(self):
        try:
            self.s.close()
        except OSError:
            pass

    @staticmethod
    def enc(args):
        b = b"*%d\r\n" % len(args)
        for a in args:
            a = a if isinstance(a, bytes) else str(a).encode()
            b += b"$%d\r\n%s\r\n" % (len(a), a)
        return b

    def read(self):
        line = self.f.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError("closed")
        t, rest = line[:1], line[1:-2]
        if t == b"+":
            return rest.decode()
        if t == b"-":
            raise RuntimeError(rest.decode())
        if t == b":":
            return int(rest)
        if t == b"$":
            n = int(rest)
            if n < 0:
                return None
            d = self.f.read(n + 2)
            if len(d) < n + 2:
                raise ConnectionError("closed")
            return d[:-2].decode("utf-8", "replace")
        if t == b"*":
            n = int(rest)
            return None if n < 0 else [self.read() for _ in range(n)]
        raise ConnectionError("protocol %r" % line)

    def __call__(self, *args):
        self.s.sendall(self.enc(args))
        return self.read()


class PgError(RuntimeError):
    pass


class Pg:
    """Smallest possible PostgreSQL v3 simple-query client (trust authentication)."""
    def __init__(self, port, timeout=0.3, user="postgres", db="postgres", host="127.0.0.1"):
        self.port = port
        self.s = socket.create_connection((host, port), timeout)
        self.s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.f = self.s.makefile("rb")
        body = struct.pack("!I", 196608) + b"user\0" + user.encode() + b"\0database\0" + db.encode() + b"\0\0"
        self.s.sendall(struct.pack("!I", len(body) + 4) + body)
        self._until_ready()

    def close(self):
        try:
            self.s.close()
        except OSError:
            pass

    def _msg(self):
        h = self.f.read(5)
        if len(h) < 5:
            raise ConnectionError("closed")
        n = struct.unpack("!I", h[1:])[0] - 4
        d = self.f.read(n)
        if len(d) < n:
            raise ConnectionError("closed")
        return h[:1], d

    def _until_ready(self):
        rows, err = [], None
        while True:
            t, d = self._msg()
            if t == b"Z":
                if err:
                    raise PgError(err)
                return rows
            if t == b"E":
                fields = dict((x[:1], x[1:]) for x in d.split(b"\0") if x)
                err = (fields.get(b"C", b"") + b" " + fields.get(b"M", b"")).decode()
                if fields.get(b"S") in (b"FATAL", b"PANIC"):
                    raise PgError(err)
            if t == b"R" and struct.unpack("!I", d[:4])[0] != 0:
                raise PgError("server wants a password")
            if t == b"D":
                n = struct.unpack("!H", d[:2])[0]
                o, row = 2, []
                for _ in range(n):
                    ln = struct.unpack("!i", d[o:o + 4])[0]
                    o += 4
                    if ln < 0:
                        row.append(None)
                    else:
                        row.append(d[o:o + ln].decode())
                        o += ln
                rows.append(row)

    def q(self, sql):
        b = sql.encode() + b"\0"
        self.s.sendall(b"Q" + struct.pack("!I", len(b) + 4) + b)
        return self._until_ready()


def http(method, url, data=None, timeout=2.0):
    req = urllib.request.Request(url, method=method, data=None if data is None else json.dumps(data).encode())
    try:
        with urllib.request.urlopen(req, timeout=timeout) as r:
            return r.status, r.read().decode()
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode()


def biggest_gap(acks, around):
    """acks: sorted monotonic times of acknowledged writes. The longest gap that ends after
    the moment `around` (which may begin a little before it), in ms. None if writes never came back."""
    best = None
    for a, b in zip(acks, acks[1:]):
        if b >= around and (best is None or b - a > best):
            best = b - a
    return None if best is None else best * 1000.0
