package dev.baton.agent;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A service of one member of {@code payments} as a process: SERVICE STORE KAFKA SECURITY-FILE FENCE-FILE. */
public final class FollowingMain {
    private FollowingMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            FailoverAgent agent = FailoverAgent.builder()
                    .service(args[0])
                    .connect(args[1])
                    .telemetry(args[2])
                    .security(Path.of(args[3]))
                    .fencing(Path.of(args[4]))
                    .member("payments", new Following(), args[0].charAt(0), Map.of())
                    .start();
            System.out.println("READY " + agent.endpoint());
        } catch (RuntimeException refused) {
            System.err.println("cannot start: " + refused);
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }
}
