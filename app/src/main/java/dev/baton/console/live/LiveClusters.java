package dev.baton.console.live;

import dev.baton.console.connect.ClusterCheck;
import dev.baton.console.connect.Profiles;
import dev.baton.console.connect.Target;
import dev.baton.console.connect.TargetException;
import dev.baton.console.connect.Targets;
import dev.baton.console.shell.Clusters;
import dev.baton.console.shell.ConsoleSource;
import dev.baton.console.theme.Messages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Real clusters, by the profiles of this operator.
 *
 * @param operator who acts, for the audit
 */
public record LiveClusters(Targets targets, ClusterCheck check, String operator) implements Clusters {
    @Override
    public Profiles profiles() {
        return targets.profiles();
    }

    @Override
    public CompletionStage<List<ClusterCheck.Finding>> check(String profile) throws TargetException {
        Target target = targets.profile(profile);
        CompletableFuture<List<ClusterCheck.Finding>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("baton-check").start(() -> {
            try {
                answer.complete(check.run(target));
            } catch (InterruptedException | RuntimeException failed) {
                answer.complete(List.of(new ClusterCheck.Finding(
                        Messages.of("check.store"),
                        ClusterCheck.Level.WRONG,
                        Messages.of("live.check.expected"),
                        String.valueOf(failed),
                        Messages.of("live.check.todo"))));
            } finally {
                target.close();
            }
        });
        return answer;
    }

    @Override
    public ConsoleSource open(String profile) throws TargetException {
        Target target = targets.profile(profile);
        try {
            return LiveSource.open(target, operator);
        } catch (IllegalArgumentException malformed) {
            target.close();
            throw new TargetException(target.origin() + ": " + malformed.getMessage());
        }
    }
}
