package dev.baton.console.connect;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** The request that a plan becomes: it names what the operator was shown. */
public final class SwitchoverRequest {
    /** After this no agent starts it. */
    public static final Duration EXPIRY = Duration.ofSeconds(15);

    private SwitchoverRequest() {}

    /** With a new id, expiring in {@link #EXPIRY}. */
    public static ActionRequest of(SwitchoverPlan plan, GroupId group, String reason, String operator, long nowMillis) {
        String id = "s" + nowMillis + "-"
                + String.format(Locale.ROOT, "%04x", ThreadLocalRandom.current().nextInt(0x10000));
        return new ActionRequest(
                id,
                group,
                ActionKind.SWITCHOVER,
                plan.to(),
                plan.epoch(),
                plan.leadershipVersion(),
                reason,
                operator,
                new Hlc(nowMillis, 0),
                nowMillis + EXPIRY.toMillis(),
                List.of(),
                null,
                null);
    }
}
