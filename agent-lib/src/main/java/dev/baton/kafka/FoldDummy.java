package dev.baton.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a {@link StatefulConsumer} rehearses with: a state that is none. */
final class FoldDummy implements Logic<Boolean> {
    private FoldDummy() {}

    /** {@code settings} are those of the rehearsal. */
    static Rehearsal.Dummy of(Settings settings) {
        FoldDummy logic = new FoldDummy();
        FoldReplica<Boolean> replica = new FoldReplica<>(logic, settings);
        // Another replica: the one that follows the log must learn of the result from there, as a standby does.
        FoldReplica<Boolean> other = new FoldReplica<>(logic, settings);
        FoldServing<Boolean> serving = new FoldServing<>(settings, logic, other, OpenGuard.INSTANCE, ack -> {});
        return new Rehearsal.Dummy(
                replica, serving, new ConsumerRecord<>(settings.inputTopics().get(0), 0, 0, null, null));
    }

    @Override
    public Boolean initial() {
        return true;
    }

    @Override
    public Result decide(Boolean state, ConsumerRecord<byte[], byte[]> input) {
        return new Result(null, null);
    }

    @Override
    public Boolean evolve(Boolean state, byte @Nullable [] key, byte @Nullable [] value) {
        return state;
    }

    @Override
    public boolean immutable() {
        return true;
    }
}
