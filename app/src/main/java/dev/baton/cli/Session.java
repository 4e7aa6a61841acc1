package dev.baton.cli;

import dev.baton.console.connect.ClusterSources;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.connect.Target;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Messages;
import dev.baton.model.GroupId;
import dev.baton.model.LeadershipState;
import dev.baton.model.Reach;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command's connection to a cluster, opened, read once and settled. */
final class Session implements AutoCloseable {
    private static final Duration SETTLE = Duration.ofSeconds(4);

    private final ConsoleConnection connection;
    private final Target target;

    private Session(ConsoleConnection connection, Target target) {
        this.connection = connection;
        this.target = target;
    }

    /** Connects and waits until the store was read; {@code links} as well as the store, or the store alone. */
    static Session open(Target target, boolean links) throws CliException, InterruptedException {
        ClusterSources sources;
        try {
            sources = links ? ClusterSources.full(target, false) : ClusterSources.storeOnly(target);
        } catch (IllegalArgumentException wrong) {
            throw new CliException(Exit.USAGE, target.origin() + ": " + wrong.getMessage());
        }
        ConsoleConnection connection = ConsoleConnection.open(sources, Ticker.system());
        Session session = new Session(connection, target);
        if (!connection.await(view -> connection.synced() && view.storeReadable(), target.timeout())) {
            String said = connection.view().storeDetail();
            String detail = said.isBlank() ? Messages.of("store.notyet") : said;
            session.close();
            throw new CliException(
                    Exit.UNKNOWN,
                    "the store could not be read within " + target.timeout().toMillis() + " ms: tried "
                            + target.connect() + " (" + target.origin() + "): " + detail
                            + ". Nothing is claimed about any group.");
        }
        return session;
    }

    ConsoleConnection connection() {
        return connection;
    }

    Target target() {
        return target;
    }

    ClusterView view() {
        return connection.view();
    }

    static long now() {
        return Ticker.system().wallMillis();
    }

    /** Waits, for a bounded time, until every process that should be there was heard or was not, so that the first look is a fair one. */
    ClusterView settled() throws InterruptedException {
        long since = now();
        Duration limit = SETTLE.compareTo(target.timeout()) < 0 ? SETTLE : target.timeout();
        connection.await(view -> settled(view, since), limit);
        return connection.view();
    }

    private static boolean settled(ClusterView view, long since) {
        return view.groups().values().stream()
                .allMatch(group ->
                        group.members().values().stream().allMatch(Session::decided) && leaseDecided(group, since));
    }

    private static boolean decided(MemberView member) {
        return member.live() == null || member.linkMillis() >= 0 || broken(member);
    }

    private static boolean broken(MemberView member) {
        return switch (member.reach()) {
            case REFUSED, TIMEOUT -> true;
            case OK, LATE, RESET, UNKNOWN -> false;
        };
    }

    /** A lease that was read once may be old: unless its holder speaks, only another renewal or the end of its time tells. */
    private static boolean leaseDecided(GroupView group, long since) {
        var leadership = group.leadership();
        var lease = group.lease();
        if (leadership == null || lease == null || leadership.value().state() != LeadershipState.PRIMARY) {
            return true;
        }
        MemberView holder = leadership.value().holder() == null
                ? null
                : group.members().get(leadership.value().holder());
        boolean speaks = holder != null && holder.linkMillis() >= 0 && holder.reach() == Reach.OK;
        return speaks || now() - since > group.timing().waitNanos(lease.value().durationMillis()) / 1_000_000;
    }

    /** The named group, or an error that names the known ones. */
    GroupView group(String name) throws CliException {
        return group(view(), name);
    }

    static GroupView group(ClusterView view, String name) throws CliException {
        GroupView group = null;
        try {
            group = view.groups().get(new GroupId(name));
        } catch (IllegalArgumentException illegal) {
            // No such group can exist.
        }
        if (group == null) {
            String known = view.groups().keySet().stream().map(GroupId::value).collect(Collectors.joining(", "));
            throw new CliException(
                    Exit.USAGE,
                    "no group '" + name + "': "
                            + (known.isEmpty() ? "the store holds none" : "expected one of " + known));
        }
        return group;
    }

    @Override
    public void close() {
        connection.close();
        target.close();
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
