package dev.baton.console;

import dev.baton.console.connect.ClusterCheck;
import dev.baton.console.connect.Profiles;
import dev.baton.console.connect.TargetException;
import dev.baton.console.shell.Clusters;
import dev.baton.console.shell.ConsoleSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Profiles that are real, of clusters that are not. */
public final class SampleClusters implements Clusters {
    private final Profiles profiles;
    public final Map<String, SampleSource> opened = new HashMap<>();
    public final List<String> closed = new ArrayList<>();
    public CompletableFuture<List<ClusterCheck.Finding>> answer = new CompletableFuture<>();

    public SampleClusters(Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public Profiles profiles() {
        return profiles;
    }

    @Override
    public CompletionStage<List<ClusterCheck.Finding>> check(String profile) throws TargetException {
        profiles.read(profile);
        return answer;
    }

    @Override
    public ConsoleSource open(String profile) throws TargetException {
        profiles.read(profile);
        SampleSource source = new SampleSource(SampleCluster.healthy().view(), profile, () -> closed.add(profile));
        opened.put(profile, source);
        return source;
    }
}
