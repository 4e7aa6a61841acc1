package dev.baton.cli;

import dev.baton.audit.AuditHead;
import dev.baton.cli.DoctorCommand.Check;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.port.AuditAppend;
import dev.baton.port.ReadResult;
import org.jspecify.annotations.Nullable;

/** What the doctor checks of a group's audit: that it can be read, and that what should leave the store does. */
final class AuditChecks {
    /** Ten times what stays where an archive takes the rest. */
    private static final long MANY = 5_000;

    private AuditChecks() {}

    static Check of(Session session, GroupId group) {
        String name = "audit " + group;
        String path = AuditAppend.root(group.value());
        ReadResult read = session.connection()
                .store()
                .read(path, session.target().timeout())
                .toCompletableFuture()
                .join();
        return switch (read) {
            case ReadResult.Absent _ ->
                Check.note(name, "there is none yet", "a member makes it once it runs with this version");
            case ReadResult.Unknown unknown ->
                Check.wrong(name, path + " could not be read: " + unknown.detail(), "look at the store");
            case ReadResult.Found found -> {
                try {
                    yield of(name, group, AuditAppend.head(group.value(), found.data()));
                } catch (Json.MalformedException e) {
                    yield Check.wrong(
                            name,
                            String.valueOf(e.getMessage()),
                            "somebody wrote it by hand: nothing is audited until its head is put right");
                }
            }
        };
    }

    private static Check of(String name, GroupId group, AuditHead head) {
        long stay = head.seq() - head.trimmedTo();
        String found = head.seq() + " entries, " + stay + " of them in the store, the archive has "
                + (head.archivedTo() == 0 ? "none" : "those to " + head.archivedTo());
        return stay <= MANY
                ? Check.ok(name, found)
                : Check.wrong(
                        name,
                        found,
                        "nothing leaves the store unless the agents reach Kafka: see their logs, and 'baton audit verify "
                                + group + "'");
    }

    /** The head of a group's chain; null where it has none, or none that can be read. */
    static @Nullable AuditHead head(Session session, GroupId group) {
        try {
            ReadResult read = session.connection()
                    .store()
                    .read(AuditAppend.root(group.value()), session.target().timeout())
                    .toCompletableFuture()
                    .join();
            return read instanceof ReadResult.Found found ? AuditAppend.head(group.value(), found.data()) : null;
        } catch (Json.MalformedException told) {
            return null;
        }
    }
}
