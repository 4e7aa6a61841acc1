package dev.baton.lab.sim;

import dev.baton.lab.verify.History;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The log's history. S2: nothing of an epoch after something of a later one, or after its receipt. S3: what was acknowledged is in the log.
 * And: what is in the log was attempted (INVENTED), once (DUPLICATE), in order (GAP), and an epoch is one member's life (ONE_MEMBER). At the end of a run
 * the checker of real logs reads the same history (HISTORY).
 */
final class LogCheck {
    private final Checks checks;
    private final Map<Long, String> writers = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final BitSet attempted = new BitSet();
    private final History history = new History();
    private long topEpoch;
    private long fencedBelow;
    private long lastIn;
    private long lastAcked;
    private long ackedNanos;
    private long ackedEpoch;

    LogCheck(Checks checks) {
        this.checks = checks;
    }

    long acknowledged() {
        return lastAcked;
    }

    long acknowledgedNanos() {
        return ackedNanos;
    }

    long acknowledgedEpoch() {
        return ackedEpoch;
    }

    long committed() {
        return lastIn;
    }

    /** Whether the log holds something of that epoch or a later one, and so refuses every earlier one. */
    boolean marked(long epoch) {
        return topEpoch >= epoch;
    }

    void receipt(long epoch) {
        fencedBelow = Math.max(fencedBelow, epoch);
    }

    /** For a resource that fences nobody: nothing of an epoch after something of a later one rests on the guards alone. */
    void effect(String by, long epoch, long nanos) {
        if (epoch < topEpoch) {
            checks.violated("S4", by + " acted in epoch " + epoch + " after epoch " + topEpoch);
        }
        topEpoch = Math.max(topEpoch, epoch);
        ackedNanos = nanos;
        ackedEpoch = epoch;
    }

    /** The log refused that life of a member in that epoch. */
    void refused(String by, long epoch) {
        refused.add(by + " " + epoch);
    }

    /** A promotion begins: not again where the log has refused it (RETRIED), since each time it fences the writer that serves. */
    void takeover(String by, long epoch) {
        if (refused.contains(by + " " + epoch)) {
            checks.violated("RETRIED", by + " starts again in epoch " + epoch + ", which the log has refused");
        }
    }

    void attempted(List<SimLog.Entry> entries) {
        for (SimLog.Entry entry : entries) {
            attempted.set(Math.toIntExact(entry.in()));
            history.attempted(entry.in());
        }
    }

    void committed(SimLog.Transaction done) {
        for (SimLog.Entry entry : done.entries) {
            committed(entry);
        }
    }

    private void committed(SimLog.Entry entry) {
        if (entry.in() == 0) {
            history.marker(entry.epoch(), entry.member().value());
        } else {
            history.committed(entry.in(), entry.epoch(), entry.member().value(), -1);
        }
        String who = entry.member() + " life " + entry.life();
        if (entry.epoch() < topEpoch) {
            checks.violated("S2", who + " committed in epoch " + entry.epoch() + " after epoch " + topEpoch);
        } else if (entry.epoch() < fencedBelow) {
            checks.violated(
                    "S2", who + " committed in epoch " + entry.epoch() + " after the receipt of epoch " + fencedBelow);
        }
        topEpoch = Math.max(topEpoch, entry.epoch());
        String before = writers.putIfAbsent(entry.epoch(), who);
        if (before != null && !before.equals(who)) {
            checks.violated("ONE_MEMBER", "epoch " + entry.epoch() + " in the log is of " + before + " and of " + who);
        }
        if (entry.in() == 0) {
            return;
        }
        if (!attempted.get(Math.toIntExact(entry.in()))) {
            checks.violated("INVENTED", "input " + entry.in() + " was committed and never attempted");
        }
        if (entry.in() <= lastIn) {
            checks.violated("DUPLICATE", who + " committed input " + entry.in() + " again, after " + lastIn);
        } else if (entry.in() != lastIn + 1) {
            checks.violated("GAP", who + " committed input " + entry.in() + " after " + lastIn);
        }
        lastIn = Math.max(lastIn, entry.in());
    }

    /** The whole history by the checker of real logs (HISTORY), which knows nothing of how it came about. */
    void finish() {
        History.Findings found = history.findings();
        if (!found.clean()) {
            checks.violated("HISTORY", found.toString());
        }
    }

    void acknowledged(List<SimLog.Entry> entries, long nanos) {
        SimLog.Entry last = entries.get(entries.size() - 1);
        if (last.in() > lastIn) {
            checks.violated("S3", last.member() + " acknowledged input " + last.in() + ", the log ends with " + lastIn);
        }
        for (SimLog.Entry entry : entries) {
            history.acknowledged(entry.in());
        }
        lastAcked = Math.max(lastAcked, last.in());
        ackedNanos = nanos;
        ackedEpoch = last.epoch();
    }
}
