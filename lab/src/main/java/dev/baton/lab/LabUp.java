package dev.baton.lab;

import dev.baton.lab.LabPlan.ServicePlan;
import dev.baton.lab.fence.Bmc;
import dev.baton.lab.process.Launched;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.secure.Access;
import dev.baton.lab.secure.LabSecurity;
import dev.baton.lab.store.StoreAdmin;
import dev.baton.lab.verify.Entry;
import dev.baton.lab.verify.LogReader;
import dev.baton.lab.workload.Topics;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.OperatorRecord;
import dev.baton.model.Policy;
import dev.baton.model.ServiceId;
import dev.baton.model.Timing;
import dev.baton.secure.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** One run of {@code up}. Either all of it is up at the end, or nothing of it runs. */
final class LabUp {
    private static final Duration STEP_LIMIT = Duration.ofSeconds(60);
    /** The first grant of a group waits this long for the member of the best priority. */
    private static final long BOOTSTRAP_MILLIS = 15_000;

    private static final long MAX_LAG_RECORDS = 1_000;

    private final LabOptions options;
    private final LabFiles files;
    private final Progress progress;
    private final LabPlan plan;
    private final LabStart start;
    private final long startNanos = System.nanoTime();
    private LabState state;
    private boolean cancelled;

    private LabUp(LabOptions options, LabFiles files, Progress progress, LabPlan plan) {
        this.options = options;
        this.files = files;
        this.progress = progress;
        this.plan = plan;
        this.start = new LabStart(files, options.secured());
        this.state = start.initial(plan, options);
    }

    /** The caller holds the folder's lock, and the folder is prepared. */
    static LabState run(LabOptions options, LabFiles files, Progress progress) throws LabException {
        LabUp up = new LabUp(options, files, progress, LabNet.plan(options, progress));
        AtomicBoolean done = new AtomicBoolean();
        Thread onExit = new Thread(
                () -> {
                    if (!done.get()) {
                        up.cancel();
                    }
                },
                "lab-up-cleanup");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            up.bringUp();
            done.set(true);
            return up.state;
        } catch (LabException | RuntimeException failed) {
            up.cancel();
            throw failed;
        } finally {
            done.set(true);
            try {
                Runtime.getRuntime().removeShutdownHook(onExit);
            } catch (IllegalStateException exiting) {
                // The hook is running already, and does its work.
            }
        }
    }

    private void bringUp() throws LabException {
        LabFiles.write(files.state(), state);
        LabFiles.write(files.plan(), plan);
        List<OperatorRecord> operators = options.secured()
                ? new LabSecurity(files.security())
                        .create(
                                options.serviceIds().stream()
                                        .map(ServiceId::value)
                                        .toList(),
                                plan.addresses(),
                                Instant.now())
                : List.of();
        int storeServers = plan.stores().size();
        progress.step(
                storeServers == 1
                        ? "Starting ZooKeeper, Kafka and the proxy"
                        : "Starting " + storeServers + " ZooKeeper servers, Kafka and the proxy");
        Launched kafka = note(() -> start.kafka(plan));
        List<Launched> stores = new ArrayList<>();
        for (int i = 0; i < storeServers; i++) {
            int index = i;
            stores.add(note(() -> start.store(plan, index)));
        }
        Launched proxy = note(() -> start.proxy(plan));
        for (Launched store : stores) {
            store.awaitReady(left());
        }
        try (Access access = state.access()) {
            provision(plan.storeAddress(), access.security(), operators);
            proxy.awaitReady(left());
            kafka.awaitReady(left());
            Topics.create("127.0.0.1:" + plan.kafka(), access.security(), options.groupIds(), left());
        }
        if (options.fencing()) {
            startBmcs();
        }
        progress.step("Starting services "
                + options.serviceIds().stream().map(ServiceId::value).collect(Collectors.joining(", ")));
        List<Launched> services = new ArrayList<>();
        for (int i = 0; i < plan.services().size(); i++) {
            ServicePlan service = plan.services().get(i);
            start.configureService(plan, i, options);
            Launched launched = note(() -> start.service(plan, service.id()));
            LabFencing.machine(files, launched.process());
            services.add(launched);
        }
        Launched workload = note(() -> start.workload(plan, options));
        for (Launched service : services) {
            service.awaitReady(left());
        }
        workload.awaitReady(left());

        progress.step("Waiting for a primary and a first result of each group");
        List<GroupId> groups = options.groupIds();
        awaitResults(groups, services);
        state = state.withGroups(LabGroups.read(state), true).looked();
        LabFiles.write(files.state(), state);
        progress.step(String.format(Locale.ROOT, "Ready after %.1f s", (System.nanoTime() - startNanos) / 1e9));
    }

    private void startBmcs() throws LabException {
        progress.step("Starting a simulated BMC for each service");
        List<Bmc> bmcs = new ArrayList<>();
        for (ServiceId service : options.serviceIds()) {
            bmcs.add(note(service));
        }
        LabFencing.write(files, bmcs, options.groups());
    }

    private void provision(String address, Security security, List<OperatorRecord> operators) throws LabException {
        try (StoreAdmin store = StoreAdmin.connect(address, left(), security)) {
            store.provisionRoot();
            if (!operators.isEmpty()) {
                store.enrol(operators);
            }
            // Here failovers are practised one after the other, so none of them waits for an acknowledgement.
            Policy policy = new Policy(
                    Policy.Mode.ACTIVE_PASSIVE,
                    Timing.preset(options.preset()).cooldown(0),
                    MAX_LAG_RECORDS,
                    BOOTSTRAP_MILLIS,
                    false,
                    Policy.DEFAULT.unreadyMillis());
            for (GroupId group : options.groupIds()) {
                Set<MemberId> members = options.serviceIds().stream()
                        .map(service -> MemberId.of(group, service))
                        .collect(Collectors.toSet());
                store.provision(group, members, policy);
            }
        }
    }

    /** A result can only be committed by a primary, so the first one of each group tells both. */
    private void awaitResults(List<GroupId> groups, List<Launched> services) throws LabException {
        Map<GroupId, LogReader> waiting = new LinkedHashMap<>();
        try (Access access = state.access()) {
            for (GroupId group : groups) {
                waiting.put(group, LogReader.open(state.kafka(), access.security(), group));
            }
            while (!waiting.isEmpty()) {
                for (GroupId group : List.copyOf(waiting.keySet())) {
                    LogReader reader = waiting.get(group);
                    if (reader != null && hasResult(reader)) {
                        waiting.remove(group);
                        reader.close();
                    }
                }
                requireAlive(services);
                if (left().isZero()) {
                    throw new LabException("no result of "
                            + waiting.keySet().stream().map(GroupId::value).collect(Collectors.joining(", "))
                            + " within " + options.limit().toSeconds() + " s. "
                            + services.get(0).tail());
                }
            }
        } finally {
            waiting.values().forEach(LogReader::close);
        }
    }

    private static boolean hasResult(LogReader reader) throws LabException {
        AtomicBoolean found = new AtomicBoolean();
        reader.read(entry -> {
            if (entry instanceof Entry.Committed) {
                found.set(true);
            }
        });
        return found.get();
    }

    private static void requireAlive(List<Launched> services) throws LabException {
        for (Launched service : services) {
            if (!service.process().alive()) {
                throw new LabException(service.process().name() + " ended. " + service.tail());
            }
        }
    }

    /** What starts a process. */
    private interface Starter {
        Launched start() throws LabException;
    }

    /** Starts a process and writes it down at once, so that it can be cleaned up whatever happens next. */
    private synchronized Launched note(Starter starter) throws LabException {
        if (cancelled) {
            throw new LabException("interrupted while starting");
        }
        Launched launched = starter.start();
        state = state.with(launched.process());
        LabFiles.write(files.state(), state);
        return launched;
    }

    private synchronized Bmc note(ServiceId service) throws LabException {
        if (cancelled) {
            throw new LabException("interrupted while starting");
        }
        Bmc bmc = LabFencing.start(files, service);
        state = state.with(bmc);
        LabFiles.write(files.state(), state);
        return bmc;
    }

    private synchronized void cancel() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        progress.step("Stopping what was started");
        List<ProcessRef> left = LabDown.stop(state);
        if (!left.isEmpty()) {
            progress.step("Still running: " + left);
        }
        try {
            LabDown.removeNet(plan);
        } catch (LabException failed) {
            progress.step(String.valueOf(failed.getMessage()));
        }
    }

    private Duration left() {
        Duration rest = options.limit().minusNanos(System.nanoTime() - startNanos);
        if (rest.isNegative()) {
            return Duration.ZERO;
        }
        return rest.compareTo(STEP_LIMIT) > 0 ? STEP_LIMIT : rest;
    }
}
