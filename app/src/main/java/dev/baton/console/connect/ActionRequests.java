package dev.baton.console.connect;

import dev.baton.authority.Authority;
import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Rule;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** The request that a plan becomes: it names what the operator was shown. */
public final class ActionRequests {
    /** After this no agent starts it. */
    public static final Duration EXPIRY = Duration.ofSeconds(15);

    /** The rule that bounds {@link #MOST_BYTES}. */
    public static final String SIZE_RULE = "request size";

    /** As JSON. It is written again with each step, beside others that the store holds. */
    public static final int MOST_BYTES = 64 * 1024;

    /** Where a second operator has to look at it first. */
    public static final Duration WAITS_EXPIRY = Duration.ofMinutes(10);

    private ActionRequests() {}

    /** Whether it starts only with a second operator's signature. */
    public static boolean waits(ActionPlan plan) {
        return plan.rules().stream().anyMatch(rule -> rule.name().equals(Authority.SECOND));
    }

    /** Whether the request is small enough to be written; checked before that. */
    public static Rule size(ActionRequest request) {
        int bytes = Json.bytes(request).length;
        return Rule.of(SIZE_RULE, "at most " + MOST_BYTES + " bytes", bytes + " bytes", bytes <= MOST_BYTES);
    }

    /** With a new id, expiring in {@link #EXPIRY}. */
    public static ActionRequest of(ActionPlan plan, GroupId group, String reason, String operator, long nowMillis) {
        String id = plan.wish().kind().name().toLowerCase(Locale.ROOT).charAt(0) + String.valueOf(nowMillis) + "-"
                + String.format(Locale.ROOT, "%04x", ThreadLocalRandom.current().nextInt(0x10000));
        return request(plan, group, id, reason, operator, nowMillis);
    }

    static ActionRequest request(
            ActionPlan plan, GroupId group, String id, String reason, String operator, long nowMillis) {
        ActionWish wish = plan.wish();
        return new ActionRequest(
                id,
                group,
                wish.kind(),
                plan.to(),
                plan.epoch(),
                plan.leadershipVersion(),
                reason,
                operator,
                new Hlc(nowMillis, 0),
                nowMillis + (waits(plan) ? WAITS_EXPIRY : EXPIRY).toMillis(),
                wish.overrides(),
                null,
                null,
                wish.toEpoch(),
                wish.pauseFor() == null ? null : nowMillis + wish.pauseFor().toMillis());
    }
}
