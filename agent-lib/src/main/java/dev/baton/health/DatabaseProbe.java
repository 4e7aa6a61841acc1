package dev.baton.health;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Callable;

/** {@link Probes#database} and {@link Probes#connection}. */
final class DatabaseProbe implements Probe {
    private final Callable<Connection> source;
    private final boolean close;
    private final int seconds;

    DatabaseProbe(Callable<Connection> source, boolean close, Duration limit) {
        this.source = source;
        this.close = close;
        // JDBC counts in whole seconds, and 0 means without end.
        this.seconds = (int) Math.max(1, Math.min(3_600, (limit.toMillis() + 999) / 1_000));
    }

    @Override
    public Finding look() throws Exception {
        Connection connection = source.call();
        if (connection == null) {
            return Finding.failed("there is no connection");
        }
        try {
            return connection.isValid(seconds)
                    ? Finding.ok("the connection is valid")
                    : Finding.failed("the connection is not valid: the database did not answer within " + seconds
                            + " s, or has closed it");
        } finally {
            if (close) {
                connection.close();
            }
        }
    }
}
