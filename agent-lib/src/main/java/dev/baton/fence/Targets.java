package dev.baton.fence;

import dev.baton.model.MemberId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On which members a device acts, and with which parameters beyond the common ones, for example their plug.
 *
 * @param members null: every member
 */
record Targets(@Nullable Map<MemberId, Map<String, Secret>> members) {
    static final Targets ALL = new Targets(null);

    boolean cover(MemberId member) {
        return members == null || members.containsKey(member);
    }

    Map<String, Secret> parameters(MemberId member) {
        return members == null ? Map.of() : members.getOrDefault(member, Map.of());
    }
}
