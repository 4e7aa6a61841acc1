package dev.baton.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A state on the local disk, in RocksDB: outlives the process, so that a restart goes on from where it stopped. What the state accounts for is
 * part of the same write. Needs {@code org.rocksdb:rocksdbjni} (9.8.4) on the class path, which nothing else does.
 *
 * <p>A crash of the process loses nothing. A loss of power may lose the last writes; then the state goes back as a whole, and the changelog
 * brings it forward again.
 */
public final class RocksStore implements StateStore {
    private static final byte[] PROGRESS = {1};
    private static final int WRITTEN_AT_ONCE = 10_000;

    private final Path folder;
    private final DBOptions options = new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
    private final ColumnFamilyOptions familyOptions = new ColumnFamilyOptions();
    private final WriteOptions writing = new WriteOptions();
    private final RocksDB db;
    private final ColumnFamilyHandle entries;
    private final ColumnFamilyHandle meta;
    private Progress progress = Progress.NONE;
    private Digest digest = Digest.EMPTY;

    private RocksStore(Path folder) {
        this.folder = folder;
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            this.db = RocksDB.open(
                    options,
                    folder.toString(),
                    List.of(
                            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, familyOptions),
                            new ColumnFamilyDescriptor(new byte[] {'m', 'e', 't', 'a'}, familyOptions)),
                    handles);
            this.entries = handles.get(0);
            this.meta = handles.get(1);
            byte[] stored = db.get(meta, PROGRESS);
            if (stored != null) {
                SnapshotHeader header = SnapshotHeader.of(stored);
                progress = header.progress();
                digest = header.digest();
            } else {
                // Empty, or a restore that did not come to its end.
                removeAll();
            }
        } catch (IOException | RocksDBException broken) {
            options.close();
            familyOptions.close();
            throw broken("cannot be opened", broken);
        }
    }

    /** Opens the store in a folder of its own, which is made where it is missing. */
    public static Opener at(Path folder) {
        return () -> {
            RocksDB.loadLibrary();
            return new RocksStore(folder);
        };
    }

    private StateException broken(String what, Exception cause) {
        return new StateException("state in " + folder + " " + what + ": " + cause.getMessage(), cause);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return db.get(entries, key);
        } catch (RocksDBException failed) {
            throw broken("cannot be read", failed);
        }
    }

    @Override
    public void write(Iterable<Change> changes, Progress accounted) {
        Map<Key, Change> last = new HashMap<>();
        changes.forEach(change -> last.put(new Key(change.key()), change));
        try (WriteBatch batch = new WriteBatch()) {
            Digest sum = digest;
            for (Change change : last.values()) {
                byte[] after = change.value();
                sum = sum.with(change.key(), db.get(entries, change.key()), after);
                if (after == null) {
                    batch.delete(entries, change.key());
                } else {
                    batch.put(entries, change.key(), after);
                }
            }
            put(batch, accounted, sum);
            db.write(writing, batch);
            digest = sum;
            progress = accounted;
        } catch (RocksDBException failed) {
            throw broken("cannot be written", failed);
        }
    }

    private void put(WriteBatch batch, Progress accounted, Digest sum) throws RocksDBException {
        batch.put(meta, PROGRESS, new SnapshotHeader("", "", accounted, sum).bytes());
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public @Nullable Frozen freeze() {
        return new RocksFrozen(db, entries, progress, digest);
    }

    @Override
    public void restore(SnapshotReader snapshot) throws IOException {
        clear();
        WriteBatch batch = new WriteBatch();
        try {
            snapshot.forEach((key, value) -> add(batch, key, value));
            put(batch, snapshot.header().progress(), snapshot.header().digest());
            db.write(writing, batch);
            progress = snapshot.header().progress();
            digest = snapshot.header().digest();
        } catch (RocksDBException failed) {
            throw broken("cannot be written", failed);
        } finally {
            batch.close();
            if (progress.equals(Progress.NONE)) {
                clear();
            }
        }
    }

    private void add(WriteBatch batch, byte[] key, byte[] value) throws IOException {
        try {
            batch.put(entries, key, value);
            if (batch.count() >= WRITTEN_AT_ONCE) {
                db.write(writing, batch);
                batch.clear();
            }
        } catch (RocksDBException failed) {
            throw new IOException("state in " + folder + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void clear() {
        try {
            // First what says that there is a state.
            db.delete(meta, PROGRESS);
            removeAll();
            progress = Progress.NONE;
            digest = Digest.EMPTY;
        } catch (RocksDBException failed) {
            throw broken("cannot be removed", failed);
        }
    }

    private void removeAll() throws RocksDBException {
        try (RocksIterator all = db.newIterator(entries)) {
            all.seekToFirst();
            if (all.isValid()) {
                byte[] first = all.key();
                all.seekToLast();
                byte[] last = all.key();
                db.deleteRange(entries, first, last);
                db.delete(entries, last);
            }
        }
    }

    @Override
    public boolean durable() {
        return true;
    }

    @Override
    public void close() {
        entries.close();
        meta.close();
        db.close();
        writing.close();
        familyOptions.close();
        options.close();
    }
}
