package dev.baton.agent;

import dev.baton.fence.FenceSetup;
import dev.baton.health.HealthCheck;
import dev.baton.model.GroupId;
import dev.baton.model.Policy;
import dev.baton.model.ServiceId;
import dev.baton.port.Resource;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the builder gathered; sound, because {@link FailoverAgent.Builder#start} refuses anything else. */
record AgentConfig(
        ServiceId service,
        String connect,
        int storeConnections,
        Duration session,
        String listenHost,
        int listenPort,
        @Nullable String advertise,
        Map<ServiceId, String> routes,
        @Nullable String kafka,
        String telemetryTopic,
        Policy policy,
        List<Hosted> members,
        List<HealthCheck> checks,
        Duration rehearsal,
        @Nullable FenceSetup fencing,
        Security security,
        AuditBounds audit,
        Runnable selfFence) {
    /** One member hosted by this process. */
    record Hosted(GroupId group, Resource resource, int priority, Map<String, String> tags) {}
}
