package dev.baton.state;

import dev.baton.model.Epoch;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps what only one member had, before it is cut off: a text file with a line of JSON for each record, which any editor opens. The file
 * appears whole, forced to the disk, or not at all; an earlier one is never written over.
 */
public final class SetAside {
    private final Path folder;

    public SetAside(Path folder) {
        this.folder = folder;
    }

    /** One record that nobody else has. */
    public record Entry(long position, Epoch epoch, byte[] content) {}

    /**
     * The file and how many records are in it.
     *
     * @param file where they are; never one that was there before
     */
    public record Kept(Path file, long records) {}

    /**
     * Writes them all. Blocks.
     *
     * @param fencedIn the group's epoch in which the member was fenced
     * @throws IOException naming the file; then nothing was kept, and nothing may be cut off
     */
    public Kept keep(MemberId member, Epoch fencedIn, Iterator<Entry> entries) throws IOException {
        Files.createDirectories(folder);
        Path file = free(member + "-epoch-" + fencedIn);
        Path half = folder.resolve(file.getFileName() + ".part");
        long count = 0;
        try (FileChannel channel = FileChannel.open(
                        half,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream out = new BufferedOutputStream(java.nio.channels.Channels.newOutputStream(channel))) {
            while (entries.hasNext()) {
                out.write(line(entries.next()));
                count++;
            }
            out.flush();
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(half);
            throw new IOException(
                    "cannot set aside the records of " + member + " in " + file + ": " + e.getMessage(), e);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        return new Kept(file, count);
    }

    private Path free(String name) {
        for (int i = 1; ; i++) {
            Path file = folder.resolve(name + (i == 1 ? "" : "-" + i) + ".jsonl");
            if (!Files.exists(file)) {
                return file;
            }
        }
    }

    private static byte[] line(Entry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("position", entry.position());
        line.put("epoch", entry.epoch().value());
        String text = new String(entry.content(), StandardCharsets.UTF_8);
        boolean readable = java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), entry.content());
        line.put(
                readable ? "text" : "base64",
                readable ? text : Base64.getEncoder().encodeToString(entry.content()));
        byte[] json = Json.bytes(line);
        byte[] whole = java.util.Arrays.copyOf(json, json.length + 1);
        whole[json.length] = '\n';
        return whole;
    }
}
