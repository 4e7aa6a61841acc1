package dev.baton.link;

import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A process of its own that beats each 50 ms until its standard input ends. */
final class ServerMain {
    private ServerMain() {}

    public static void main(String[] args) throws IOException {
        List<MemberStatus> members = List.of(Samples.status(Role.PRIMARY, true));
        try (LinkServer server = Samples.server(members)) {
            var timer = Executors.newSingleThreadScheduledExecutor();
            Future<?> unused = timer.scheduleAtFixedRate(() -> server.beat(members), 0, 50, TimeUnit.MILLISECONDS);
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                // Until the parent is gone.
            }
            timer.shutdownNow();
        }
    }
}
