package dev.baton.console.shell;

import dev.baton.console.connect.ClusterCheck;
import dev.baton.console.connect.Profiles;
import dev.baton.console.connect.TargetException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The clusters that an operator may look at, by profile. Every method may be called from any thread and returns at once. */
public interface Clusters {
    /** The profiles, for the dialog to edit. */
    Profiles profiles();

    /**
     * Tries the cluster of a profile that is kept. Never completes exceptionally.
     *
     * @throws TargetException where there is no such profile, or it is wrong
     */
    CompletionStage<List<ClusterCheck.Finding>> check(String profile) throws TargetException;

    /**
     * Connects in the background.
     *
     * @throws TargetException where there is no such profile, or it is wrong
     */
    ConsoleSource open(String profile) throws TargetException;
}
