package dev.baton.kafka;

import dev.baton.model.MemberId;
import dev.baton.model.StandbyKind;
import dev.baton.secure.Security;
import dev.baton.state.MemoryStore;
import dev.baton.state.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Describes a {@link KafkaProcessor}. Not safe for use by several threads. */
public final class KafkaProcessorBuilder {
    private final Processing processing;
    private final Map<String, String> client = new HashMap<>();
    private final Set<String> inputs = new LinkedHashSet<>();
    private final Set<String> outputs = new LinkedHashSet<>();
    private @Nullable MemberId member;
    private @Nullable Path securityFile;
    private Security security = Security.NONE;
    private @Nullable String bootstrap;
    private @Nullable String changelog;
    private @Nullable String deadLetters;
    private @Nullable String transactionalId;
    private @Nullable String offsetsGroup;
    private @Nullable Path snapshots;
    private StateStore.Opener store = MemoryStore::new;
    private StandbyKind standby = StandbyKind.hot();
    private long snapshotRecords = 1_000_000;
    private Duration snapshotEvery = Duration.ofMinutes(10);
    private Duration answerLimit = Duration.ofSeconds(3);
    private int largestBatch = Settings.USUAL_BATCH;
    private int largestRecord = 900_000;
    private int checkEvery = 64;
    private Consumer<Committed> committed = transaction -> {};

    KafkaProcessorBuilder(Processing processing) {
        this.processing = processing;
    }

    public KafkaProcessorBuilder member(MemberId value) {
        member = value;
        return this;
    }

    /** {@code host:port,...} of the brokers. */
    public KafkaProcessorBuilder bootstrap(String value) {
        bootstrap = value;
        return this;
    }

    /** Topics to read, with all their partitions; at least one. */
    public KafkaProcessorBuilder inputs(String... topics) {
        inputs.addAll(List.of(topics));
        return this;
    }

    /** Topics that a step may write to. They are known beforehand, so that a takeover need not look them up. */
    public KafkaProcessorBuilder outputs(String... topics) {
        outputs.addAll(List.of(topics));
        return this;
    }

    /** Topic of the state's changes; its partition 0 is written. */
    public KafkaProcessorBuilder changelog(String topic) {
        changelog = topic;
        return this;
    }

    /** Topic of the inputs that cannot be processed. */
    public KafkaProcessorBuilder deadLetters(String topic) {
        deadLetters = topic;
        return this;
    }

    /** Where the state is kept; default in memory. */
    public KafkaProcessorBuilder store(StateStore.Opener value) {
        store = value;
        return this;
    }

    /** Folder of the snapshots, of this member alone or shared by the group; default: none are taken. */
    public KafkaProcessorBuilder snapshots(Path folder) {
        snapshots = folder;
        return this;
    }

    /** After how many records of the changelog, or how long, another snapshot is taken; default a million, and 10 minutes. */
    public KafkaProcessorBuilder snapshotEvery(long records, Duration time) {
        snapshotRecords = records;
        snapshotEvery = time;
        return this;
    }

    /** How much of the state it holds as a standby; default hot. */
    public KafkaProcessorBuilder standby(StandbyKind value) {
        standby = value;
        return this;
    }

    /** The id under which the broker fences; must be the same for all members of the group. Default {@code baton-GROUP}. */
    public KafkaProcessorBuilder transactionalId(String value) {
        transactionalId = value;
        return this;
    }

    /**
     * Commits the positions also as those of a consumer group, in the same transaction, for tools that show a group's lag. Nothing reads them
     * back. Costs each transaction two more round trips. The group must have no members.
     */
    public KafkaProcessorBuilder exportOffsets(String group) {
        offsetsGroup = group;
        return this;
    }

    /** After how many transactions the digest of the state is written for the standbys to compare; default 64. */
    public KafkaProcessorBuilder checkEvery(int transactions) {
        checkEvery = transactions;
        return this;
    }

    /** How many inputs go into one transaction at most; default {@value Settings#USUAL_BATCH}. */
    public KafkaProcessorBuilder largestBatch(int inputs) {
        largestBatch = inputs;
        return this;
    }

    /** Bytes of one change or output above which its input is a poison; default 900,000, below the client's usual limit of a request. */
    public KafkaProcessorBuilder largestRecord(int bytes) {
        largestRecord = bytes;
        return this;
    }

    /** Called for each transaction by the worker, in order, after the commit was answered; must be quick. */
    public KafkaProcessorBuilder committed(Consumer<Committed> value) {
        committed = value;
        return this;
    }

    /** How long a step waits for the broker before it counts as unanswered; default 3 s, at least 100 ms. */
    public KafkaProcessorBuilder answerLimit(Duration value) {
        answerLimit = value;
        return this;
    }

    /**
     * How the broker is reached: the file that {@link dev.baton.secure.SecurityFile} describes, the same as the agent's. New files of the
     * certificate take effect without a restart, until the resource is stopped.
     */
    public KafkaProcessorBuilder security(Path file) {
        securityFile = file;
        return this;
    }

    /** Likewise, from a file that the service has read already; its identity stays open, and the caller's. */
    public KafkaProcessorBuilder security(Security value) {
        security = value;
        securityFile = null;
        return this;
    }

    /** A further property for all Kafka clients; it wins over the security file's. */
    public KafkaProcessorBuilder client(String key, String value) {
        client.put(key, value);
        return this;
    }

    /**
     * Builds it; nothing connects before {@link KafkaProcessor#start}.
     *
     * @throws IllegalArgumentException naming what is missing or contradicts itself
     */
    public KafkaProcessor build() {
        MemberId who = required("member", member);
        String log = required("changelog", changelog);
        String dead = required("deadLetters", deadLetters);
        require(!inputs.isEmpty(), "a processor needs at least one input topic");
        require(
                !inputs.contains(log) && !outputs.contains(log) && !dead.equals(log),
                "the changelog " + log + " is also input, output or dead-letter topic: expected one of its own");
        require(!inputs.contains(dead), "the dead-letter topic " + dead + " is also an input: it would be a loop");
        within("answerLimit in ms", answerLimit.toMillis(), 100, 8_000);
        within("largestBatch", largestBatch, 1, 100_000);
        within("largestRecord", largestRecord, 1, Integer.MAX_VALUE);
        within("checkEvery", checkEvery, 1, Integer.MAX_VALUE);
        within("snapshotEvery in records", snapshotRecords, 1, Long.MAX_VALUE);
        within("snapshotEvery in ms", snapshotEvery.toMillis(), 1, Long.MAX_VALUE);
        require(standby.type() != StandbyKind.Type.COLD || snapshots != null, "a cold standby needs snapshots");
        Set<String> written = new LinkedHashSet<>(outputs);
        written.add(dead);
        String brokers = required("bootstrap", bootstrap);
        ClientSecurity secured = clientSecurity();
        Settings settings = new Settings(
                who,
                brokers,
                List.copyOf(inputs),
                true,
                log,
                List.copyOf(written),
                transactionalId == null ? "baton-" + who.group() : transactionalId,
                standby,
                largestBatch,
                answerLimit,
                secured.with(client));
        ProcessorSettings processor = new ProcessorSettings(
                processing,
                store,
                dead,
                outputs,
                largestRecord,
                checkEvery,
                offsetsGroup,
                snapshots,
                snapshotRecords,
                snapshotEvery,
                committed);
        return new KafkaProcessor(settings, processor, secured);
    }

    private ClientSecurity clientSecurity() {
        return securityFile == null ? ClientSecurity.given(security) : ClientSecurity.read(securityFile);
    }

    private static void within(String name, long value, long least, long most) {
        require(value >= least && value <= most, name + " is " + value + ": expected " + least + " to " + most);
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a processor needs " + name);
        }
        return value;
    }
}
