package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.Epoch;
import dev.baton.model.Incarnation;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Tells values of the model, and numbers, relative to a frame. */
class ValueKey {
    /** A position further behind than this counts as this far: every own position is closer to the end of the log. */
    private static final long FAR_BEHIND = 64;
    /** What is further ahead than this does not come within a search. */
    private static final long FAR_AHEAD_MILLIS = 86_400_000L;

    final StateKey.Frame frame;
    private final LongConsumer out;

    ValueKey(StateKey.Frame frame, LongConsumer out) {
        this.frame = frame;
        this.out = out;
    }

    final void policy(Policy p) {
        Timing t = p.timing();
        which(p.mode());
        put(p.maxLagRecords());
        put(p.bootstrapMillis());
        put(p.requireFence() ? 1 : 0);
        put(p.unreadyMillis());
        put(p.maxRecoveryMillis());
        maybe(p.pause(), pause -> {
            put(pause.untilMillis() == null ? -1 : ahead(pause.untilMillis()));
        });
        put(t.heartbeatMillis());
        put(t.suspectMillis());
        put(t.leaseMillis());
        put(t.marginMillis());
        put(t.driftPpm());
        put(t.cooldownMillis());
        put(t.promiseMillis());
    }

    final void lease(Lease l) {
        epoch(l.epoch());
        id(l.holder());
        incarnation(l.incarnation());
        put(l.durationMillis());
        ids(l.electors());
    }

    final void leadership(Leadership l) {
        epoch(l.epoch());
        id(l.holder());
        incarnation(l.incarnation());
        which(l.state());
        which(l.cause());
        id(l.target());
        text(l.action());
        ids(l.open());
        maybe(l.lastFailover(), mark -> {
            epoch(mark.epoch());
            put(Math.min(
                    frame.cooldownMillis(), frame.now().wallMillis() - mark.at().millis()));
        });
    }

    final void record(MemberRecord r) {
        id(r.member());
        incarnation(r.incarnation());
        put(r.priority());
        put(r.tags().size());
        sorted(r.tags(), (k, v) -> {
            text(k);
            text(v);
        });
        maybe(r.fence(), fence -> {
            text(fence.action());
            put(fence.receipt() ? 1 : 0);
        });
        put(r.retired() ? 1 : 0);
    }

    final void status(MemberStatus m) {
        id(m.member());
        incarnation(m.incarnation());
        which(m.role());
        epoch(m.epoch());
        position(m.position());
        put(m.lag());
        put(m.priority());
        put(m.ready() ? 1 : 0);
        put(m.eligible() ? 1 : 0);
        put(m.storeConnections());
        put(m.peers().size());
        for (PeerView view : m.peers()) {
            id(view.about());
            which(view.verdict());
        }
        text(m.action());
        which(m.standby().type());
        put(m.recoveryMillis());
    }

    final void action(ActionRecord a) {
        text(a.request().id());
        which(a.request().kind());
        id(a.request().target());
        epoch(a.request().seenEpoch());
        put(frame.leadershipVersion() - a.request().seenLeadershipVersion());
        put(ahead(a.request().expiresAt()));
        put(a.request().overrides().size());
        a.request().overrides().forEach(this::text);
        epoch(a.request().toEpoch());
        put(a.request().untilMillis() == null ? -1 : ahead(a.request().untilMillis()));
        id(a.former());
        id(a.target());
        maybe(a.outcome(), this::which);
        put(a.pausedAt() == null ? 0 : 1);
        put(a.steps().size());
        for (ActionStep step : a.steps()) {
            which(step.step());
            which(step.state());
            text(step.by());
            put(step.position() < 0 ? 0 : 1);
            position(step.position());
        }
    }

    private long ahead(long wallMillis) {
        return Math.min(FAR_AHEAD_MILLIS, Math.max(0, wallMillis - frame.now().wallMillis()));
    }

    final void put(long value) {
        out.accept(value);
    }

    /** Which of its kind. A search lives no longer than the order of the constants. */
    @SuppressWarnings("EnumOrdinal")
    final void which(Enum<?> value) {
        out.accept(value.ordinal());
    }

    final void text(@Nullable String s) {
        StateKey.text(s, out);
    }

    /** In the order of the keys, whatever the map's own is. */
    static <K extends Comparable<K>, V> void sorted(Map<K, V> map, BiConsumer<K, V> each) {
        if (map.size() < 2) {
            map.forEach(each);
            return;
        }
        List<K> keys = new ArrayList<>(map.keySet());
        Collections.sort(keys);
        for (K key : keys) {
            each.accept(key, Objects.requireNonNull(map.get(key)));
        }
    }

    final <T> void maybe(@Nullable T value, Consumer<T> write) {
        out.accept(value == null ? 0 : 1);
        if (value != null) {
            write.accept(value);
        }
    }

    /** A deadline: how far ahead; 0 once it is over, and never ahead by more than what counts as never. */
    final void until(long nanos) {
        out.accept(Math.min(
                FAR_AHEAD_MILLIS * 1_000_000L, Math.max(0, nanos - frame.now().nanos())));
    }

    /** An instant that is past, or about to be: how long ago, at most {@code limit}. */
    final void age(long nanos, long limit) {
        out.accept(Math.min(limit, frame.now().nanos() - nanos));
    }

    final void position(long position) {
        out.accept(Math.min(FAR_BEHIND, frame.position() - position));
    }

    final void epoch(@Nullable Epoch epoch) {
        out.accept(epoch == null ? -1 : epoch.value());
    }

    final void incarnation(@Nullable Incarnation incarnation) {
        text(incarnation == null ? null : incarnation.value());
    }

    final void id(@Nullable MemberId id) {
        text(id == null ? null : id.value());
    }

    final void ids(Collection<MemberId> ids) {
        out.accept(ids.size());
        ids.forEach(this::id);
    }
}
