package dev.baton.lab.proxy;

import dev.baton.lab.netns.NetPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ProxyMain} is started with, as JSON.
 *
 * @param net the namespaces between which the kernel cuts, or null where the proxy itself does
 * @param ports by which the kernel knows what a connection is for; empty without namespaces
 * @param tokenFile holds what whoever gives orders must show, and only its owner may read it; null: everybody on this machine may
 */
public record ProxyConfig(
        int controlPort,
        List<Route> routes,
        @Nullable NetPlan net,
        List<ServicePorts> ports,
        @Nullable String tokenFile) {
    public ProxyConfig {
        routes = List.copyOf(routes);
        ports = List.copyOf(ports);
    }

    /**
     * The ports of one service.
     *
     * @param stores at the gateway
     * @param kafka at the gateway
     * @param link at the service
     */
    public record ServicePorts(String service, List<Integer> stores, int kafka, int link) {
        public ServicePorts {
            stores = List.copyOf(stores);
        }
    }
}
