package dev.baton.lab.broker;

import dev.baton.lab.LabException;
import dev.baton.lab.secure.Access;
import dev.baton.secure.TlsIdentity;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A broker as a process: {@code KafkaBrokerMain DIR [--security FILE] NAME=PORT[:ADVERTISED]...}. With a security file it takes
 * its certificate from there and asks one of every client.
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
        Path security = null;
        try {
            for (int i = 1; i < args.length; i++) {
                if (args[i].equals("--security") && i + 1 < args.length) {
                    security = Path.of(args[++i]);
                    continue;
                }
                listeners.add(KafkaListener.parse(args[i]));
            }
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return 64;
        }
        if (listeners.isEmpty()) {
            err.println(
                    "expected DIR [--security FILE] NAME=PORT[:ADVERTISED]..., for example ./kafka CONSOLE=9092 A=9101:9201");
            return 64;
        }
        try (Access access = Access.open(security)) {
            TlsIdentity tls = access.security().tls();
            KafkaBroker broker = KafkaBroker.start(
                    Path.of(args[0]), listeners, tls == null ? BrokerSecurity.NONE : BrokerSecurity.of(tls));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
            out.println("READY " + ProcessHandle.current().pid() + " " + broker.bootstrap());
            out.flush();
            broker.awaitStop();
            return 0;
        } catch (LabException | IllegalStateException failed) {
            err.println(failed.getMessage());
            return 1;
        }
    }
}
