package dev.baton.lab.workload;

import dev.baton.model.GroupId;
import java.util.List;

/**
 * What {@link WorkloadMain} is started with, as JSON.
 *
 * @param dir where it writes down what Kafka acknowledged, one file for each group
 */
public record WorkloadConfig(String kafka, List<GroupId> groups, int commandsPerSecond, String dir) {
    public WorkloadConfig {
        groups = List.copyOf(groups);
    }
}
