package dev.baton.lab.bench;

import dev.baton.lab.Fault;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabState;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Recovery;
import dev.baton.secure.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A lab in which the outages of a group's failovers are measured, one after the other. */
final class FailoverLab implements AutoCloseable {
    /** How the role moves. */
    static final List<String> SCENARIOS = List.of("kill9", "sigstop", "planned");

    private static final Duration TRIAL_LIMIT = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(14);

    private final Lab lab;
    private final GroupId group;
    private final LogTail tail;
    private final Requester requester;
    private final Readiness readiness;
    /** When a service was started last. */
    private Instant started = Instant.now();

    FailoverLab(Lab lab, GroupId group) throws LabException {
        LabState state = lab.state();
        Security security = BenchLab.access(lab);
        this.lab = lab;
        this.group = group;
        this.tail = new LogTail(state.kafka(), security, group);
        this.requester = new Requester(state.zookeeper(), BenchLab.operator(lab), group);
        this.readiness = new Readiness(lab, security);
    }

    Lab lab() {
        return lab;
    }

    /**
     * What was measured of a failover.
     *
     * @param parts where the new primary says that the time went
     */
    record Took(double outageMs, List<Recovery.Part> parts) {}

    void awaitReady() throws Exception {
        readiness.await();
    }

    /** One failover of that scenario. */
    Took trial(String scenario) throws Exception {
        settle();
        double outage =
                switch (scenario) {
                    case "kill9" -> kill();
                    case "sigstop" -> pause();
                    case "planned" -> switchover();
                    default ->
                        throw new LabException("unknown scenario '" + scenario + "': expected one of " + SCENARIOS);
                };
        return new Took(
                outage, requester.parts(new Epoch(tail.current(TRIAL_LIMIT).epoch())));
    }

    /** Until a service that has just started is one like the others: it rehearses often at first. Then any moment between two heartbeats. */
    private void settle() throws Exception {
        readiness.await();
        Duration rest = Duration.between(Instant.now(), started.plus(SETTLED));
        Thread.sleep(
                Math.max(1_500, rest.toMillis()) + ThreadLocalRandom.current().nextLong(1_000));
    }

    private double kill() throws Exception {
        long epoch = tail.current(TRIAL_LIMIT).epoch();
        String service = primary();
        lab.fault(Fault.of(Fault.Kind.KILL, service));
        double outage = outage(epoch);
        lab.start(service);
        started = Instant.now();
        return outage;
    }

    private double pause() throws Exception {
        long epoch = tail.current(TRIAL_LIMIT).epoch();
        String service = primary();
        lab.fault(Fault.of(Fault.Kind.PAUSE, service));
        double outage = outage(epoch);
        lab.fault(Fault.of(Fault.Kind.RESUME, service));
        return outage;
    }

    /** From the last result of that epoch to the first of the next, in milliseconds. */
    private double outage(long epoch) throws Exception {
        LogTail.Epoch now = tail.after(epoch, TRIAL_LIMIT);
        LogTail.Epoch before = tail.previous();
        if (before == null) {
            throw new LabException("no result of the epoch before " + now.epoch());
        }
        return (now.firstNanos() - before.lastNanos()) / 1e6;
    }

    private double switchover() throws Exception {
        long epoch = tail.current(TRIAL_LIMIT).epoch();
        requester.switchover();
        return outage(epoch);
    }

    /** The service that holds the group's role, by the store. */
    private String primary() throws LabException {
        LabState.Group found = lab.status().groups().stream()
                .filter(g -> g.group().equals(group.value()))
                .findFirst()
                .orElseThrow(() -> new LabException("the lab has no group " + group));
        String member = found.primary();
        if (member == null) {
            throw new LabException(group + " has no primary: " + found.state());
        }
        return member.substring(member.lastIndexOf('-') + 1);
    }

    /** The time between two results, in milliseconds. */
    double usualGapMs() throws Exception {
        LogTail.Epoch from = tail.current(TRIAL_LIMIT);
        Thread.sleep(3_000);
        LogTail.Epoch to = tail.current(TRIAL_LIMIT);
        return to.epoch() != from.epoch() || to.results() == from.results()
                ? Double.NaN
                : (to.lastNanos() - from.lastNanos()) / 1e6 / (to.results() - from.results());
    }

    /** Resident memory of the largest service. */
    long largestServiceKib() throws LabException {
        return lab.state().processes().stream()
                .filter(p -> p.name().startsWith("service-"))
                .mapToLong(p -> p.residentKib())
                .max()
                .orElse(-1);
    }

    @Override
    public void close() {
        tail.close();
        requester.close();
    }
}
