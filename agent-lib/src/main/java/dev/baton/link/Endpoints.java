package dev.baton.link;

import dev.baton.model.CheckStatus;
import dev.baton.model.CheckStatus.Kind;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each path is answered with, streams excepted. Nothing of a failure inside leaves the process. */
final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final int SHOWN = 80;

    private final LinkServer.Config config;
    private final Streams streams;
    private final Refusals refusals;

    Endpoints(LinkServer.Config config, Streams streams, Refusals refusals) {
        this.config = config;
        this.streams = streams;
        this.refusals = refusals;
    }

    /** The answer of {@code /ready}. */
    private record Ready(boolean ready, String reason, List<Readiness> members, List<CheckStatus> checks) {}

    private record Readiness(MemberId member, Role role, boolean ready, String reason) {}

    /** For a path without its query. */
    Answer get(String path) {
        try {
            return route(path);
        } catch (RuntimeException e) {
            LOG.error("cannot answer {}", shortened(path), e);
            return Answer.problem(500, "the answer could not be made: see the service's log");
        }
    }

    private Answer route(String path) {
        if (PrimaryAnswer.answers(path)) {
            PrimaryAnswer primary = PrimaryAnswer.of(path, config.primary());
            return new Answer(primary.status(), Answer.JSON, primary.body(), "");
        }
        return switch (path) {
            case "/status" ->
                Answer.json(
                        200,
                        new Wire.State(
                                config.service(),
                                config.incarnation(),
                                config.statuses().get()));
            case "/metrics" ->
                Answer.text(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        Metrics.text(config.statuses().get(), streams.size(), streams.dropped())
                                + refusals.metrics()
                                + CheckMetrics.text(config.checks().get())
                                + config.extraMetrics().get());
            case "/live" -> {
                String why = failing(config.checks().get(), Kind.LIVENESS);
                yield Answer.text(why.isEmpty() ? 200 : 503, Answer.TEXT, (why.isEmpty() ? "live" : why) + "\n");
            }
            case "/ready" -> {
                Ready ready = ready(config.statuses().get(), config.checks().get());
                yield Answer.json(ready.ready() ? 200 : 503, ready);
            }
            default ->
                Answer.problem(
                        404,
                        "unknown path " + shortened(path)
                                + ": expected /status, /stream, /metrics, /live, /ready or /primary");
        };
    }

    private static String shortened(String path) {
        return path.length() <= SHOWN ? path : path.substring(0, SHOWN) + "...";
    }

    private static String failing(List<CheckStatus> checks, Kind kind) {
        return checks.stream()
                .filter(check -> check.kind() == kind && !check.ok())
                .map(CheckStatus::words)
                .collect(Collectors.joining("; "));
    }

    private static Ready ready(List<MemberStatus> statuses, List<CheckStatus> checks) {
        List<Readiness> members = statuses.stream()
                .map(status -> new Readiness(
                        status.member(),
                        status.role(),
                        status.eligible() || status.role() == Role.PRIMARY,
                        status.reason()))
                .toList();
        if (members.isEmpty()) {
            return new Ready(false, "no member runs yet", members, checks);
        }
        String failing = failing(checks, Kind.READINESS);
        if (!failing.isEmpty()) {
            return new Ready(false, failing, members, checks);
        }
        boolean all = members.stream().allMatch(Readiness::ready);
        return new Ready(
                all,
                all ? "each member is primary or could become it" : "a member could not take over",
                members,
                checks);
    }
}
