package dev.baton.lab.service;

import dev.baton.model.GroupId;
import dev.baton.model.ServiceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ServiceMain} is started with, as JSON.
 *
 * @param store connect string with the chroot
 * @param host where the agent listens
 * @param link port where the agent listens
 * @param advertise {@code host:port} that the agent tells others
 * @param routes {@code host:port} by which each other service is reached
 * @param acks folder for the record of what was acknowledged
 * @param fencing file of the fence devices that the agent may use; absent where there are none
 * @param security its security file; absent where nothing is secured
 */
public record ServiceConfig(
        ServiceId service,
        String store,
        String kafka,
        String host,
        int link,
        String advertise,
        Map<String, String> routes,
        List<Hosted> members,
        String acks,
        @Nullable String fencing,
        @Nullable String security) {
    public ServiceConfig {
        routes = Map.copyOf(routes);
        members = List.copyOf(members);
    }

    /** A member that the service hosts; the lower the priority, the earlier it goes. */
    public record Hosted(GroupId group, int priority) {}
}
