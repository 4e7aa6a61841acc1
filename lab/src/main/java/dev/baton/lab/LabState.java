package dev.baton.lab;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.baton.lab.process.ProcessRef;
import dev.baton.model.GroupId;
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
 * @param groups as {@code up} or {@code status} found them last
 * @param proxy {@code host:port} of the proxy's control
 * @param ready whether {@code up} came to its end
 * @param processes every process of the lab with its start time, services included
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LabState(
        String dir,
        String zookeeper,
        String kafka,
        List<Service> services,
        List<Group> groups,
        String proxy,
        boolean ready,
        List<ProcessRef> processes) {
    public LabState {
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
        return "service-" + service;
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
        return new LabState(dir, zookeeper, kafka, services, groups, proxy, ready, next);
    }

    LabState withGroups(List<Group> now, boolean nowReady) {
        return new LabState(dir, zookeeper, kafka, services, now, proxy, nowReady, processes);
    }

    /** With the services' pids and states as {@code /proc} has them now. */
    LabState looked() {
        List<Service> now = services.stream()
                .map(s -> {
                    ProcessRef ref = process(serviceProcess(s.id())).orElse(null);
                    if (ref == null) {
                        return new Service(s.id(), -1, s.endpoint(), "stopped");
                    }
                    String state = !ref.alive() ? "stopped" : ref.paused() ? "paused" : "running";
                    return new Service(s.id(), ref.pid(), s.endpoint(), state);
                })
                .toList();
        return new LabState(dir, zookeeper, kafka, now, groups, proxy, ready, processes);
    }
}
