package dev.baton.lab.sim;

import dev.baton.model.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The group's log as a transactional Kafka topic of one partition keeps it, under one transactional id: the producer that initialised last
 * is the only one that may write; whoever initialises waits for a commit that is already decided, and aborts what is merely open; readers
 * see only what lies before the first open transaction.
 */
final class SimLog {
    /** An open transaction that is not ended by then is aborted, and its producer fenced. */
    static final long TRANSACTION_NANOS = 10_000_000_000L;

    /** A result, or with {@code in} 0 an epoch's marker. */
    record Entry(long epoch, MemberId member, int life, long in) {}

    /** The broker's word on a commit: the transaction, which is visible now, or none: its producer is fenced. */
    record CommitAnswer(@Nullable Transaction done) {}

    enum State {
        OPEN,
        /** The commit is decided: it will be visible, whatever happens to its producer. */
        DECIDED,
        COMMITTED,
        ABORTED
    }

    /** One transaction. There is never more than one that is not over, since there is one id. */
    static final class Transaction {
        final long token;
        final List<Entry> entries = new ArrayList<>();
        final long firstOffset;
        State state = State.OPEN;
        long endOffset;
        long endedNanos;
        long beganNanos;

        Transaction(long token, long firstOffset) {
            this.token = token;
            this.firstOffset = firstOffset;
        }
    }

    private final Scheduler time;
    private final Rng rng;
    private final Consumer<Transaction> committed;
    private final List<Transaction> over = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable Transaction current;
    private long token;
    private long end;
    private boolean watched;

    SimLog(Scheduler time, Rng rng, Consumer<Transaction> committed) {
        this.time = time;
        this.rng = rng;
        this.committed = committed;
    }

    /** Where the next record goes. */
    long end() {
        return end;
    }

    /** Up to where a reader of committed records sees. */
    long stableEnd() {
        return current == null ? end : current.firstOffset;
    }

    /** All transactions that are over, in the order of the log. */
    List<Transaction> over() {
        return over;
    }

    /** Bars every earlier producer. {@code fenced} gets the new producer's token once no earlier transaction is unfinished. */
    void init(Consumer<Long> producer) {
        Transaction unfinished = current;
        if (unfinished == null) {
            producer.accept(++token);
            return;
        }
        if (unfinished.state == State.OPEN) {
            token++; // From here on its producer is fenced, before the abort is written.
            end(unfinished, State.ABORTED);
        }
        waiting.add(() -> init(producer));
    }

    /** The first offset of what was appended, or -1: this producer is fenced. */
    long append(long producer, List<Entry> entries) {
        if (producer != token || (current != null && current.state != State.OPEN)) {
            return -1;
        }
        Transaction into = current;
        if (into == null) {
            into = new Transaction(producer, end);
            current = into;
            into.beganNanos = time.nanos();
            watch();
        }
        into.entries.addAll(entries);
        long first = end;
        end += entries.size();
        return first;
    }

    /** Decides the commit; answered once it is visible, or if this producer is fenced. */
    void commit(long producer, Consumer<CommitAnswer> answer) {
        Transaction open = current;
        if (producer != token || open == null || open.token != producer || open.state != State.OPEN) {
            answer.accept(new CommitAnswer(null));
            return;
        }
        open.state = State.DECIDED;
        time.after(completion(), () -> {
            finish(open, State.COMMITTED);
            answer.accept(new CommitAnswer(open));
        });
    }

    void abort(long producer) {
        if (producer == token && current != null && current.state == State.OPEN) {
            end(current, State.ABORTED);
        }
    }

    /** Looks up when the open transaction could be too old. */
    private void watch() {
        if (watched) {
            return;
        }
        watched = true;
        Transaction oldest = current;
        long began = oldest == null ? time.nanos() : oldest.beganNanos;
        time.at(began + TRANSACTION_NANOS, () -> {
            watched = false;
            Transaction open = current;
            if (open == null) {
                return;
            }
            if (open.state == State.OPEN && time.nanos() - open.beganNanos >= TRANSACTION_NANOS) {
                token++;
                end(open, State.ABORTED);
            } else {
                watch();
            }
        });
    }

    private void end(Transaction open, State how) {
        open.state = how;
        time.after(completion(), () -> finish(open, how));
    }

    private long completion() {
        return rng.chance(0.01) ? rng.between(20_000_000L, 600_000_000L) : rng.between(500_000L, 3_000_000L);
    }

    private void finish(Transaction done, State how) {
        done.state = how;
        done.endOffset = ++end; // The control record.
        done.endedNanos = time.nanos();
        current = null;
        over.add(done);
        if (how == State.COMMITTED) {
            committed.accept(done);
        }
        List<Runnable> next = List.copyOf(waiting);
        waiting.clear();
        next.forEach(Runnable::run);
    }
}
