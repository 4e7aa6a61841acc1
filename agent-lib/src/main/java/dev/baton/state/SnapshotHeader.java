package dev.baton.state;

import dev.baton.model.Epoch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What stands at the head of a snapshot.
 *
 * @param group whose state it is
 * @param changelog the topic that {@code progress.position} is an offset of
 * @param digest of the entries that follow
 */
public record SnapshotHeader(String group, String changelog, Progress progress, Digest digest) {
    private static final long MAGIC = 0x4241544F4E534E50L;
    private static final int VERSION = 1;
    private static final int MOST_INPUTS = 1 << 20;

    void write(DataOutput out) throws IOException {
        out.writeLong(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(group);
        out.writeUTF(changelog);
        out.writeLong(progress.position());
        out.writeLong(progress.epoch().value());
        out.writeUTF(progress.member());
        out.writeInt(progress.inputs().size());
        for (Map.Entry<Input, Long> input : progress.inputs().entrySet()) {
            out.writeUTF(input.getKey().topic());
            out.writeInt(input.getKey().partition());
            out.writeLong(input.getValue());
        }
        out.writeLong(digest.count());
        out.writeLong(digest.sum());
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(out));
        } catch (IOException ofMemory) {
            throw new UncheckedIOException(ofMemory);
        }
        return out.toByteArray();
    }

    static SnapshotHeader of(byte[] bytes) throws IOException {
        return read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    /** Throws {@link StateException} where it is none of this version. */
    static SnapshotHeader read(DataInput in) throws IOException {
        if (in.readLong() != MAGIC) {
            throw new StateException("is no snapshot");
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new StateException("has format " + version + ", expected " + VERSION);
        }
        String group = in.readUTF();
        String changelog = in.readUTF();
        long position = in.readLong();
        long epoch = in.readLong();
        String member = in.readUTF();
        int inputs = in.readInt();
        if (position < 0 || epoch < 0 || inputs < 0 || inputs > MOST_INPUTS) {
            throw new StateException("has a head that makes no sense: position " + position + ", epoch " + epoch + ", "
                    + inputs + " inputs");
        }
        Map<Input, Long> next = new HashMap<>();
        for (int i = 0; i < inputs; i++) {
            next.put(new Input(in.readUTF(), in.readInt()), in.readLong());
        }
        long count = in.readLong();
        Digest digest = new Digest(in.readLong(), count);
        return new SnapshotHeader(group, changelog, new Progress(position, new Epoch(epoch), member, next), digest);
    }
}
