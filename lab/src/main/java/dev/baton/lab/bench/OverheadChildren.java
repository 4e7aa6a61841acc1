package dev.baton.lab.bench;

import dev.baton.lab.LabState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Three processes that are the three members of each of some groups. */
final class OverheadChildren {
    private static final double MIB = 1 << 20;

    private final List<OverheadChild> children = new ArrayList<>();
    private final List<Long> before = new ArrayList<>();

    /** Starts the processes, not yet their agents. */
    static OverheadChildren start(LabState lab, List<String> groups) throws IOException {
        OverheadChildren all = new OverheadChildren();
        for (String service : List.of("a", "b", "c")) {
            all.children.add(OverheadChild.start(service, lab.zookeeper(), lab.kafka(), groups));
        }
        for (OverheadChild child : all.children) {
            all.before.add(child.heap());
        }
        return all;
    }

    void startAgents() throws IOException {
        for (OverheadChild child : children) {
            child.startAgent();
        }
    }

    List<Long> pids() {
        return children.stream().map(OverheadChild::pid).toList();
    }

    /** What the agent added to its process's live heap, the most of three. */
    double addedMib() throws IOException {
        double most = 0;
        for (int i = 0; i < children.size(); i++) {
            most = Math.max(most, (children.get(i).heap() - before.get(i)) / MIB);
        }
        return most;
    }

    void close() {
        children.forEach(OverheadChild::close);
    }
}
