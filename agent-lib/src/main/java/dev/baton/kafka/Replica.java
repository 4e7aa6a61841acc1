package dev.baton.kafka;

import dev.baton.model.Epoch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state as the committed log gives it, with everything else that is derived from the log: position, next input, highest epoch. Owned by
 * the worker (spec: KafkaFence.tla Refuse, MarkerCheck, Ack).
 */
final class Replica<S> {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    private final Logic<S> logic;
    private final String member;
    private S state;
    /** Next offset of the log, or -1: from its start. */
    private long position = -1;

    private long nextInput = -1;
    private Epoch topEpoch = Epoch.NONE;
    private String topMember = "";
    private long malformed;
    private String problem = "";

    Replica(Logic<S> logic, String member) {
        this.logic = logic;
        this.member = member;
        this.state = logic.initial();
    }

    /** Forgets everything; the log is read again from its start. */
    void reset() {
        state = logic.initial();
        position = -1;
        nextInput = -1;
        topEpoch = Epoch.NONE;
        topMember = "";
        malformed = 0;
        problem = "";
    }

    /** Takes in one committed record of the log. A record that cannot be read is counted and skipped. */
    void apply(ConsumerRecord<byte[], byte[]> raw) {
        position = raw.offset() + 1;
        LogRecord record;
        try {
            record = LogRecord.parse(raw);
        } catch (IllegalArgumentException wrong) {
            complain("log record skipped: " + wrong.getMessage());
            return;
        }
        if (record.epoch().isAfter(topEpoch)) {
            topEpoch = record.epoch();
            topMember = record.member();
        } else if (record.epoch().isBefore(topEpoch) || !record.member().equals(topMember)) {
            complain("offset " + raw.offset() + ": epoch " + record.epoch() + " of " + record.member() + " after epoch "
                    + topEpoch + " of " + topMember);
        }
        if (record.kind() == LogRecord.Kind.MARKER) {
            return;
        }
        nextInput = Math.max(nextInput, record.in() + 1);
        if (record.error() == null) {
            try {
                state = logic.evolve(state, record.key(), record.value());
            } catch (RuntimeException broken) {
                complain("offset " + raw.offset() + ": the state refused the record: " + broken);
            }
        }
    }

    /** The reader stands at {@code next}: what lies between were control records or aborted ones. */
    void reached(long next) {
        position = Math.max(position, next);
    }

    /** The own transaction is committed. */
    void committed(S after, Epoch epoch, long nextInputOffset, long nextLogOffset) {
        state = after;
        topEpoch = epoch;
        topMember = member;
        nextInput = Math.max(nextInput, nextInputOffset);
        position = Math.max(position, nextLogOffset);
    }

    /** Why this member may not serve in {@code epoch} by what the log holds (step 3), or null. */
    @Nullable
    String refusal(Epoch epoch) {
        if (topEpoch.isAfter(epoch)) {
            return "the log holds epoch " + topEpoch + " of " + topMember + ", higher than " + epoch;
        }
        if (topEpoch.equals(epoch) && !topMember.equals(member)) {
            return "the log holds epoch " + epoch + " of another member, " + topMember;
        }
        return null;
    }

    private void complain(String what) {
        malformed++;
        problem = what;
        if (malformed <= 10) {
            LOG.warn("{}: {}", member, what);
        }
    }

    S state() {
        return state;
    }

    long position() {
        return position;
    }

    /** The first input not yet answered in the log, or -1 where the log answers none. */
    long nextInput() {
        return nextInput;
    }

    Epoch topEpoch() {
        return topEpoch;
    }

    /** Records that broke a rule, and the last such. */
    String problems() {
        return malformed == 0 ? "" : malformed + " bad log records, last: " + problem;
    }
}
