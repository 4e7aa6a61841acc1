package dev.baton.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of one group's state in a folder, which may be shared by its members: {@code GROUP.POSITION.MEMBER.snapshot}. One comes into
 * being whole, under its name, or not at all; the last {@value #KEPT} are kept. One that turns out bad is set aside as {@code .refused}.
 *
 * <p>Threading: stateless, any thread.
 */
public final class Snapshots {
    static final int KEPT = 3;
    private static final String END = ".snapshot";
    private static final String REFUSED = ".refused";
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;
    private final String group;
    private final String changelog;
    private final String member;

    public Snapshots(Path folder, String group, String changelog, String member) {
        this.folder = folder;
        this.group = group;
        this.changelog = changelog;
        this.member = member;
    }

    /** One that is there; whether it is good shows only when it is read. */
    public record Entry(Path path, long position) {}

    /** The newest first; none where the folder is not there. */
    public List<Entry> list() throws IOException {
        List<Entry> found = new ArrayList<>();
        for (Path path : files(END)) {
            String name = path.getFileName().toString();
            String[] parts = name.substring(group.length() + 1).split("\\.", -1);
            try {
                found.add(new Entry(path, Long.parseLong(parts[0])));
            } catch (NumberFormatException notOurs) {
                // Somebody else's file.
            }
        }
        found.sort(Comparator.comparingLong(Entry::position).reversed().thenComparing(Entry::path));
        return found;
    }

    /**
     * Writes one and removes those that are no longer needed.
     *
     * @throws StateException where the state does not match its own digest
     * @throws IOException where it could not be written or {@code over} said to give up
     */
    public Path write(Frozen state, BooleanSupplier over) throws IOException {
        Files.createDirectories(folder);
        SnapshotHeader header = new SnapshotHeader(group, changelog, state.progress(), state.digest());
        String name = String.format("%s.%020d.%s", group, state.progress().position(), member);
        // One at a time of each member, so that what a crash left is written over or removed by the next.
        Path unfinished = folder.resolve(group + "." + member + UNFINISHED);
        Path path = folder.resolve(name + END);
        try {
            SnapshotWriter.write(unfinished, header, state, over);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException notOfFoldersHere) {
            // Then the name may be lost with the machine's power, and only the name.
        }
        prune();
        return path;
    }

    private void prune() throws IOException {
        List<Entry> all = list();
        for (Entry old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            Files.deleteIfExists(old.path());
        }
        List<Path> refused = files(END + REFUSED);
        for (Path old : refused.subList(0, Math.max(0, refused.size() - KEPT))) {
            Files.deleteIfExists(old);
        }
    }

    /** In the order of their names, which is that of their positions. */
    private List<Path> files(String end) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> {
                        String name = path.getFileName().toString();
                        return name.startsWith(group + ".") && name.endsWith(end);
                    })
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /** What {@link #restore} did: from which one, or null, and what is wrong with those that it set aside. */
    public record Restored(@Nullable Entry from, String refused) {}

    /**
     * Restores the newest good one that stands at {@code least} or later. A bad one is set aside and the next is tried.
     *
     * @throws IOException where the folder cannot be read, or {@code over} said to give up; the store may be empty then
     */
    public Restored restore(StateStore store, long least, BooleanSupplier over) throws IOException {
        StringBuilder refused = new StringBuilder();
        for (Entry entry : list()) {
            if (entry.position() < least) {
                break;
            }
            try (SnapshotReader reader = new SnapshotReader(entry.path(), over)) {
                requireOurs(reader.header(), entry);
                store.restore(reader);
                return new Restored(entry, refused.toString());
            } catch (NoSuchFileException prunedByAnother) {
                // The next one then.
            } catch (StateException bad) {
                refused.append(refused.isEmpty() ? "" : "; ").append(setAside(entry, bad.getMessage()));
            }
        }
        return new Restored(null, refused.toString());
    }

    private void requireOurs(SnapshotHeader header, Entry entry) {
        if (!header.group().equals(group) || !header.changelog().equals(changelog)) {
            throw new StateException("is of group " + header.group() + " on " + header.changelog() + ", expected "
                    + group + " on " + changelog);
        }
        if (header.progress().position() != entry.position()) {
            throw new StateException("stands at " + header.progress().position() + ", not where its name says");
        }
    }

    /** Puts one out of use, under another name; returns what there is to say of it. */
    public String setAside(Entry entry, @Nullable String why) {
        String name = entry.path().getFileName().toString();
        try {
            Files.move(entry.path(), entry.path().resolveSibling(name + REFUSED), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannot) {
            return "snapshot " + name + " refused and still in place (" + cannot + "): it " + why;
        }
        return "snapshot " + name + " refused: it " + why;
    }
}
