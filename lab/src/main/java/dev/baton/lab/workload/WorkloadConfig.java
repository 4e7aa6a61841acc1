package dev.baton.lab.workload;

import dev.baton.model.GroupId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link WorkloadMain} is started with, as JSON.
 *
 * @param dir where it writes down what Kafka acknowledged, one file for each group
 * @param security its security file; absent where nothing is secured
 */
public record WorkloadConfig(
        String kafka,
        List<GroupId> groups,
        int commandsPerSecond,
        String dir,
        @Nullable String security) {
    public WorkloadConfig {
        groups = List.copyOf(groups);
    }
}
