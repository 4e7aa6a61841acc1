package dev.baton.cli;

import dev.baton.cli.DoctorCommand.Check;
import dev.baton.console.connect.Target;
import dev.baton.secure.Security;
import dev.baton.secure.TlsIdentity;
import dev.baton.zookeeper.StoreAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** How the store is reached, and for how long the certificates at hand are good. */
final class StoreTlsChecks {
    /** How long one that is not let in is waited for. */
    static final Duration SHORT = Duration.ofSeconds(3);

    private static final long WARN_DAYS = 21;
    private static final int USUAL_PORT = 2181;

    private StoreTlsChecks() {}

    /** {@code open}: what {@link #plain} finds. */
    static List<Check> all(Target target, Identities identities, Future<Set<String>> open)
            throws IOException, InterruptedException {
        List<Check> checks = new ArrayList<>();
        identities.problems().forEach(problem -> checks.add(Check.wrong("security", problem, "correct the file")));
        certificates(target, identities).forEach((name, tls) -> checks.add(certificate(name, tls, Instant.now())));
        if (!target.security().storeTls()) {
            checks.add(Check.note(
                    "store tls",
                    target.connect() + " is reached without TLS: names and data can be read on the way",
                    "docs/operating/access.md says how to secure it"));
            return checks;
        }
        Set<String> without = Aside.result(open);
        checks.add(
                without.isEmpty()
                        ? Check.ok("store tls", target.connect() + " is reached by TLS only, as far as was tried")
                        : Check.note(
                                "store tls",
                                "reached by TLS, but " + String.join(", ", without) + " takes connections without it",
                                "close the plain port: take clientPort out of the servers' configuration"));
        return checks;
    }

    private static Map<String, TlsIdentity> certificates(Target target, Identities identities) {
        Map<String, TlsIdentity> all = new LinkedHashMap<>();
        add(all, "this", target.security());
        identities.known().forEach((name, security) -> add(all, name, security));
        return all;
    }

    private static void add(Map<String, TlsIdentity> all, String name, Security security) {
        TlsIdentity tls = security.tls();
        if (tls != null
                && all.values().stream().noneMatch(each -> each.fingerprint().equals(tls.fingerprint()))) {
            all.put(name, tls);
        }
    }

    static Check certificate(String name, TlsIdentity tls, Instant now) {
        long days = ChronoUnit.DAYS.between(now, tls.notAfter());
        String found = tls.subject() + " is good until " + tls.notAfter();
        String todo =
                "put a new key and certificate into " + tls.files().keyStore() + ": it is taken without a restart";
        if (tls.notAfter().isBefore(now)) {
            return Check.wrong("certificate " + name, tls.subject() + " expired on " + tls.notAfter(), todo);
        }
        return days < WARN_DAYS
                ? Check.note("certificate " + name, found + ", in " + days + " days", todo)
                : Check.ok("certificate " + name, found + ", " + days + " days");
    }

    /** Which of the servers' ports take a session without TLS: the one that is used, and the usual one. */
    static Set<String> plain(Target target, Aside aside) throws IOException, InterruptedException {
        if (!target.security().storeTls()) {
            return Set.of();
        }
        int slash = target.connect().indexOf('/');
        String servers = slash < 0 ? target.connect() : target.connect().substring(0, slash);
        Set<String> tried = new TreeSet<>();
        for (String server : servers.split(",", -1)) {
            tried.add(server.strip());
            tried.add(server.strip().substring(0, server.strip().lastIndexOf(':')) + ":" + USUAL_PORT);
        }
        List<Callable<String>> works = new ArrayList<>();
        tried.forEach(server -> works.add(() -> takesPlain(server) ? server : ""));
        Set<String> open = new TreeSet<>(aside.all(works));
        open.remove("");
        return open;
    }

    private static boolean takesPlain(String server) throws InterruptedException {
        if (!listens(server)) {
            return false;
        }
        try (StoreAccess _ = StoreAccess.open(server, Security.NONE, SHORT)) {
            return true;
        } catch (IOException | IllegalArgumentException closed) {
            // As it should be.
            return false;
        }
    }

    /** Where nobody listens there is no need to wait for a session. */
    private static boolean listens(String server) {
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1))),
                    (int) SHORT.toMillis());
            return true;
        } catch (IOException | IllegalArgumentException closed) {
            return false;
        }
    }
}
