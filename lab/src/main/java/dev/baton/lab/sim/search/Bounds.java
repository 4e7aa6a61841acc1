package dev.baton.lab.sim.search;

import dev.baton.model.ActionKind;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.ArrayList;
import java.util.List;

/**
 * What a search looks at, and what it leaves out. Faults are budgets for one run of the world: each may come at every point, {@code faults}
 * of them in all.
 *
 * @param epochs the last epoch that may be granted; a world in which a later one would be is not followed further
 * @param leaseTicks how many ticks a standby waits from when it saw the lease; a guard is open for one instant less
 * @param promiseTicks X in ticks; 0 turns promises off
 * @param faults how many faults there may be together
 * @param crashes of which crashes; {@code restarts}: how many of the crashed members start again, at any later tick
 * @param pauses of which pauses of a member, each up to {@code pauseTicks} long
 * @param losses of which answers that never come, whether the request was applied, is applied later, or is not
 * @param delays how many requests, answers or watches come a tick late; every other one comes at once. Not among the {@code faults}
 * @param stalls of which stretches of up to {@code stallTicks} in which the store answers nobody
 * @param deafs of which stretches of up to {@code stallTicks} in which one member hears nothing of the store while its writes arrive
 * @param mutes of which stretches of up to {@code stallTicks} in which no heartbeat of one member arrives
 * @param switchovers how often an operator asks for an action; no fault
 * @param action of which kind; after a FENCE the next is its REINSTATE, after a PAUSE its RESUME
 * @param receipts whether the resource gives a fence receipt; without, PRIMARY needs the wait
 */
public record Bounds(
        int epochs,
        int leaseTicks,
        int promiseTicks,
        int faults,
        int crashes,
        int restarts,
        int pauses,
        int pauseTicks,
        int losses,
        int delays,
        int stalls,
        int stallTicks,
        int deafs,
        int mutes,
        int switchovers,
        ActionKind action,
        boolean receipts) {
    /** One tick: the longest that a member does not take for a pause of its own. */
    public static final long TICK_MILLIS = 150;

    static final long TICK_NANOS = TICK_MILLIS * 1_000_000L;
    static final int MEMBERS = 3;

    public Bounds {
        List<String> wrong = new ArrayList<>();
        if (epochs < 1 || epochs > 9) {
            wrong.add("epochs is " + epochs + ": expected 1 to 9");
        }
        if (leaseTicks < 3) {
            wrong.add("lease is " + leaseTicks + " ticks: expected at least 3, since a suspicion takes 2");
        }
        if (faults < 0
                || crashes < 0
                || restarts < 0
                || pauses < 0
                || losses < 0
                || delays < 0
                || stalls < 0
                || deafs < 0
                || mutes < 0) {
            wrong.add("a budget of faults is negative");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
    }

    /**
     * The policy of the group. Each interval ends a millisecond before a tick, so that what is due by it comes with that tick and no clock
     * tie hides an error: a guard from tick 0 is open at {@code leaseTicks - 1} and shut at {@code leaseTicks}, when a wait from tick 0 ends.
     */
    Policy policy() {
        long lease = leaseTicks * TICK_MILLIS - 1;
        Timing timing = new Timing(
                TICK_MILLIS - 1,
                2 * TICK_MILLIS - 1,
                lease,
                Timing.CLOCK_TOLERANCE_MILLIS,
                0,
                0,
                promiseTicks == 0 ? 0 : promiseTicks * TICK_MILLIS - 1);
        Policy policy = new Policy(Policy.Mode.ACTIVE_PASSIVE, timing, 0, 0);
        if (!policy.problems().isEmpty()) {
            throw new IllegalStateException("the bounds make no sound policy: " + policy.problems());
        }
        return policy;
    }

    /** The same world when nothing goes wrong. */
    Bounds withoutFaults() {
        return new Bounds(
                epochs,
                leaseTicks,
                promiseTicks,
                0,
                0,
                0,
                0,
                pauseTicks,
                0,
                0,
                0,
                stallTicks,
                0,
                0,
                0,
                action,
                receipts);
    }

    /** A request may be applied this many ticks after nobody waits for it any more, or never. */
    int orphanTicks() {
        return leaseTicks + 1;
    }

    /** What is left out, a line each. */
    public List<String> leftOut() {
        return List.of(
                "epochs after " + epochs,
                "more than " + faults + " faults: " + crashes + " crashes (" + restarts + " restarts), " + pauses
                        + " pauses of up to " + pauseTicks + " ticks, " + losses + " lost answers, " + stalls
                        + " stalls, " + deafs + " deaf and " + mutes + " mute stretches of up to " + stallTicks
                        + " ticks",
                "time between ticks; each leg of a message takes no time, but for " + delays
                        + " that take a tick, and lost requests, which may be carried out within " + orphanTicks()
                        + " ticks",
                "drifting and jumping clocks, links cut between two members only, a first election, records that cannot be read, a standby that lags");
    }
}
