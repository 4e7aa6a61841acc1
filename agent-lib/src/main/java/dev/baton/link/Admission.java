package dev.baton.link;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many connections there may be. A new one is never refused for those that have not shown yet what they want: the oldest of them gives
 * way, then the oldest that waits for another request; a stream never does. By the event loop's thread only.
 */
final class Admission {
    static final int MAX = 256;
    static final int MAX_PER_ADDRESS = 128;

    private final Set<Connection> connections = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();

    /** Takes it in; where that is one too many, another is cut off, or it itself. */
    void admit(Connection connection) {
        connections.add(connection);
        if (byAddress.merge(connection.address(), 1, Integer::sum) > MAX_PER_ADDRESS) {
            giveWay(connection, each -> each.address().equals(connection.address()));
        } else if (connections.size() > MAX) {
            giveWay(connection, each -> true);
        }
    }

    void left(Connection connection) {
        if (connections.remove(connection)) {
            byAddress.computeIfPresent(connection.address(), (of, count) -> count == 1 ? null : count - 1);
        }
    }

    private void giveWay(Connection newcomer, Predicate<Connection> among) {
        Connection first = first(newcomer, Connection.Stage.UNPROVEN, among);
        if (first == null) {
            first = first(newcomer, Connection.Stage.SERVED, among);
        }
        Connection victim = first == null ? newcomer : first;
        left(victim); // At once: what closing it sets off comes later.
        victim.abort();
    }

    private @Nullable Connection first(Connection newcomer, Connection.Stage stage, Predicate<Connection> among) {
        for (Connection each : connections) {
            if (each != newcomer && each.stage() == stage && among.test(each)) {
                return each;
            }
        }
        return null;
    }

    /** Cuts off who is late. */
    void look(long now) {
        List<Connection> late = new ArrayList<>();
        for (Connection each : connections) {
            if (each.late(now)) {
                late.add(each);
            }
        }
        late.forEach(each -> {
            left(each);
            each.expire();
        });
    }

    void closeAll() {
        List.copyOf(connections).forEach(Connection::end);
    }
}
