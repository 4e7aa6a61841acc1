package dev.baton.kafka;

import dev.baton.state.Snapshots;
import dev.baton.state.Snapshotter;
import dev.baton.state.StateException;
import dev.baton.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The snapshots of a processor's state, as its replica uses them; does nothing where none are kept. Owned by the worker. */
final class Vault {
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final StateStore store;
    private final @Nullable Snapshots snapshots;
    private final @Nullable Snapshotter snapshotter;
    private Snapshots.@Nullable Entry from;
    private String said = "";
    private double bytesPerMilli = 50_000;

    private long looked = System.nanoTime() - LOOK_NANOS;
    private long newest = -1;
    private long newestBytes;

    Vault(Settings settings, ProcessorSettings processor, StateStore store) {
        this.store = store;
        if (processor.snapshots() == null) {
            this.snapshots = null;
            this.snapshotter = null;
        } else {
            String member = settings.member().value();
            Snapshots all = new Snapshots(
                    processor.snapshots(), settings.member().group().value(), settings.logTopic(), member);
            this.snapshots = all;
            this.snapshotter = new Snapshotter(
                    store,
                    all,
                    processor.snapshotRecords(),
                    processor.snapshotEvery(),
                    "baton-snapshot-" + member,
                    System.nanoTime());
        }
    }

    /** Begins a snapshot where one is due. */
    void tend() {
        if (snapshotter != null) {
            snapshotter.tend(System.nanoTime());
        }
    }

    /** Restores the newest good snapshot at {@code least} or later, if there is one. After a false the store may be empty. */
    boolean restore(long least, BooleanSupplier over) {
        if (snapshots == null) {
            return false;
        }
        long start = System.nanoTime();
        try {
            Snapshots.Restored restored = snapshots.restore(store, least, over);
            if (!restored.refused().isEmpty()) {
                said = restored.refused();
            }
            if (restored.from() == null) {
                return nothing();
            }
            from = restored.from();
            measure(restored.from(), System.nanoTime() - start);
            if (snapshotter != null) {
                snapshotter.restored(store.progress().position());
            }
            return true;
        } catch (IOException unreadable) {
            said = "snapshots cannot be read: " + unreadable;
            return nothing();
        }
    }

    private boolean nothing() {
        if (store.progress().position() == 0) {
            from = null;
        }
        return false;
    }

    private void measure(Snapshots.Entry entry, long nanos) throws IOException {
        bytesPerMilli = Math.max(1, Files.size(entry.path()) / Math.max(1e-3, nanos / 1e6));
    }

    /** The state was built from the changelog's start from now on. */
    void forget() {
        from = null;
    }

    /** The state that came from a snapshot turned out wrong: that one must not be used again. */
    void distrust(String why) {
        if (snapshots != null && from != null) {
            said = snapshots.setAside(from, "led to another state than the primary's: " + why);
        }
        from = null;
    }

    /** Whether the state goes back to a snapshot. */
    boolean fromSnapshot() {
        return from != null;
    }

    /** Where the newest snapshot stands, or -1. */
    long newest() {
        look();
        return newest;
    }

    /** How long it would take to restore the newest. */
    long restoreMillis() {
        look();
        return Math.round(newestBytes / bytesPerMilli);
    }

    private void look() {
        if (snapshots == null || System.nanoTime() - looked < LOOK_NANOS) {
            return;
        }
        looked = System.nanoTime();
        newest = -1;
        newestBytes = 0;
        try {
            List<Snapshots.Entry> all = snapshots.list();
            if (!all.isEmpty()) {
                newestBytes = Files.size(all.get(0).path());
                newest = all.get(0).position();
            }
        } catch (IOException prunedOrUnreadable) {
            // Looked at again soon.
        }
    }

    /** That the state was found to differ from its digest, or empty; told once. */
    String takeCorrupt() {
        return snapshotter == null ? "" : snapshotter.takeCorrupt();
    }

    /** What there is to say of the snapshots, or empty. */
    String said() {
        String problem = snapshotter == null ? "" : snapshotter.problem();
        return problem.isEmpty() ? said : said.isEmpty() ? problem : problem + "; " + said;
    }

    /** Closes the store, unless a snapshot is still read from it. */
    void close() {
        if (snapshotter == null || snapshotter.end()) {
            try {
                store.close();
            } catch (StateException alreadyBroken) {
                // Nothing more can be done with it.
            }
        }
    }
}
