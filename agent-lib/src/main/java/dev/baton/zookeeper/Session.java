package dev.baton.zookeeper;

import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.zookeeper.ZooKeeper;

/** One session of one connection: its handle, whether it is connected now, and which requests it has not answered. */
final class Session {
    private static final int MAX_UNANSWERED = 1_000;
    private static final long OVERDUE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int connection;
    private final ZooKeeper zooKeeper;
    private final Deque<Call<?>> unanswered = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<SubtreeWatch, SubtreeWalk> walks = new ConcurrentHashMap<>();
    private volatile boolean up;
    private volatile boolean everUp;
    private final AtomicBoolean ended = new AtomicBoolean();

    Session(int connection, ZooKeeper zooKeeper) {
        this.connection = connection;
        this.zooKeeper = zooKeeper;
    }

    ZooKeeper zooKeeper() {
        return zooKeeper;
    }

    boolean up() {
        return up;
    }

    void up(boolean now) {
        up = now;
        if (now) {
            everUp = true;
        }
    }

    /** Marks it as over; true the first time, and only if there has been a session at all. */
    boolean end() {
        up = false;
        return everUp && ended.compareAndSet(false, true);
    }

    void send(Call<?> call) {
        if (count.incrementAndGet() > MAX_UNANSWERED) {
            count.decrementAndGet();
            call.giveUp("not sent: " + this + " has left " + MAX_UNANSWERED + " requests unanswered");
            return;
        }
        unanswered.add(call);
        try {
            call.send(this);
        } catch (RuntimeException e) {
            call.lost("cannot send on " + this + ": " + e.getMessage());
        }
    }

    void answered(Call<?> call) {
        if (unanswered.remove(call)) {
            count.decrementAndGet();
        }
    }

    /** Whether the oldest unanswered request is so old that another connection should be asked. Answers come in order. */
    boolean overdue(long nowNanos) {
        Call<?> oldest = unanswered.peekFirst();
        return oldest != null && nowNanos - oldest.sentNanos() > OVERDUE_NANOS;
    }

    /** Whether any request is unanswered. */
    boolean owes() {
        return !unanswered.isEmpty();
    }

    void giveUpAll(String detail) {
        unanswered.forEach(call -> call.giveUp(detail));
    }

    /** The one walker of this session for the watch: ZooKeeper tells watchers apart by identity. */
    SubtreeWalk walk(SubtreeWatch watch, Function<SubtreeWatch, SubtreeWalk> make) {
        return walks.computeIfAbsent(watch, make);
    }

    @Override
    public String toString() {
        return "connection " + connection;
    }
}
