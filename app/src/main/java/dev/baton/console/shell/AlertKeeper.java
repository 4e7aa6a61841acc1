package dev.baton.console.shell;

import dev.baton.console.model.AlertEntry;
import dev.baton.console.theme.Messages;
import dev.baton.model.AlertAcknowledgements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the alerts that nobody has acknowledged in a file of this console, so that closing the console acknowledges nothing, and beside them the
 * acknowledgements of what only this console sees, so that opening it again does not take them back. A file rather than
 * the history that is read at start: that one reaches back minutes, and there is none without Kafka. Written beside the screen, only when an
 * alert comes, goes, or is acknowledged. JavaFX thread only, but for the writing.
 */
final class AlertKeeper {
    private final StateFile<KeptAlerts> file;
    private final Executor beside;
    private final Consumer<String> unkept;
    private final Object writing = new Object();
    private Set<String> last = new HashSet<>();
    private List<AlertAcknowledgements.One> acknowledged = List.of();
    private @Nullable KeptAlerts next; // guarded by writing
    private @Nullable KeptAlerts newest;

    /**
     * @param beside runs what writes
     * @param unkept told why something could not be kept, on whichever thread
     */
    AlertKeeper(Path file, Executor beside, Consumer<String> unkept) {
        this.file = new StateFile<>(file, KeptAlerts.class, KeptAlerts.NONE);
        this.beside = beside;
        this.unkept = unkept;
    }

    /** What was kept; {@link #trouble} says whether it could be read. */
    List<AlertEntry> read() {
        KeptAlerts kept = file.read();
        last = keys(kept.entries());
        acknowledged = kept.acknowledged();
        acknowledged.forEach(one -> last.add(key(one)));
        return kept.entries();
    }

    /** What was acknowledged of what only this console sees; known after {@link #read}. */
    List<AlertAcknowledgements.One> acknowledged() {
        return acknowledged;
    }

    String trouble() {
        return file.trouble();
    }

    /** Looks at what is shown now. */
    void after(List<AlertEntry> shown, long nowMillis) {
        Set<String> keys = keys(shown);
        if (keys.equals(last)) {
            return;
        }
        last = keys;
        put(KeptAlerts.of(shown, nowMillis));
        beside.execute(this::write);
    }

    /** Writes what is shown at the end, and returns once it is written. */
    void end(List<AlertEntry> shown, long nowMillis) {
        if (newest != null || !shown.isEmpty() || !acknowledged.isEmpty()) {
            put(KeptAlerts.of(shown, nowMillis));
            write();
        }
    }

    private void put(KeptAlerts kept) {
        newest = kept;
        synchronized (writing) {
            next = kept;
        }
    }

    /** Takes the newest under the lock, so that an older one never comes after it. */
    private void write() {
        synchronized (writing) {
            KeptAlerts kept = next;
            next = null;
            if (kept == null) {
                return;
            }
            try {
                file.write(kept);
            } catch (IOException failed) {
                unkept.accept(Messages.of("alert.kept.not", file.file(), failed));
            }
        }
    }

    private static String key(AlertAcknowledgements.One word) {
        return word.alert() + " " + word.mark() + " " + word.at();
    }

    private static Set<String> keys(List<AlertEntry> entries) {
        Set<String> keys = new HashSet<>();
        for (AlertEntry entry : entries) {
            if (entry.acknowledged() == null) {
                keys.add(entry.id() + " " + entry.active() + " " + entry.times());
            }
            AlertAcknowledgements.One word = KeptAlerts.own(entry);
            if (word != null) {
                keys.add(key(word));
            }
        }
        return keys;
    }
}
