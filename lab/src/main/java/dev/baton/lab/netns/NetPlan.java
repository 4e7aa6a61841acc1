package dev.baton.lab.netns;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Who has which address: each service has a network namespace of its own, all hang on a bridge in one more, and everything else is in the
 * machine's own, which the bridge reaches by the gateway.
 *
 * @param id in the names of the namespaces and interfaces: of the lab's folder
 * @param subnet the third number of 198.18.x.0/24, from the range for benchmarks (RFC 2544) that no network routes
 */
public record NetPlan(String id, int subnet, List<String> services) {
    private static final int FIRST_HOST = 10;

    public NetPlan {
        services = List.copyOf(services);
    }

    /** The same for the same folder, so that what an earlier lab left there is found and removed. */
    public static NetPlan of(Path dir, List<String> services) {
        int hash = dir.toAbsolutePath().normalize().toString().hashCode();
        return new NetPlan(String.format(Locale.ROOT, "%04x", hash & 0xffff), 1 + (hash >>> 16) % 250, services);
    }

    /** Where the proxy takes the services' connections. */
    public String gateway() {
        return "198.18." + subnet + ".1";
    }

    public String address(String service) {
        return "198.18." + subnet + "." + (FIRST_HOST + services.indexOf(service));
    }

    /** The namespace of the bridge. */
    public String hub() {
        return "baton-" + id + "-hub";
    }

    /** The namespace of a service. */
    public String namespace(String service) {
        return "baton-" + id + "-" + service;
    }

    /** The bridge's port of a service. */
    public static String port(String service) {
        return "p-" + service;
    }

    /** The bridge's port of the gateway. */
    public static String gatewayPort() {
        return "p-gw";
    }

    /** The gateway's interface in the machine's own namespace. */
    String gatewayInterface() {
        return "baton-" + id;
    }
}
