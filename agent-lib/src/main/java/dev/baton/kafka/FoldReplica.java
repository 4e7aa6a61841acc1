package dev.baton.kafka;

import dev.baton.model.Epoch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of a {@link Logic}: the fold of its log, held in memory and rebuilt from the log's start where it is lost. */
final class FoldReplica<S> implements Replica {
    private static final Logger LOG = LoggerFactory.getLogger(FoldReplica.class);
    private static final int LOGGED = 10;

    private final Logic<S> logic;
    private final String member;
    private final String topic;
    private final int logged;
    private S state;
    /** Next offset of the log, or -1: from its start. */
    private long position = -1;

    private long nextInput = -1;
    private Epoch topEpoch = Epoch.NONE;
    private String topMember = "";
    private long malformed;
    private String problem = "";

    FoldReplica(Logic<S> logic, Settings settings) {
        this.logic = logic;
        this.member = settings.member().value();
        this.topic = settings.logTopic();
        this.logged = settings.rehearses() ? 0 : LOGGED;
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

    @Override
    public void apply(ConsumerRecord<byte[], byte[]> raw) {
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

    @Override
    public void reached(long next) {
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

    /** Only the whole of the log is the truth: it was cut or made anew. */
    @Override
    public void cutOff(long first) {
        reset();
    }

    @Override
    public ProducerRecord<byte[], byte[]> marker(Epoch epoch) {
        return LogRecord.marker(epoch, member).toProducerRecord(topic);
    }

    @Override
    public void marked(Epoch epoch, long nextLogOffset) {
        committed(state, epoch, nextInput, nextLogOffset);
    }

    @Override
    public @Nullable String refusal(Epoch epoch) {
        return Replica.refusal(epoch, member, topEpoch, topMember);
    }

    private void complain(String what) {
        malformed++;
        problem = what;
        if (malformed <= logged) {
            LOG.warn("{}: {}", member, what);
        }
    }

    S state() {
        return state;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long nextInput(TopicPartition ofOne) {
        return nextInput;
    }

    @Override
    public Epoch topEpoch() {
        return topEpoch;
    }

    @Override
    public String problems() {
        return malformed == 0 ? "" : malformed + " bad log records, last: " + problem;
    }
}
