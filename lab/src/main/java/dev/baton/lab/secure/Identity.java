package dev.baton.lab.secure;

import dev.baton.secure.StoreRole;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One who has a certificate in a lab.
 *
 * @param name of its files
 * @param subject of its certificate: {@code CN=subject}
 * @param role as whom it has credentials for the store; null where it needs none
 */
public record Identity(
        String name, String subject, @Nullable StoreRole role) {
    public static final String ZOOKEEPER = "zookeeper";
    public static final String KAFKA = "kafka";
    public static final String WORKLOAD = "workload";
    /** Of the console and the command line on a lab. */
    public static final String CONSOLE = "console";

    public static final String OPERATOR = "operator";
    public static final String VIEWER = "viewer";
    /** Of the lab itself. */
    public static final String ADMIN = "admin";

    private static final String AGENT = "agent-";

    /** The name of the identity of a service's agent. */
    public static String agent(String service) {
        return AGENT + service;
    }

    /** Everybody in a lab with these services. */
    static List<Identity> all(List<String> services) {
        List<Identity> all = new ArrayList<>(List.of(
                new Identity(ZOOKEEPER, ZOOKEEPER, null),
                new Identity(KAFKA, KAFKA, null),
                new Identity(WORKLOAD, WORKLOAD, null),
                new Identity(CONSOLE, CONSOLE, StoreRole.OPERATOR),
                new Identity(OPERATOR, OPERATOR, StoreRole.OPERATOR),
                new Identity(VIEWER, VIEWER, StoreRole.VIEWER),
                new Identity(ADMIN, ADMIN, StoreRole.ADMIN)));
        services.forEach(service -> all.add(new Identity(agent(service), "service-" + service, StoreRole.AGENT)));
        return List.copyOf(all);
    }
}
