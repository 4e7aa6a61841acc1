package dev.baton.lab.sim;

import dev.baton.lab.sim.SimLog.Transaction;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import org.jspecify.annotations.Nullable;

/** What a member has applied of the committed log, and what follows from it: the next input, the highest epoch and whose it is. */
final class Replica {
    private final SimLog log;
    private final MemberId member;
    private int applied;
    private long position;
    private long nextInput = 1;
    private long topEpoch;
    private @Nullable MemberId topMember;

    Replica(SimLog log, MemberId member) {
        this.log = log;
        this.member = member;
    }

    /** Applies what was over by then. */
    void follow(long untilNanos) {
        while (applied < log.over().size() && log.over().get(applied).endedNanos <= untilNanos) {
            apply(log.over().get(applied++));
        }
    }

    /** Applies everything up to that transaction. */
    void through(Transaction last) {
        while (applied < log.over().size()) {
            Transaction next = log.over().get(applied++);
            apply(next);
            if (next == last) {
                return;
            }
        }
    }

    private void apply(Transaction done) {
        position = done.endOffset;
        if (done.state != SimLog.State.COMMITTED) {
            return;
        }
        for (SimLog.Entry entry : done.entries) {
            if (entry.epoch() > topEpoch) {
                topEpoch = entry.epoch();
                topMember = entry.member();
            }
            nextInput = Math.max(nextInput, entry.in() + 1);
        }
    }

    /** Why this member may not serve in {@code epoch} by what the log holds (step 3), or null. */
    @Nullable
    String refusal(Epoch epoch) {
        if (topEpoch > epoch.value()) {
            return "the log holds epoch " + topEpoch + " of " + topMember + ", higher than " + epoch;
        }
        if (topEpoch == epoch.value() && !member.equals(topMember)) {
            return "the log holds epoch " + epoch + " of another member, " + topMember;
        }
        return null;
    }

    long position() {
        return position;
    }

    long nextInput() {
        return nextInput;
    }

    long topEpoch() {
        return topEpoch;
    }
}
