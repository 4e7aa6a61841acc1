package dev.baton.console.bench;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Folding;
import dev.baton.console.model.Observed;
import dev.baton.console.model.Via;
import dev.baton.model.Event;
import dev.baton.model.Hlc;

/** How many events a second one core folds, on top of a view of the fleet. */
final class FoldRate {
    private static final int WARM_UP = 300_000;
    private static final long STEP_MILLIS = 100;

    private final SimulatedFleet fleet;
    private final Folding folding;
    private ClusterView view;
    private long millis;
    private long seq = 1_000_000;

    FoldRate(SimulatedFleet fleet, ClusterView view, long millis) {
        this.fleet = fleet;
        this.view = view;
        folding = new Folding(view);
        this.millis = millis;
    }

    /** Measures for about so long; the making of the events is not counted. */
    long perSecond(long forNanos) {
        for (int i = 0; i < WARM_UP; i += fleet.members().size()) {
            round(batch());
        }
        long folded = 0;
        long took = 0;
        while (took < forNanos) {
            Observed[] batch = batch();
            long from = System.nanoTime();
            round(batch);
            took += System.nanoTime() - from;
            folded += batch.length;
        }
        return folded * 1_000_000_000 / took;
    }

    /** Folds so many seconds of heartbeats, ten a second for each member: what a console that was open for so long holds. */
    ClusterView history(long seconds) {
        for (long i = 0; i < seconds * 1_000 / STEP_MILLIS; i++) {
            round(batch());
        }
        return view;
    }

    private Observed[] batch() {
        millis += STEP_MILLIS;
        seq++;
        Observed[] batch = new Observed[fleet.members().size()];
        for (int i = 0; i < batch.length; i++) {
            Event beat = new Event.Heartbeat(
                    new Hlc(millis, 0), fleet.members().get(i).value(), -1, fleet.status(i, seq));
            batch[i] = new Observed(beat, Via.LINK, millis);
        }
        return batch;
    }

    private void round(Observed[] batch) {
        for (Observed observed : batch) {
            folding.add(observed);
        }
        view = folding.get();
    }
}
