package dev.baton.lab;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.baton.lab.fence.Bmc;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.secure.Access;
import dev.baton.lab.secure.Identity;
import dev.baton.lab.store.ServerMode;
import dev.baton.model.GroupId;
import dev.baton.secure.Security;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record {@code lab.json} in a lab's folder, and the JSON of {@code baton lab up}.
 *
 * @param zookeeper connect string with the chroot
 * @param kafka {@code host:port} of the listener without a proxy
 * @param services the service processes
 * @param servers the ZooKeeper servers, the Kafka broker and, where there are some, the services' simulated BMCs
 * @param groups as {@code up} or {@code status} found them last
 * @param proxy {@code host:port} of the proxy's control
 * @param ready whether {@code up} came to its end
 * @param processes every process of the lab with its start time, services included
 * @param secured whether everything goes by TLS; its security files are in the folder then
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LabState(
        String dir,
        String zookeeper,
        String kafka,
        List<Service> services,
        List<Server> servers,
        List<Group> groups,
        String proxy,
        boolean ready,
        List<ProcessRef> processes,
        boolean secured) {
    /** The process of the Kafka broker. */
    static final String KAFKA = "kafka";

    static final String SERVICE_PREFIX = "service-";
    static final String BMC_PREFIX = "bmc-";
    private static final String STORE_PREFIX = "store-";

    public LabState {
        // Absent from the record of a lab of an earlier version.
        servers = servers == null ? List.of() : List.copyOf(servers);
        services = List.copyOf(services);
        groups = List.copyOf(groups);
        processes = List.copyOf(processes);
    }

    /**
     * A service process.
     *
     * @param endpoint {@code host:port} of its agent's link, through the proxy
     * @param state {@code running}, {@code paused} or {@code stopped}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Service(String id, long pid, String endpoint, String state) {}

    /**
     * A ZooKeeper server, the Kafka broker or a simulated BMC.
     *
     * @param id {@code store-1}, {@code store-2}, ..., {@code kafka} or {@code bmc-SERVICE}; also the name of its process
     * @param endpoint {@code host:port} without a proxy; of a BMC a UDP port
     * @param state {@code running}, {@code paused} or {@code stopped}
     * @param mode of a ZooKeeper server that serves and was asked: {@code leader}, {@code follower} or {@code standalone}; else null
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Server(
            String id,
            long pid,
            String endpoint,
            String state,
            @Nullable String mode) {
        static Server stopped(String id, String endpoint) {
            return new Server(id, -1, endpoint, "stopped", null);
        }

        /** Whether it is one of the store's. */
        public boolean store() {
            return id.startsWith(STORE_PREFIX);
        }

        int port() {
            return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
        }
    }

    /**
     * A group as the store has it.
     *
     * @param primary member id, or null where none is PRIMARY
     * @param state the leadership's, or UNKNOWN where the store was not read
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Group(String group, @Nullable String primary, long epoch, String state) {
        static Group unknown(String group) {
            return new Group(group, null, 0, "UNKNOWN");
        }
    }

    static String serviceProcess(String service) {
        return SERVICE_PREFIX + service;
    }

    /** The process of the ZooKeeper server of that index, counted from 0. */
    static String storeProcess(int index) {
        return STORE_PREFIX + (index + 1);
    }

    /** The ZooKeeper servers. */
    public List<Server> stores() {
        return servers.stream().filter(Server::store).toList();
    }

    /** The process of that name that was started last. */
    public Optional<ProcessRef> process(String name) {
        return processes.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The ids of the groups. */
    public List<GroupId> groupIds() {
        return groups.stream().map(g -> new GroupId(g.group())).toList();
    }

    /** The processes that still run. */
    public List<ProcessRef> alive() {
        return processes.stream().filter(ProcessRef::alive).toList();
    }

    /** With a process that was just started in the place of an earlier one of its name. */
    LabState with(ProcessRef started) {
        List<ProcessRef> next = new ArrayList<>(
                processes.stream().filter(p -> !p.name().equals(started.name())).toList());
        next.add(started);
        return new LabState(dir, zookeeper, kafka, services, servers, groups, proxy, ready, next, secured);
    }

    /** With a simulated BMC that was just started. */
    LabState with(Bmc bmc) {
        List<Server> more = new ArrayList<>(servers);
        more.add(Server.stopped(bmc.simulator().name(), "127.0.0.1:" + bmc.port()));
        return new LabState(dir, zookeeper, kafka, services, more, groups, proxy, ready, processes, secured)
                .with(bmc.simulator());
    }

    LabState withGroups(List<Group> now, boolean nowReady) {
        return new LabState(dir, zookeeper, kafka, services, servers, now, proxy, nowReady, processes, secured);
    }

    /** With pids and states as {@code /proc} has them now; asks nobody for a mode. */
    LabState looked() {
        List<Service> now = services.stream()
                .map(s -> {
                    ProcessRef ref = process(serviceProcess(s.id())).orElse(null);
                    return new Service(s.id(), pid(ref), s.endpoint(), stateOf(ref));
                })
                .toList();
        List<Server> nowServers = servers.stream()
                .map(s -> {
                    ProcessRef ref = process(s.id()).orElse(null);
                    return new Server(s.id(), pid(ref), s.endpoint(), stateOf(ref), null);
                })
                .toList();
        return new LabState(dir, zookeeper, kafka, now, nowServers, groups, proxy, ready, processes, secured);
    }

    /** The lab's own access to its parts; to be closed. */
    public Access access() throws LabException {
        return Access.open(secured ? new LabFiles(Path.of(dir)).securityFile(Identity.ADMIN) : null);
    }

    /** As {@link #looked}, and with what each running ZooKeeper server says that it is. Blocks for at most a second each. */
    LabState asked() throws LabException {
        LabState looked = looked();
        try (Access access = access()) {
            return looked.asked(access.security());
        }
    }

    private LabState asked(Security security) {
        List<Server> now = servers.stream()
                .map(s -> s.store() && s.state().equals("running")
                        ? new Server(s.id(), s.pid(), s.endpoint(), s.state(), ServerMode.ask(s.port(), security))
                        : s)
                .toList();
        return new LabState(dir, zookeeper, kafka, services, now, groups, proxy, ready, processes, secured);
    }

    private static long pid(@Nullable ProcessRef ref) {
        return ref == null ? -1 : ref.pid();
    }

    private static String stateOf(@Nullable ProcessRef ref) {
        return ref == null || !ref.alive() ? "stopped" : ref.paused() ? "paused" : "running";
    }
}
