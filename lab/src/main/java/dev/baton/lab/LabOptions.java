package dev.baton.lab;

import dev.baton.model.GroupId;
import dev.baton.model.ServiceId;
import dev.baton.model.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What lab to bring up.
 *
 * @param dir the folder that holds everything of it
 * @param services how many service processes, named a, b, c, ...
 * @param preset the timing of the groups: fast, balanced or conservative
 * @param storeServers how many ZooKeeper servers: one alone, or an ensemble of three or five
 * @param commandsPerSecond the workload's pace for each group
 * @param cutBy who cuts services off
 * @param limit how long {@code up} may take before it gives up and cleans up
 * @param direct services connect without anybody in between, as in production, so that nobody can cut them off: for measurements
 * @param fencing each service has a simulated BMC, by which the others can switch it off
 * @param secured everything by TLS with certificates of an authority of its own, and the store closed to whoever is in no role
 */
public record LabOptions(
        Path dir,
        int services,
        List<String> groups,
        String preset,
        int storeServers,
        int commandsPerSecond,
        CutBy cutBy,
        Duration limit,
        boolean direct,
        boolean fencing,
        boolean secured) {
    /** Who cuts services off. */
    public enum CutBy {
        /** The proxy that stands in every path, on any system. */
        PROXY,
        /** The kernel, by nftables between network namespaces: on Linux, as root. */
        NETNS
    }

    private static final int MOST_SERVICES = 9;
    private static final List<Integer> STORE_SERVERS = List.of(1, 3, 5);
    private static final int MOST_COMMANDS_PER_SECOND = 100_000;

    public LabOptions {
        dir = dir.toAbsolutePath().normalize();
        groups = List.copyOf(groups);
    }

    /** Three services, three groups, balanced, 100 commands a second for each group, secured. */
    public static LabOptions in(Path dir) {
        return new LabOptions(
                dir,
                3,
                List.of("orders", "payments", "ledger"),
                "balanced",
                1,
                100,
                CutBy.PROXY,
                Duration.ofMinutes(2),
                false,
                false,
                true);
    }

    public LabOptions withServices(int count) {
        return new LabOptions(
                dir, count, groups, preset, storeServers, commandsPerSecond, cutBy, limit, direct, fencing, secured);
    }

    public LabOptions withGroups(List<String> names) {
        return new LabOptions(
                dir, services, names, preset, storeServers, commandsPerSecond, cutBy, limit, direct, fencing, secured);
    }

    public LabOptions withPreset(String name) {
        return new LabOptions(
                dir, services, groups, name, storeServers, commandsPerSecond, cutBy, limit, direct, fencing, secured);
    }

    public LabOptions withStoreServers(int count) {
        return new LabOptions(
                dir, services, groups, preset, count, commandsPerSecond, cutBy, limit, direct, fencing, secured);
    }

    public LabOptions withCommandsPerSecond(int rate) {
        return new LabOptions(
                dir, services, groups, preset, storeServers, rate, cutBy, limit, direct, fencing, secured);
    }

    public LabOptions withCutBy(CutBy who) {
        return new LabOptions(
                dir, services, groups, preset, storeServers, commandsPerSecond, who, limit, direct, fencing, secured);
    }

    public LabOptions withLimit(Duration longest) {
        return new LabOptions(
                dir,
                services,
                groups,
                preset,
                storeServers,
                commandsPerSecond,
                cutBy,
                longest,
                direct,
                fencing,
                secured);
    }

    public LabOptions withoutProxy() {
        return new LabOptions(
                dir, services, groups, preset, storeServers, commandsPerSecond, cutBy, limit, true, fencing, secured);
    }

    public LabOptions withFencing() {
        return new LabOptions(
                dir, services, groups, preset, storeServers, commandsPerSecond, cutBy, limit, direct, true, secured);
    }

    /** Open to everybody on this machine. */
    public LabOptions plain() {
        return new LabOptions(
                dir, services, groups, preset, storeServers, commandsPerSecond, cutBy, limit, direct, fencing, false);
    }

    /** The services' ids. */
    public List<ServiceId> serviceIds() {
        return IntStream.range(0, services)
                .mapToObj(i -> new ServiceId(String.valueOf((char) ('a' + i))))
                .toList();
    }

    /** The groups' ids. */
    public List<GroupId> groupIds() {
        return groups.stream().map(GroupId::new).toList();
    }

    /** Everything that is wrong with these options; empty where they are sound. */
    public List<String> problems() {
        List<String> found = new ArrayList<>();
        if (services < 1 || services > MOST_SERVICES) {
            found.add("services is " + services + ": expected 1 to " + MOST_SERVICES);
        }
        if (groups.isEmpty() || groups.stream().distinct().count() != groups.size()) {
            found.add("groups is " + groups + ": expected one or more different names");
        }
        if (fencing && cutBy == CutBy.NETNS) {
            found.add(
                    "fencing with cuts by netns: expected cuts by proxy, since a service in a network namespace does not reach"
                            + " the simulated BMCs on loopback");
        }
        check(found, this::groupIds);
        check(found, () -> Timing.preset(preset));
        if (!STORE_SERVERS.contains(storeServers)) {
            found.add("store servers is " + storeServers
                    + ": expected 1, 3 or 5; an even number outlives no more losses");
        }
        if (commandsPerSecond < 1 || commandsPerSecond > MOST_COMMANDS_PER_SECOND) {
            found.add("commands per second is " + commandsPerSecond + ": expected 1 to " + MOST_COMMANDS_PER_SECOND);
        }
        return found;
    }

    private static void check(List<String> found, Runnable parse) {
        try {
            parse.run();
        } catch (IllegalArgumentException wrong) {
            found.add(String.valueOf(wrong.getMessage()));
        }
    }
}
