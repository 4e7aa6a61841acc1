package dev.baton.agent;

import dev.baton.fence.FenceSetup;
import dev.baton.fence.InvalidFenceFile;
import dev.baton.health.HealthCheck;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.ServiceId;
import dev.baton.port.Guard;
import dev.baton.port.Resource;
import dev.baton.secure.InvalidSecurityFile;
import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The agent that a service embeds: one a process, hosting one member of each group that the process serves.
 *
 * <pre>{@code
 * FailoverAgent agent = FailoverAgent.builder()
 *         .service("a")
 *         .connect("zk1:2181,zk2:2181/baton")
 *         .telemetry("kafka:9092")
 *         .member("orders", resource)
 *         .start();
 * }</pre>
 *
 * <p>Thread-safe. {@link #close} leaves in order: a primary stops, says so in the store, and the others go on at once.
 */
public final class FailoverAgent implements AutoCloseable {
    private final AgentRuntime runtime;

    private FailoverAgent(AgentRuntime runtime) {
        this.runtime = runtime;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The permission of this process's member of {@code group}; to be checked before each effect that only a primary may have. */
    public Guard guard(String group) {
        return runtime.guard(new GroupId(group));
    }

    /** {@code host:port} of the link, as peers and consoles are told it. */
    public String endpoint() {
        return runtime.endpoint();
    }

    /** What the members say of themselves, as of the last heartbeat. */
    public List<MemberStatus> statuses() {
        return runtime.statuses();
    }

    @Override
    public void close() {
        runtime.close();
    }

    /** Gathers the settings. Not thread-safe. */
    public static final class Builder {
        private @Nullable String service;
        private @Nullable String connect;
        private int storeConnections = 2;
        private Duration session = Duration.ofSeconds(10);
        private String listenHost = "127.0.0.1";
        private int listenPort;
        private @Nullable String advertise;
        private final Map<ServiceId, String> routes = new LinkedHashMap<>();
        private @Nullable String kafka;
        private String telemetryTopic = "baton.telemetry";
        private Policy policy = Policy.DEFAULT;
        private final List<AgentConfig.Hosted> members = new ArrayList<>();
        private final List<HealthCheck> checks = new ArrayList<>();
        private final Map<String, String> endpoints = new LinkedHashMap<>();
        private final List<String> problems = new ArrayList<>();
        private Duration rehearsal = Duration.ofSeconds(5);
        private @Nullable FenceSetup fencing;
        private Security security = Security.NONE;
        private AuditBounds audit = AuditBounds.DEFAULT;
        private Runnable selfFence = () -> Runtime.getRuntime().halt(70);

        private Builder() {}

        /** This process's name, the suffix of its members' ids: {@code a} hosts {@code orders-a}. Required. */
        public Builder service(String name) {
            this.service = name;
            return this;
        }

        /** ZooKeeper's servers with an optional chroot: {@code zk1:2181,zk2:2181/baton}. Required. */
        public Builder connect(String servers) {
            this.connect = servers;
            return this;
        }

        /** How many store connections to keep; two, to different servers, unless told otherwise. */
        public Builder storeConnections(int count) {
            this.storeConnections = count;
            return this;
        }

        /** The store session's timeout. The lease does not depend on it, so it stays long; 10 s unless told otherwise. */
        public Builder session(Duration timeout) {
            this.session = timeout;
            return this;
        }

        /** Where the link listens; port 0 takes any free one. Loopback unless told otherwise. */
        public Builder listen(String host, int port) {
            this.listenHost = host;
            this.listenPort = port;
            return this;
        }

        /** {@code host:port} by which others reach the link, where it differs from where it listens. */
        public Builder advertise(String endpoint) {
            this.advertise = endpoint;
            return this;
        }

        /** Reach that service's link at {@code endpoint} instead of the one it advertises. */
        public Builder route(String peerService, String endpoint) {
            try {
                routes.put(new ServiceId(peerService), endpoint);
            } catch (IllegalArgumentException e) {
                problems.add("route: " + e.getMessage());
            }
            return this;
        }

        /**
         * Kafka's bootstrap servers for the topics of the telemetry and of the audit's archive. Without it there is no telemetry, and no entry of
         * the audit ever leaves the store; nothing else depends on it. Heartbeats are gathered for at most a quarter of a second, everything else
         * is sent at once.
         */
        public Builder telemetry(String bootstrapServers) {
            this.kafka = bootstrapServers;
            return this;
        }

        /** The policy that is written where the group has none yet; one in the store always wins. */
        public Builder policy(Policy initial) {
            this.policy = initial;
            return this;
        }

        /** Hosts a member of {@code group}. */
        public Builder member(String group, Resource resource) {
            return member(group, resource, 10, Map.of());
        }

        /** Hosts a member of {@code group}; among members of equal position the lowest priority goes first. */
        public Builder member(String group, Resource resource, int priority, Map<String, String> tags) {
            try {
                members.add(new AgentConfig.Hosted(new GroupId(group), resource, priority, tags));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
            return this;
        }

        /**
         * Where the service of {@code group} in this process is reached by its callers, for example {@code http://host:port}; locators give it
         * out while this member is primary. Kept as the tag {@link MemberRecord#ENDPOINT} of the member's record.
         */
        public Builder serviceEndpoint(String group, String endpoint) {
            endpoints.put(group, endpoint);
            return this;
        }

        /**
         * Checks the health of this process. While a readiness check fails its members are not ready, so not eligible, and their published health
         * says which check, since when and why; a failing liveness check is told by {@code /live} alone.
         */
        public Builder check(HealthCheck... more) {
            checks.addAll(List.of(more));
            return this;
        }

        /** Watches {@code group} without ever taking its role: its suspicion counts among the group's monitors. */
        public Builder witness(String group) {
            return member(group, new WitnessResource(), Integer.MAX_VALUE, Map.of(MemberRecord.WITNESS, "true"));
        }

        /**
         * How often a ready standby rehearses its takeover, after some rounds at its start; 5 s unless told otherwise, zero for never. A
         * rehearsal touches nothing real: it keeps code and connections warm, which is most of what a takeover costs in a fresh process.
         */
        public Builder rehearseEvery(Duration interval) {
            if (interval.isNegative() || interval.compareTo(Duration.ofHours(1)) > 0) {
                problems.add("rehearseEvery is " + interval + ": expected zero (never) up to an hour");
            }
            this.rehearsal = interval;
            return this;
        }

        /**
         * The file of the fence devices that this agent may use against other members, as docs/operating/fencing.md describes it. Without one a
         * member that does not step down is waited for by the clock, and a fence says that nobody confirmed it.
         */
        public Builder fencing(Path file) {
            try {
                fencing = FenceSetup.read(file);
            } catch (InvalidFenceFile e) {
                problems.addAll(e.problems());
            }
            return this;
        }

        /**
         * How this process is secured: the file that {@link SecurityFile} describes. The agent looks at the certificate's files from now on, until
         * it is closed. Without it links are plain and the store's nodes are open to everybody.
         */
        public Builder security(Path file) {
            try {
                security = SecurityFile.read(file);
            } catch (InvalidSecurityFile e) {
                problems.addAll(e.problems());
            }
            return this;
        }

        Builder audit(AuditBounds bounds) {
            this.audit = bounds;
            return this;
        }

        /** What ends the process when a resource does not stop in time. The default halts the JVM with status 70. */
        public Builder selfFence(Runnable end) {
            this.selfFence = end;
            return this;
        }

        /**
         * Starts the agent; returns at once, connecting and registering go on in the background.
         *
         * @throws IllegalArgumentException naming everything that is wrong with the settings
         * @throws java.io.UncheckedIOException where the link's port cannot be had, naming it
         */
        public FailoverAgent start() {
            List<String> wrong = new ArrayList<>(problems);
            ServiceId id = null;
            try {
                id = new ServiceId(service == null ? "" : service);
                for (AgentConfig.Hosted hosted : members) {
                    MemberId.of(hosted.group(), id);
                }
            } catch (IllegalArgumentException e) {
                wrong.add(e.getMessage());
            }
            if (connect == null || connect.isBlank()) {
                wrong.add("connect is not set: expected host:port,host:port/chroot of ZooKeeper");
            }
            if (members.isEmpty()) {
                wrong.add("no member: expected at least one call of member(group, resource)");
            }
            if (members.stream().map(AgentConfig.Hosted::group).distinct().count() != members.size()) {
                wrong.add("two members of one group: expected one member a group in a process");
            }
            List<AgentConfig.Hosted> hosted = ServiceEndpoints.put(members, endpoints, wrong);
            wrong.addAll(HealthCheck.problems(
                    checks, hosted.stream().map(h -> h.group().value()).collect(Collectors.toSet())));
            wrong.addAll(policy.problems());
            if (!wrong.isEmpty()) {
                throw new IllegalArgumentException("the agent's settings are wrong: " + String.join("; ", wrong));
            }
            AgentConfig config = new AgentConfig(
                    Objects.requireNonNull(id),
                    Objects.requireNonNull(connect),
                    storeConnections,
                    session,
                    listenHost,
                    listenPort,
                    advertise,
                    Map.copyOf(routes),
                    kafka,
                    telemetryTopic,
                    policy,
                    hosted,
                    List.copyOf(checks),
                    rehearsal,
                    fencing,
                    security,
                    audit,
                    selfFence);
            return new FailoverAgent(AgentRuntime.start(config));
        }
    }
}
