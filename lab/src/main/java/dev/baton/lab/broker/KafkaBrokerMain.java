package dev.baton.lab.broker;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A broker as a process: {@code KafkaBrokerMain DIR NAME=PORT[:ADVERTISED]...}.
 *
 * <p>Prints one line, {@code READY pid host:port}, to standard output once it serves; logs go to standard error. Ends cleanly on SIGTERM.
 * Exit code 64: wrong arguments; 1: it could not start.
 */
public final class KafkaBrokerMain {
    private KafkaBrokerMain() {}

    public static void main(String[] args) {
        System.setProperty(
                "org.slf4j.simpleLogger.defaultLogLevel",
                System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn"));
        // At each stop the broker closes one of its own clients twice and warns of it.
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient", "error");
        System.exit(run(args, System.out, System.err));
    }

    private static int run(String[] args, PrintStream out, PrintStream err) {
        List<KafkaListener> listeners = new ArrayList<>();
        try {
            for (int i = 1; i < args.length; i++) {
                listeners.add(KafkaListener.parse(args[i]));
            }
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return 64;
        }
        if (listeners.isEmpty()) {
            err.println("expected DIR NAME=PORT[:ADVERTISED]..., for example ./kafka CONSOLE=9092 A=9101:9201");
            return 64;
        }
        try {
            KafkaBroker broker = KafkaBroker.start(Path.of(args[0]), listeners);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
            out.println("READY " + ProcessHandle.current().pid() + " " + broker.bootstrap());
            out.flush();
            broker.awaitStop();
            return 0;
        } catch (IllegalStateException failed) {
            err.println(failed.getMessage());
            return 1;
        }
    }
}
