package dev.baton.kafka;

import dev.baton.model.Epoch;
import dev.baton.model.StandbyKind;
import dev.baton.state.Change;
import dev.baton.state.Digest;
import dev.baton.state.Input;
import dev.baton.state.Progress;
import dev.baton.state.StateException;
import dev.baton.state.StateStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A store that follows a changelog: what was read is written into it once a round, together with how far it is accounted for. */
final class ProcessorReplica implements Replica {
    private final Settings settings;
    private final StateStore store;
    private final Vault vault;
    private final boolean cold;
    private final BooleanSupplier hurry;
    private final Verification verification = new Verification();
    private final Complaints complaints;

    private final List<Change> pending = new ArrayList<>();
    private final Map<Input, Long> inputs = new HashMap<>();
    private long position;
    private Epoch topEpoch = Epoch.NONE;
    private String topMember = "";
    private boolean opened;
    private boolean keeps;
    private final Gap gap = new Gap(System::nanoTime);
    /** Why the store could not be written, or empty. */
    private String broken = "";

    /** {@code hurry} says that a command waits for the worker. */
    ProcessorReplica(Settings settings, StateStore store, Vault vault, BooleanSupplier hurry) {
        this.settings = settings;
        this.store = store;
        this.vault = vault;
        this.hurry = hurry;
        this.cold = settings.standby().type() == StandbyKind.Type.COLD;
        this.complaints = new Complaints(settings);
        fromStore();
    }

    private void fromStore() {
        Progress progress = store.progress();
        pending.clear();
        inputs.clear();
        inputs.putAll(progress.inputs());
        position = progress.position();
        topEpoch = progress.epoch();
        topMember = progress.member();
    }

    StateStore store() {
        return store;
    }

    @Override
    public void apply(ConsumerRecord<byte[], byte[]> raw) {
        position = raw.offset() + 1;
        gap.closed();
        ChangelogRecord record;
        try {
            record = ChangelogRecord.parse(raw);
        } catch (IllegalArgumentException wrong) {
            complaints.add("changelog record skipped: " + wrong.getMessage());
            return;
        }
        Epoch epoch = record.epoch();
        if (record instanceof ChangelogRecord.Changed changed) {
            follow(raw.offset(), epoch);
            pending.add(changed.change());
        } else if (record instanceof ChangelogRecord.Moved moved) {
            follow(raw.offset(), epoch);
            moved.next().forEach((input, next) -> inputs.merge(input, next, Math::max));
            Digest expected = moved.digest();
            if (expected != null) {
                flush();
                verification.checked(raw.offset(), expected, store.digest(), !vault.fromSnapshot());
            }
        } else if (record instanceof ChangelogRecord.Marker marker) {
            if (!epoch.isAfter(topEpoch)
                    && !(epoch.equals(topEpoch) && marker.member().equals(topMember))) {
                complaints.add("offset " + raw.offset() + ": marker of epoch " + epoch + " of " + marker.member()
                        + " after epoch " + topEpoch + " of " + topMember);
            }
            if (epoch.isAfter(topEpoch)) {
                topEpoch = epoch;
                topMember = marker.member();
            }
        }
    }

    private void follow(long offset, Epoch epoch) {
        if (!epoch.equals(topEpoch)) {
            complaints.add("offset " + offset + ": epoch " + epoch + " in the middle of epoch " + topEpoch);
            topEpoch = epoch.isAfter(topEpoch) ? epoch : topEpoch;
        }
    }

    @Override
    public void reached(long next) {
        position = Math.max(position, next);
        gap.calm();
        flush();
        verification.reached(position);
    }

    /** What cannot be written is kept for the next round; until then the member is not ready. */
    private void flush() {
        if (pending.isEmpty() && store.progress().position() == position) {
            return;
        }
        try {
            store.write(pending, progress());
        } catch (StateException failed) {
            broken = String.valueOf(failed.getMessage());
            throw failed;
        }
        broken = "";
        pending.clear();
    }

    private Progress progress() {
        return new Progress(position, topEpoch, topMember, inputs);
    }

    /** The own transaction is committed, up to but not including {@code next} of the changelog. */
    void committed(Plan plan, Epoch epoch, long next) {
        topEpoch = epoch;
        topMember = settings.member().value();
        plan.next().forEach((input, offset) -> inputs.merge(input, offset, Math::max));
        position = Math.max(position, next);
        try {
            store.write(plan.overlay().changes(), progress());
        } catch (StateException failed) {
            // Committed all the same: the next promotion reads it from the changelog.
            fromStore();
            throw failed;
        }
        if (plan.deadLetters() > 0) {
            complaints.deadLetters(plan.deadLetters(), plan.said());
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> marker(Epoch epoch) {
        return ChangelogRecord.marker(
                settings.logTopic(), epoch, settings.member().value());
    }

    @Override
    public void marked(Epoch epoch, long nextLogOffset) {
        topEpoch = epoch;
        topMember = settings.member().value();
        reached(nextLogOffset);
    }

    /** A gap between the state and the changelog is never skipped: a snapshot bridges it, or the member is not ready. */
    @Override
    public void cutOff(long first) {
        String topic = settings.logTopic();
        if (position >= first) {
            gap.ends(
                    "changelog " + topic + " ends before offset " + position
                            + ", up to which the state accounts for it: was the topic made anew? Then remove state and snapshots");
            return;
        }
        boolean bridged = vault.restore(first, hurry);
        fromStore();
        if (bridged) {
            gap.closed();
        } else {
            gap.begins("changelog " + topic + " begins at offset " + first + ", the state ends at " + position
                    + ", and no good snapshot stands between: expected one at " + first + " or later");
        }
    }

    @Override
    public boolean stuck() {
        return gap.resting();
    }

    @Override
    public String unfit() {
        return !broken.isEmpty() ? broken : verification.refused().isEmpty() ? gap.toString() : verification.refused();
    }

    @Override
    public boolean tend(boolean following) {
        String corrupt = vault.takeCorrupt();
        if (!corrupt.isEmpty()) {
            verification.corrupt(position, corrupt);
        }
        boolean moved = false;
        if (following) {
            // What could not be written in the last round.
            flush();
            if (cold && !keeps && !store.durable() && position > 0) {
                store.clear();
                vault.forget();
                moved = true;
            }
            if (verification.wantsRebuild()) {
                rebuild();
                moved = true;
            } else if (!opened && !cold) {
                moved |= fetch(hurry);
            }
            if (moved) {
                fromStore();
            }
        }
        if (unfit().isEmpty()) {
            vault.tend();
        }
        return moved;
    }

    @Override
    public void keep(boolean kept) {
        keeps = kept;
    }

    private void rebuild() {
        verification.rebuilding();
        vault.distrust(verification.refused());
        store.clear();
        fromStore();
        // Not to be given up: what would be left is the changelog, if it still holds all.
        if (!cold) {
            vault.restore(1, () -> false);
        }
    }

    @Override
    public boolean fetch(BooleanSupplier over) {
        if (opened && !cold) {
            return false;
        }
        boolean restored = vault.restore(position + 1, over);
        fromStore();
        opened = restored || !over.getAsBoolean();
        return true;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long nextInput(TopicPartition input) {
        return inputs.getOrDefault(new Input(input.topic(), input.partition()), -1L);
    }

    @Override
    public Epoch topEpoch() {
        return topEpoch;
    }

    @Override
    public @Nullable String refusal(Epoch epoch) {
        return Replica.refusal(epoch, settings.member().value(), topEpoch, topMember);
    }

    @Override
    public long behind(long end) {
        return Math.max(0, end - (cold ? Math.max(position, vault.newest()) : position));
    }

    @Override
    public long fetchMillis() {
        return cold && vault.newest() > position ? vault.restoreMillis() : 0;
    }

    @Override
    public String problems() {
        String said = vault.said();
        String others = complaints.toString();
        return said.isEmpty() ? others : others.isEmpty() ? said : said + "; " + others;
    }

    @Override
    public void close() {
        vault.close();
    }
}
