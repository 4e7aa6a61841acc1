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
 * @param signs the operator with whose key it signs what it asks for; null where it has none
 */
public record Identity(
        String name,
        String subject,
        @Nullable StoreRole role,
        @Nullable String signs) {
    public static final String ZOOKEEPER = "zookeeper";
    public static final String KAFKA = "kafka";
    public static final String WORKLOAD = "workload";
    /** Of the console and the command line on a lab: alice's. */
    public static final String CONSOLE = "console";
    /** Of a second console: bob's. */
    public static final String SECOND_CONSOLE = LabOperators.BOB;

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
                new Identity(ZOOKEEPER, ZOOKEEPER, null, null),
                new Identity(KAFKA, KAFKA, null, null),
                new Identity(WORKLOAD, WORKLOAD, null, null),
                new Identity(CONSOLE, CONSOLE, StoreRole.OPERATOR, LabOperators.ALICE),
                new Identity(SECOND_CONSOLE, SECOND_CONSOLE, StoreRole.OPERATOR, LabOperators.BOB),
                new Identity(OPERATOR, OPERATOR, StoreRole.OPERATOR, null),
                new Identity(VIEWER, VIEWER, StoreRole.VIEWER, null),
                new Identity(ADMIN, ADMIN, StoreRole.ADMIN, LabOperators.ALICE)));
        services.forEach(service -> all.add(new Identity(agent(service), "service-" + service, StoreRole.AGENT, null)));
        return List.copyOf(all);
    }
}
