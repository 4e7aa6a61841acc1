package dev.baton.cli;

import dev.baton.audit.AuditChain.Break;
import dev.baton.audit.AuditChain.Problem;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.kafka.KafkaArchive;
import dev.baton.kafka.KafkaArchiveReader;
import dev.baton.kafka.KafkaArchiveReader.Archived;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.port.AuditAppend;
import dev.baton.port.ChildrenResult;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.secure.KafkaSecurity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads the chains of a cluster: what has left the store from Kafka, the rest from the store. */
final class AuditLogs {
    /** A chain that grows while it is read is read again. */
    private static final int TRIES = 5;

    private static final int AT_ONCE = 64;

    private final Session session;
    private final CoordinationStore store;

    private AuditLogs(Session session) {
        this.session = session;
        this.store = session.connection().store();
    }

    /** Entries of one chain and what is none, as one place has them. */
    private record Part(List<AuditEntry> entries, List<Problem> unreadable) {
        Part() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void take(String chain, long seq, byte[] bytes, String where) {
            try {
                entries.add(AuditEntry.read(bytes, where));
            } catch (Json.MalformedException e) {
                unreadable.add(new Problem(chain, seq, Break.UNREADABLE, "an entry", String.valueOf(e.getMessage())));
            }
        }
    }

    private record Stored(@Nullable AuditHead head, Part part) {}

    /** The chain of that group alone, or every chain of the cluster: its own first, then the groups' by name. */
    static List<AuditLog> of(Session session, @Nullable String group) throws CliException {
        List<String> chains = new ArrayList<>();
        if (group != null) {
            chains.add(session.group(group).id().value());
        } else {
            chains.add(AuditEntry.CLUSTER);
            session.view().groups().keySet().stream().map(GroupId::value).forEach(chains::add);
        }
        return new AuditLogs(session).read(chains, group == null);
    }

    /** The cluster's own chain. */
    static AuditLog own(Session session) throws CliException {
        return new AuditLogs(session).read(List.of(AuditEntry.CLUSTER), false).getFirst();
    }

    private List<AuditLog> read(List<String> chains, boolean all) throws CliException {
        Map<String, Long> archivedTo = new TreeMap<>();
        for (String chain : chains) {
            AuditHead head = head(chain, new ArrayList<>());
            archivedTo.put(chain, head == null ? 0 : head.archivedTo());
        }
        // The archive before the store: so what it holds must be in the store, or have been.
        Map<String, Part> archive = archive();
        TreeSet<String> wanted = new TreeSet<>(chains);
        if (all && archive != null) {
            wanted.addAll(archive.keySet()); // A chain that the store has lost.
        }
        List<AuditLog> logs = new ArrayList<>();
        for (String chain : wanted) {
            Part kept = archive == null ? null : archive.getOrDefault(chain, new Part());
            Stored stored = stored(chain);
            List<Problem> unreadable = new ArrayList<>(stored.part().unreadable());
            if (kept != null) {
                unreadable.addAll(kept.unreadable());
            }
            logs.add(new AuditLog(
                    chain,
                    stored.head(),
                    archivedTo.getOrDefault(chain, 0L),
                    kept == null ? null : kept.entries(),
                    stored.part().entries(),
                    unreadable));
        }
        return logs;
    }

    private @Nullable Map<String, Part> archive() throws CliException {
        String kafka = session.target().kafka();
        if (kafka == null) {
            return null;
        }
        Map<String, Part> parts = new TreeMap<>();
        try {
            KafkaArchiveReader.read(
                    kafka,
                    KafkaArchive.DEFAULT_TOPIC,
                    KafkaSecurity.properties(session.target().security()),
                    session.target().timeout(),
                    each -> take(parts, each));
            return parts;
        } catch (IOException | IllegalArgumentException e) {
            throw new CliException(
                    Exit.UNKNOWN,
                    "the archive of the audit could not be read: " + e.getMessage()
                            + ". Nothing is claimed about any entry.");
        }
    }

    private static void take(Map<String, Part> parts, Archived each) {
        parts.computeIfAbsent(each.chain(), chain -> new Part()).take(each.chain(), 0, each.bytes(), each.where());
    }

    private Stored stored(String chain) throws CliException {
        List<Problem> wrong = new ArrayList<>();
        for (int tries = 0; tries < TRIES; tries++) {
            wrong.clear();
            AuditHead before = head(chain, wrong);
            Part part = entries(chain);
            AuditHead after = head(chain, new ArrayList<>());
            if (before == null ? after == null : before.equals(after)) {
                part.unreadable().addAll(wrong);
                return new Stored(after, part);
            }
        }
        throw new CliException(
                Exit.UNKNOWN, "the audit of " + chain + " changed " + TRIES + " times while it was read: try again");
    }

    private @Nullable AuditHead head(String chain, List<Problem> wrong) throws CliException {
        ReadResult read =
                join(store.read(AuditAppend.root(chain), session.target().timeout()));
        if (read instanceof ReadResult.Unknown unknown) {
            throw unreadable(AuditAppend.root(chain), unknown.detail());
        }
        if (!(read instanceof ReadResult.Found found)) {
            return null;
        }
        try {
            return AuditAppend.head(chain, found.data());
        } catch (Json.MalformedException e) {
            wrong.add(new Problem(chain, 0, Break.UNREADABLE, "a head", String.valueOf(e.getMessage())));
            return null;
        }
    }

    private Part entries(String chain) throws CliException {
        String root = AuditAppend.root(chain);
        ChildrenResult listed = join(store.children(root, session.target().timeout()));
        if (!(listed instanceof ChildrenResult.Found names)) {
            throw unreadable(root, listed.toString());
        }
        Part part = new Part();
        List<String> paths =
                names.names().stream().map(name -> root + "/" + name).toList();
        for (int from = 0; from < paths.size(); from += AT_ONCE) {
            List<CompletionStage<ReadResult>> asked =
                    paths.subList(from, Math.min(paths.size(), from + AT_ONCE)).stream()
                            .map(path -> store.read(path, session.target().timeout()))
                            .toList();
            for (CompletionStage<ReadResult> each : asked) {
                switch (join(each)) {
                    case ReadResult.Found found -> part.take(chain, seq(found.path()), found.data(), found.path());
                    case ReadResult.Absent _ -> {} // It left meanwhile: the head tells.
                    case ReadResult.Unknown unknown -> throw unreadable(root, unknown.detail());
                }
            }
        }
        return part;
    }

    private static long seq(String path) {
        try {
            return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        } catch (NumberFormatException foreign) {
            return 0;
        }
    }

    private static CliException unreadable(String path, String detail) {
        return new CliException(Exit.UNKNOWN, path + " could not be read in time: " + detail);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
