package dev.baton.model;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code /groups/g/policy}.
 *
 * @param mode whether the group fails over by itself
 * @param maxLagRecords a hot standby that lags by more is not eligible
 * @param bootstrapMillis how long the first grant waits for the elector of the best priority to appear
 * @param unreadyMillis how long a primary that is not ready to serve keeps the role while a standby is eligible; 0: for ever
 * @param requireFence whether only members whose resource gives fence receipts are eligible
 * @param maxRecoveryMillis a warm or cold standby whose takeover is predicted to take longer is not eligible; 0: next to none is
 * @param pause an operator's, for a while; absent where there is none
 * @param fourEyes the kinds of action that need a second operator's signature before they start; empty where none does
 */
public record Policy(
        Mode mode,
        Timing timing,
        long maxLagRecords,
        long bootstrapMillis,
        boolean requireFence,
        long unreadyMillis,
        @JsonDeserialize(using = Absent.MaxRecovery.class) long maxRecoveryMillis,
        @Nullable Pause pause,
        List<ActionKind> fourEyes) {
    public Policy {
        Objects.requireNonNull(mode, "mode is missing");
        Objects.requireNonNull(timing, "timing is missing");
        fourEyes = fourEyes == null ? List.of() : List.copyOf(fourEyes); // Older writers leave it out.
    }

    /** Without four eyes. */
    public Policy(
            Mode mode,
            Timing timing,
            long maxLagRecords,
            long bootstrapMillis,
            boolean requireFence,
            long unreadyMillis,
            long maxRecoveryMillis,
            @Nullable Pause pause) {
        this(
                mode,
                timing,
                maxLagRecords,
                bootstrapMillis,
                requireFence,
                unreadyMillis,
                maxRecoveryMillis,
                pause,
                List.of());
    }

    /** What counts where a policy does not say it. */
    public static final long MAX_RECOVERY_MILLIS = 30_000;

    public static final Policy DEFAULT = new Policy(Mode.ACTIVE_PASSIVE, Timing.BALANCED, 1_000, 3_000, false, 5_000);

    /** One that takes any ready member, with a receipt or without, and leaves it there while its lease is well. */
    public Policy(Mode mode, Timing timing, long maxLagRecords, long bootstrapMillis) {
        this(mode, timing, maxLagRecords, bootstrapMillis, false, 0);
    }

    /** Without a pause. */
    public Policy(
            Mode mode,
            Timing timing,
            long maxLagRecords,
            long bootstrapMillis,
            boolean requireFence,
            long unreadyMillis,
            long maxRecoveryMillis) {
        this(mode, timing, maxLagRecords, bootstrapMillis, requireFence, unreadyMillis, maxRecoveryMillis, null);
    }

    /** With the usual limit of the predicted recovery. */
    public Policy(
            Mode mode,
            Timing timing,
            long maxLagRecords,
            long bootstrapMillis,
            boolean requireFence,
            long unreadyMillis) {
        this(mode, timing, maxLagRecords, bootstrapMillis, requireFence, unreadyMillis, MAX_RECOVERY_MILLIS);
    }

    public enum Mode {
        ACTIVE_PASSIVE,
        /** Automatic failover is off: only an operator moves the role. */
        PAUSED
    }

    /**
     * Automatic failover is off by an operator's action.
     *
     * @param untilMillis when it is over by the wall clock of whoever decides; absent: once resumed
     */
    public record Pause(@Nullable Long untilMillis, String by, String reason, String action) {
        public Pause {
            Objects.requireNonNull(action, "pause.action is missing");
            Objects.requireNonNull(by, "pause.by is missing");
            Objects.requireNonNull(reason, "pause.reason is missing");
        }

        public boolean over(long wallMillis) {
            return untilMillis != null && wallMillis >= untilMillis;
        }
    }

    public Policy paused(@Nullable Pause by) {
        return new Policy(
                mode,
                timing,
                maxLagRecords,
                bootstrapMillis,
                requireFence,
                unreadyMillis,
                maxRecoveryMillis,
                by,
                fourEyes);
    }

    /** With those kinds of action that need a second signature. */
    public Policy withFourEyes(List<ActionKind> kinds) {
        return new Policy(
                mode,
                timing,
                maxLagRecords,
                bootstrapMillis,
                requireFence,
                unreadyMillis,
                maxRecoveryMillis,
                pause,
                kinds);
    }

    public Policy in(Mode next) {
        return new Policy(
                next,
                timing,
                maxLagRecords,
                bootstrapMillis,
                requireFence,
                unreadyMillis,
                maxRecoveryMillis,
                pause,
                fourEyes);
    }

    /** Why automatic failover is off at that time; null where it is on. */
    public @Nullable String pausedBecause(long wallMillis) {
        if (mode == Mode.PAUSED) {
            return "automatic failover is paused by policy";
        }
        if (pause == null || pause.over(wallMillis)) {
            return null;
        }
        return "automatic failover is paused by " + pause.by()
                + (pause.untilMillis() == null
                        ? " until it is resumed"
                        : " until " + Instant.ofEpochMilli(pause.untilMillis()))
                + (pause.reason().isEmpty() ? "" : ": " + pause.reason());
    }

    /** Everything that is wrong with this policy, the timing's problems included. */
    public List<String> problems() {
        List<String> found = new ArrayList<>(timing.problems());
        if (maxLagRecords < 0) {
            found.add("maxLagRecords is " + maxLagRecords + ": expected 0 or more");
        }
        if (bootstrapMillis < 0 || bootstrapMillis > Timing.LONGEST_MILLIS) {
            found.add("bootstrapMillis is " + bootstrapMillis + ": expected 0 to " + Timing.LONGEST_MILLIS);
        }
        if (unreadyMillis < 0 || unreadyMillis > Timing.LONGEST_MILLIS) {
            found.add("unreadyMillis is " + unreadyMillis + ": expected 0 (never) to " + Timing.LONGEST_MILLIS);
        }
        if (maxRecoveryMillis < 0 || maxRecoveryMillis > Timing.LONGEST_MILLIS) {
            found.add("maxRecoveryMillis is " + maxRecoveryMillis + ": expected 0 to " + Timing.LONGEST_MILLIS);
        }
        return found;
    }
}
