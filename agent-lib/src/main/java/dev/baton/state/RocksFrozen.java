package dev.baton.state;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/** The database as of one moment: RocksDB keeps what is overwritten since as long as this is open. */
final class RocksFrozen implements Frozen {
    private final RocksDB db;
    private final ColumnFamilyHandle entries;
    private final Snapshot snapshot;
    private final Progress progress;
    private final Digest digest;
    private final AtomicBoolean closed = new AtomicBoolean();

    RocksFrozen(RocksDB db, ColumnFamilyHandle entries, Progress progress, Digest digest) {
        this.db = db;
        this.entries = entries;
        this.snapshot = db.getSnapshot();
        this.progress = progress;
        this.digest = digest;
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
    public void forEach(Visitor visitor) throws IOException {
        try (ReadOptions reading = new ReadOptions().setSnapshot(snapshot).setFillCache(false);
                RocksIterator all = db.newIterator(entries, reading)) {
            for (all.seekToFirst(); all.isValid(); all.next()) {
                visitor.entry(all.key(), all.value());
            }
            all.status();
        } catch (RocksDBException failed) {
            throw new IOException("the state cannot be read: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            db.releaseSnapshot(snapshot);
            snapshot.close();
        }
    }
}
