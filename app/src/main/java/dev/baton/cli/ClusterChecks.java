package dev.baton.cli;

import dev.baton.cli.DoctorCommand.Check;
import dev.baton.console.connect.Target;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupState;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.model.Live;
import dev.baton.model.StoreLayout;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/** What the doctor checks of a cluster. */
final class ClusterChecks {
    private static final int SAMPLES = 20;
    private static final long SLOW_STORE_MICROS = 100_000;
    private static final int CONNECT_MILLIS = 2_000;
    /** An HTTP date has whole seconds. */
    private static final long SKEW_MILLIS = 2_500;

    private ClusterChecks() {}

    static List<Check> all(Target target) throws IOException, InterruptedException {
        List<Check> checks = new ArrayList<>();
        try (Session session = Session.open(target, true)) {
            long[] micros = latency(session);
            checks.add(latency(session.target(), micros[SAMPLES / 2]));
            ClusterView view = session.settled();
            view.corrupt().forEach((path, problem) -> checks.add(corrupt("store", path, problem)));
            for (GroupView group : view.groups().values()) {
                checks.addAll(group(group, view, micros[SAMPLES - 1] / 1_000));
                checks.add(AuditChecks.of(session, group.id()));
            }
            checks.addAll(clocks(view, target.security().tls()));
        } catch (CliException unreadable) {
            checks.add(Check.wrong(
                    "store",
                    String.valueOf(unreadable.getMessage()),
                    "check the address, the servers and the network between"));
        }
        checks.add(kafka(target.kafka()));
        return checks;
    }

    /** Round trips, shortest first. */
    private static long[] latency(Session session) throws InterruptedException {
        long[] micros = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long before = System.nanoTime();
            session.connection()
                    .store()
                    .children(StoreLayout.GROUPS, session.target().timeout())
                    .toCompletableFuture()
                    .join();
            micros[i] = (System.nanoTime() - before) / 1_000;
        }
        java.util.Arrays.sort(micros);
        return micros;
    }

    private static Check latency(Target target, long median) {
        String found = target.connect() + " answers in " + median / 1_000 + "." + median % 1_000 / 100 + " ms";
        return median < SLOW_STORE_MICROS
                ? Check.ok("store", found)
                : Check.wrong(
                        "store", found, "a lease needs twice the round trip at least: look at the servers' disks");
    }

    private static Check corrupt(String where, String path, String problem) {
        return Check.wrong(where, path + ": " + problem, "correct the node: members keep out until it can be read");
    }

    private static List<Check> group(GroupView group, ClusterView view, long slowestMillis) {
        String name = "group " + group.id();
        List<Check> checks = new ArrayList<>();
        group.corrupt().forEach((path, problem) -> checks.add(corrupt(name, path, problem)));
        if (group.policy() != null) {
            List<String> problems = new ArrayList<>(group.policy().value().problems());
            if (problems.isEmpty()) {
                problems.addAll(group.policy().value().timing().problems(slowestMillis));
            }
            for (String problem : problems) {
                checks.add(Check.wrong(name, "policy: " + problem, "correct " + StoreLayout.policy(group.id())));
            }
        }
        GroupState state = GroupStates.of(group, view, Session.now());
        if (checks.isEmpty()) {
            boolean well = state == GroupState.HEALTHY || state == GroupState.PAUSED;
            checks.add(
                    well
                            ? Check.ok(name, "all nodes can be read; " + state)
                            : Check.wrong(name, state.name(), "'baton status " + group.id() + "' says why"));
        }
        return checks;
    }

    /** Each agent's clock against this machine's, by the date of an HTTP answer. */
    private static List<Check> clocks(ClusterView view, @Nullable TlsIdentity tls)
            throws IOException, InterruptedException {
        Map<String, String> endpoints = new TreeMap<>();
        for (GroupView group : view.groups().values()) {
            for (MemberView member : group.members().values()) {
                Live live = member.live();
                if (live != null) {
                    endpoints.put(live.endpoint(), member.id().service().value());
                }
            }
        }
        List<Callable<Check>> works = new ArrayList<>();
        endpoints.forEach((endpoint, service) -> works.add(() -> clock(service, endpoint, tls)));
        try (Aside aside = new Aside()) {
            return aside.all(works);
        }
    }

    private static Check clock(String service, String endpoint, @Nullable TlsIdentity tls) {
        String name = "agent " + service;
        try {
            String scheme = tls == null ? "http://" : "https://";
            HttpURLConnection http = (HttpURLConnection)
                    URI.create(scheme + endpoint + "/live").toURL().openConnection();
            if (tls != null && http instanceof HttpsURLConnection https) {
                https.setSSLSocketFactory(tls.context().getSocketFactory());
            }
            http.setConnectTimeout(CONNECT_MILLIS);
            http.setReadTimeout(CONNECT_MILLIS);
            int code = http.getResponseCode();
            long date = http.getDate();
            http.disconnect();
            long skew = date == 0 ? 0 : Session.now() - date;
            boolean far = date != 0 && Math.abs(skew) > SKEW_MILLIS;
            return far
                    ? Check.wrong(
                            name,
                            "its clock is " + skew + " ms off this machine's",
                            "synchronise both by NTP: order on the screen comes from clocks")
                    : Check.ok(name, endpoint + " answers " + code + (date == 0 ? "" : ", clocks agree within 2 s"));
        } catch (IOException | IllegalArgumentException failed) {
            return Check.wrong(
                    name, endpoint + " does not answer: " + failed.getMessage(), "look at the process and the network");
        }
    }

    private static Check kafka(@Nullable String bootstrap) {
        if (bootstrap == null) {
            return Check.note("kafka", "not named", "--kafka HOST:PORT adds telemetry as one more vantage");
        }
        List<String> failures = new ArrayList<>();
        for (String server : bootstrap.split(",", -1)) {
            int colon = server.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                if (colon < 0) {
                    throw new IOException("expected host:port");
                }
                socket.connect(
                        new InetSocketAddress(
                                server.substring(0, colon).strip(),
                                Integer.parseInt(server.substring(colon + 1).strip())),
                        CONNECT_MILLIS);
                return Check.ok("kafka", server.strip() + " accepts connections");
            } catch (IOException | IllegalArgumentException failed) {
                failures.add(server + ": " + failed.getMessage());
            }
        }
        return Check.wrong(
                "kafka", String.join("; ", failures), "check the address, the brokers and the network between");
    }
}
