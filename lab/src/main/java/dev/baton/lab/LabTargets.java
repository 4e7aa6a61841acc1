package dev.baton.lab;

import dev.baton.lab.process.ProcessRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a fault can be aimed at, by name: a service, a ZooKeeper server, all of them, the one that leads, or Kafka. */
final class LabTargets {
    /** All ZooKeeper servers. */
    static final String STORE = "store";
    /** The ZooKeeper server that leads now, or the only one. */
    static final String STORE_LEADER = "store-leader";

    private final LabState state;

    LabTargets(LabState state) {
        this.state = state;
    }

    /** All names. */
    static List<String> names(LabState state) {
        List<String> names = new ArrayList<>();
        state.services().forEach(s -> names.add(s.id()));
        state.servers().forEach(s -> names.add(s.id()));
        if (!state.stores().isEmpty()) {
            names.add(STORE);
            names.add(STORE_LEADER);
        }
        return names;
    }

    boolean isService(String target) {
        return state.services().stream().anyMatch(s -> s.id().equals(target));
    }

    /**
     * The processes that a name stands for, whether or not they run.
     *
     * @throws LabException where the name is unknown, nobody leads, or one was never started
     */
    List<ProcessRef> processes(String target) throws LabException {
        List<ProcessRef> found = new ArrayList<>();
        for (String name : processNames(target)) {
            found.add(state.process(name).orElseThrow(() -> new LabException(name + " was never started")));
        }
        return found;
    }

    /** The same in the order of a rolling restart: the ZooKeeper server that leads comes last. */
    List<ProcessRef> leaderLast(String target) throws LabException {
        List<ProcessRef> order = new ArrayList<>(processes(target));
        if (order.size() > 1) {
            List<String> leaders = leaders();
            order.sort(Comparator.comparing(p -> leaders.contains(p.name())));
        }
        return order;
    }

    private List<String> processNames(String target) throws LabException {
        if (isService(target)) {
            return List.of(LabState.serviceProcess(target));
        }
        if (state.servers().stream().anyMatch(s -> s.id().equals(target))) {
            return List.of(target);
        }
        if (target.equals(STORE) && !state.stores().isEmpty()) {
            return state.stores().stream().map(LabState.Server::id).toList();
        }
        if (target.equals(STORE_LEADER) && !state.stores().isEmpty()) {
            List<String> leaders = leaders();
            if (leaders.isEmpty()) {
                throw new LabException("no ZooKeeper server leads now: see `baton lab status`, then try again");
            }
            return leaders;
        }
        throw new LabException(
                "'" + target + "' is unknown in the lab: expected one of " + String.join(", ", names(state)));
    }

    private List<String> leaders() throws LabException {
        return state.asked().stores().stream()
                .filter(s -> "leader".equals(s.mode()) || "standalone".equals(s.mode()))
                .map(LabState.Server::id)
                .toList();
    }
}
