package dev.baton.lab;

import dev.baton.lab.netns.NetPlan;
import dev.baton.lab.proxy.ProxyConfig;
import dev.baton.lab.proxy.Route;
import dev.baton.lab.proxy.Route.Kind;
import dev.baton.lab.store.EnsembleMain.ServerPorts;
import dev.baton.model.ServiceId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which port is whose, settled before anything starts, and kept in {@code plan.json} for what is started again.
 *
 * @param stores the ports of each ZooKeeper server; one alone needs its client port only
 * @param net the network namespaces of the services, or null where all are on loopback
 * @param kafka the broker's listener without a proxy, for the workload, the console and verify
 */
record LabPlan(
        @Nullable NetPlan net, List<ServerPorts> stores, int kafka, int proxyControl, List<ServicePlan> services) {
    static final String LOOPBACK = "127.0.0.1";

    /** To a server that is alone, two connections as well: one may be lost. */
    private static final int FEWEST_CONNECTIONS = 2;

    LabPlan {
        stores = List.copyOf(stores);
        services = List.copyOf(services);
    }

    /**
     * The ports of one service.
     *
     * @param link where its agent listens
     * @param console where the proxy takes the console's connections to it; what the agent advertises
     * @param stores where the proxy takes its store connections: in turn to each server
     * @param kafka where the proxy takes its Kafka connections; what its broker listener advertises
     * @param kafkaListener where that broker listener really is
     * @param peers where the proxy takes its connections to each other service
     */
    record ServicePlan(
            String id,
            int link,
            int console,
            List<Integer> stores,
            int kafka,
            int kafkaListener,
            Map<String, Integer> peers) {
        ServicePlan {
            stores = List.copyOf(stores);
            peers = Map.copyOf(peers);
        }

        String listenerName() {
            return "SERVICE_" + id.toUpperCase(java.util.Locale.ROOT);
        }
    }

    static LabPlan make(List<ServiceId> services, int storeServers, @Nullable NetPlan net) throws LabException {
        int count = services.size();
        int connections = Math.max(FEWEST_CONNECTIONS, storeServers);
        int each = 4 + connections + (count - 1);
        Iterator<Integer> port = Ports.free(3 * storeServers + 2 + count * each).iterator();
        List<ServerPorts> servers = new ArrayList<>();
        for (int i = 0; i < storeServers; i++) {
            servers.add(new ServerPorts(port.next(), port.next(), port.next()));
        }
        int kafka = port.next();
        int control = port.next();
        List<ServicePlan> plans = new ArrayList<>();
        for (ServiceId service : services) {
            Map<String, Integer> peers = new LinkedHashMap<>();
            for (ServiceId other : services) {
                if (!other.equals(service)) {
                    peers.put(other.value(), port.next());
                }
            }
            List<Integer> stores = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                stores.add(port.next());
            }
            plans.add(new ServicePlan(
                    service.value(), port.next(), port.next(), stores, port.next(), port.next(), peers));
        }
        return new LabPlan(net, servers, kafka, control, plans);
    }

    /** All ZooKeeper servers without a proxy, as a connect string without a chroot. */
    String storeAddress() {
        return stores.stream().map(s -> "127.0.0.1:" + s.client()).collect(Collectors.joining(","));
    }

    /** Where the proxy takes a service's connections. */
    String gateway() {
        return net == null ? LOOPBACK : net.gateway();
    }

    /** Every address at which something of the lab listens. */
    List<String> addresses() {
        List<String> all = new ArrayList<>(List.of(LOOPBACK));
        if (net != null) {
            all.add(net.gateway());
            services.forEach(service -> all.add(host(service.id())));
        }
        return all;
    }

    /** Where a service listens. */
    String host(String service) {
        return net == null ? LOOPBACK : net.address(service);
    }

    /** Where a service reaches another one: through the proxy, or directly where the kernel stands between them. */
    String peer(ServicePlan from, ServicePlan to) {
        return net == null ? LOOPBACK + ":" + from.peers().get(to.id()) : net.address(to.id()) + ":" + to.link();
    }

    List<ProxyConfig.ServicePorts> servicePorts() {
        return services.stream()
                .map(s -> new ProxyConfig.ServicePorts(s.id(), s.stores(), s.kafka(), s.link()))
                .toList();
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (ServicePlan service : services) {
            String id = service.id();
            for (int i = 0; i < service.stores().size(); i++) {
                int server = i % stores.size();
                int door = service.stores().get(i);
                String name = LabState.storeProcess(server);
                int upstream = stores.get(server).client();
                routes.add(new Route(Kind.STORE, id, name, gateway(), door, LOOPBACK, upstream));
            }
            routes.add(new Route(
                    Kind.KAFKA, id, LabState.KAFKA, gateway(), service.kafka(), LOOPBACK, service.kafkaListener()));
            routes.add(new Route(Kind.CONSOLE, "console", id, LOOPBACK, service.console(), host(id), service.link()));
            for (ServicePlan other : services) {
                Integer peer = service.peers().get(other.id());
                if (peer != null && net == null) {
                    routes.add(new Route(Kind.PEERS, id, other.id(), peer, other.link()));
                }
            }
        }
        return routes;
    }
}
