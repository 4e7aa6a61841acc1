package dev.baton.agent;

import dev.baton.health.HealthMonitor;
import dev.baton.kafka.KafkaArchive;
import dev.baton.kafka.KafkaTelemetry;
import dev.baton.link.LinkServer;
import dev.baton.link.PeerLinkClient;
import dev.baton.model.GroupId;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.StoreLayout;
import dev.baton.port.Archive;
import dev.baton.port.CoordinationStore;
import dev.baton.port.Guard;
import dev.baton.port.PeerLinks;
import dev.baton.port.Resource;
import dev.baton.port.Resource.Report;
import dev.baton.port.StoreEvent;
import dev.baton.port.Telemetry;
import dev.baton.port.Ticker;
import dev.baton.protocol.Input;
import dev.baton.protocol.Member;
import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.TlsIdentity;
import dev.baton.zookeeper.ZooKeeperStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a running agent together and takes them apart again. */
final class AgentRuntime {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Map<GroupId, Cell> cells;
    private final AgentLoop loop;
    private final Thread loopThread;
    private final Registration registration;
    private final CoordinationStore store;
    private final LinkServer link;
    private final PeerLinks peers;
    private final @Nullable Telemetry telemetry;
    private final Watchdog watchdog;
    private final Fences fences;
    private final HealthMonitor monitor;
    private final PrimaryBoard board;
    private final Inbox inbox;
    private final OperatorsBridge operators;
    private final String endpoint;
    private final Auditor auditor;
    private final @Nullable TlsIdentity tls;

    private AgentRuntime(AgentConfig config) {
        Ticker ticker = Ticker.system();
        Incarnation life = new Incarnation(UUID.randomUUID().toString());
        inbox = new Inbox();
        cells = new LinkedHashMap<>();
        for (AgentConfig.Hosted hosted : config.members()) {
            MemberId id = MemberId.of(hosted.group(), config.service());
            cells.put(
                    hosted.group(),
                    new Cell(
                            id,
                            hosted.resource(),
                            new GuardCell(ticker),
                            Member.closed(id, life, hosted.priority()),
                            input -> inbox.put(hosted.group(), input)));
        }
        monitor = HealthMonitor.start(config.checks(), ticker);
        board = new PrimaryBoard(config, cells);
        AtomicReference<@Nullable AgentLoop> looping = new AtomicReference<>();
        link = openLink(new LinkServer.Config(
                config.listenHost(),
                config.listenPort(),
                config.service(),
                life,
                () -> {
                    AgentLoop l = looping.get();
                    return l == null ? List.of() : l.statuses();
                },
                () -> "",
                () -> monitor.health().checks(),
                board,
                config.security().tls()));
        endpoint = config.advertise() == null ? config.listenHost() + ":" + link.port() : config.advertise();
        telemetry = config.kafka() == null
                ? null
                : KafkaTelemetry.open(config.kafka(), config.telemetryTopic(), config.security());
        store = ZooKeeperStore.open(new ZooKeeperStore.Config(
                config.connect(),
                config.storeConnections(),
                config.session(),
                Duration.ofSeconds(2),
                config.security()));
        auditor = new Auditor(
                cells.values().stream().map(c -> c.id).toList(), store, archive(config), config.audit(), ticker);
        tls = config.security().tls();
        peers = new PeerLinkClient(tls);
        List<Telemetry> outlets = new ArrayList<>(List.of(link));
        if (telemetry != null) {
            outlets.add(telemetry);
        }
        watchdog = new Watchdog(ticker, config.selfFence());
        fences = new Fences(inbox, config.fencing());
        Effects effects = new Effects(new StoreWrites(store, inbox), outlets, watchdog, config.selfFence(), fences);
        loop = new AgentLoop(
                ticker,
                inbox,
                cells,
                effects,
                link::beat,
                telemetry,
                monitor::health,
                new Rehearsals(store, config.rehearsal(), cells.size()));
        looping.set(loop);
        registration = new Registration(store, config, life, endpoint);
        loopThread = new Thread(loop, "baton-loop");
        loopThread.setDaemon(true);
        operators = new OperatorsBridge(
                store, known -> cells.keySet().forEach(group -> inbox.put(group, new Input.OperatorsSeen(known))));
        follow(config);
    }

    static AgentRuntime start(AgentConfig config) {
        AgentRuntime runtime = new AgentRuntime(config);
        for (Cell cell : runtime.cells.values()) {
            cell.resource.start(cell.guard, report -> cell.inbox.accept(input(report)));
        }
        runtime.watchdog.start();
        runtime.fences.check(runtime.cells.values().stream().map(c -> c.id).toList());
        runtime.loopThread.start();
        runtime.registration.start();
        runtime.auditor.start();
        return runtime;
    }

    private LinkServer openLink(LinkServer.Config config) {
        try {
            return LinkServer.open(config);
        } catch (IOException e) {
            monitor.close();
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private void follow(AgentConfig config) {
        operators.start();
        if (config.kafka() != null) { // Of its entries only those who copy them want anything.
            store.watch(StoreLayout.AUDIT, path -> path.equals(StoreLayout.AUDIT), auditor::cluster);
        }
        Peers directory = new Peers(config.service(), config.routes(), peers, inbox);
        for (GroupId group : cells.keySet()) {
            StoreBridge bridge = new StoreBridge(
                    group, inbox, rejected -> auditor.rejected(group, rejected.path(), rejected.what()));
            store.watch(StoreLayout.group(group), wanted(group), event -> {
                auditor.accept(group, event); // First: what the bridge then rejects is news about this very node.
                bridge.accept(event);
                directory.accept(group, event);
                board.accept(group, event);
                if (event instanceof StoreEvent.Connection) {
                    registration.again();
                }
            });
        }
    }

    /** The epochs' records and the audit are written for people, and the alerts' by them. */
    private static Predicate<String> wanted(GroupId group) {
        String epochs = StoreLayout.epochs(group);
        String alerts = StoreLayout.alerts(group);
        return path -> !path.startsWith(epochs) && !path.equals(alerts) && !StoreLayout.isAudit(path);
    }

    private static @Nullable Archive archive(AgentConfig config) {
        return config.kafka() == null
                ? null
                : KafkaArchive.open(
                        config.kafka(), KafkaArchive.DEFAULT_TOPIC, KafkaSecurity.properties(config.security()));
    }

    private static Input input(Report report) {
        if (report instanceof Report.Promoted r) {
            return new Input.Promoted(r.epoch(), r.position(), r.receipt(), r.fenceNanos());
        }
        if (report instanceof Report.Refused r) {
            return new Input.PromotionRefused(r.epoch(), r.held(), r.detail());
        }
        if (report instanceof Report.Failed r) {
            return new Input.PromotionFailed(r.epoch(), r.detail());
        }
        if (report instanceof Report.Fenced r) {
            return new Input.ResourceFenced(r.epoch(), r.detail());
        }
        if (report instanceof Report.Effective r) {
            return new Input.Effective(r.epoch());
        }
        if (report instanceof Report.Drained r) {
            return new Input.Drained(r.epoch(), r.position());
        }
        if (report instanceof Report.Rejoined r) {
            return new Input.Rejoined(r.epoch(), r.done(), r.setAside(), r.detail());
        }
        return new Input.Demoted(((Report.Demoted) report).epoch());
    }

    Guard guard(GroupId group) {
        Cell cell = cells.get(group);
        if (cell == null) {
            throw new IllegalArgumentException(
                    "group '" + group + "' has no member here: expected one of " + cells.keySet());
        }
        return cell.guard;
    }

    String endpoint() {
        return endpoint;
    }

    List<MemberStatus> statuses() {
        return loop.statuses();
    }

    void close() {
        registration.close();
        operators.stop();
        cells.keySet().forEach(g -> inbox.put(g, new Input.Close()));
        try {
            if (!loop.allClosed().await(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                cells.values().forEach(c -> c.guard.shut("the service stops"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cells.values().stream().map(c -> c.resource).forEach(this::stop);
        watchdog.close();
        fences.close();
        monitor.close();
        loop.stop();
        loopThread.interrupt();
        peers.close();
        auditor.close();
        store.close();
        if (telemetry != null) {
            telemetry.close();
        }
        link.close();
        if (tls != null) {
            tls.close();
        }
    }

    private void stop(Resource resource) {
        resource.stop(STOP);
    }
}
