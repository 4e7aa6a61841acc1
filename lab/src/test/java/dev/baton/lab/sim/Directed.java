package dev.baton.lab.sim;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Short stories for what random faults reach too seldom. Each seed is the same story with other delays; the checks are those of every run.
 */
public final class Directed implements LongFunction<@Nullable String> {
    private static final Map<String, Consumer<Scene>> STORIES = Map.ofEntries(
            Map.entry("handover-unanswered", Handovers::unanswered),
            Map.entry("handover-in-flight", Handovers::inFlight),
            Map.entry("grant-after-the-undo", Handovers::grantAfterTheUndo),
            Map.entry("drained-too-late", Handovers::drainedTooLate),
            Map.entry("end-is-lost", Handovers::endIsLost),
            Map.entry("vacated-while-open", Takeovers::vacatedWhileOpen),
            Map.entry("late-promotion", Takeovers::latePromotion),
            Map.entry("shorter-lease", Takeovers::shorterLease),
            Map.entry("handed-on-at-once", Takeovers::handedOnAtOnce),
            Map.entry("adopted-late", Takeovers::adoptedLate),
            Map.entry("lone-suspicion", Takeovers::loneSuspicion),
            Map.entry("killed-during-an-action", Takeovers::killedDuringAnAction),
            Map.entry("restarted-promiser", Stalls::restartedPromiser),
            Map.entry("grant-in-flight", Stalls::grantInFlight),
            Map.entry("grant-of-an-earlier-life", Stalls::grantOfAnEarlierLife),
            Map.entry("old-handover", Stalls::oldHandover),
            Map.entry("older-asker", Stalls::olderAsker),
            Map.entry("stalled-after-a-takeover", Stalls::stalledAfterATakeover));

    private final Consumer<Scene> story;

    /** @throws IllegalArgumentException for a name that is no story's */
    public Directed(String name) {
        Consumer<Scene> found = STORIES.get(name);
        if (found == null) {
            throw new IllegalArgumentException("scenario '" + name + "': expected one of " + STORIES.keySet());
        }
        story = found;
    }

    @Override
    public @Nullable String apply(long seed) {
        return run(seed, null);
    }

    @Nullable
    String run(long seed, @Nullable Consumer<String> transcript) {
        Scene scene = new Scene(seed, transcript);
        story.accept(scene);
        return scene.run();
    }
}
