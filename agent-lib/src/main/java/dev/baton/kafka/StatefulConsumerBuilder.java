package dev.baton.kafka;

import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.StandbyKind;
import dev.baton.secure.Security;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Describes a {@link StatefulConsumer}. Not safe for use by several threads. */
public final class StatefulConsumerBuilder<S> {
    private final Logic<S> logic;
    private final Map<String, String> client = new HashMap<>();
    private @Nullable GroupId group;
    private @Nullable MemberId member;
    private @Nullable Path securityFile;
    private Security security = Security.NONE;
    private @Nullable String bootstrap;
    private @Nullable String inputTopic;
    private @Nullable String logTopic;
    private @Nullable String transactionalId;
    private Consumer<Ack> acknowledged = ack -> {};
    private Duration answerLimit = Duration.ofSeconds(3);

    StatefulConsumerBuilder(Logic<S> logic) {
        this.logic = logic;
    }

    /** Optional: the member's own group is the default, and the only one that is accepted. */
    public StatefulConsumerBuilder<S> group(GroupId value) {
        group = value;
        return this;
    }

    public StatefulConsumerBuilder<S> member(MemberId value) {
        member = value;
        return this;
    }

    /** {@code host:port,...} of the brokers. */
    public StatefulConsumerBuilder<S> bootstrap(String value) {
        bootstrap = value;
        return this;
    }

    /** Topic of the inputs; its partition 0 is read. */
    public StatefulConsumerBuilder<S> inputTopic(String value) {
        inputTopic = value;
        return this;
    }

    /** Topic of the results, which is the changelog too; its partition 0 is written. */
    public StatefulConsumerBuilder<S> logTopic(String value) {
        logTopic = value;
        return this;
    }

    /** The id under which the broker fences; must be the same for all members of the group. Default {@code baton-GROUP}. */
    public StatefulConsumerBuilder<S> transactionalId(String value) {
        transactionalId = value;
        return this;
    }

    /** Called for each result by the worker, in order, after the commit was answered; must be quick. */
    public StatefulConsumerBuilder<S> acknowledged(Consumer<Ack> value) {
        acknowledged = value;
        return this;
    }

    /** How long a step waits for the broker before it counts as unanswered; default 3 s, at least 100 ms. */
    public StatefulConsumerBuilder<S> answerLimit(Duration value) {
        answerLimit = value;
        return this;
    }

    /**
     * How the broker is reached: the file that {@link dev.baton.secure.SecurityFile} describes, the same as the agent's. New files of the
     * certificate take effect without a restart, until the resource is stopped.
     */
    public StatefulConsumerBuilder<S> security(Path file) {
        securityFile = file;
        return this;
    }

    /** Likewise, from a file that the service has read already; its identity stays open, and the caller's. */
    public StatefulConsumerBuilder<S> security(Security value) {
        security = value;
        securityFile = null;
        return this;
    }

    /** A further property for all Kafka clients; it wins over the security file's. */
    public StatefulConsumerBuilder<S> client(String key, String value) {
        client.put(key, value);
        return this;
    }

    /**
     * Builds it; nothing connects before {@link StatefulConsumer#start}.
     *
     * @throws IllegalArgumentException naming what is missing or contradicts itself
     */
    public StatefulConsumer<S> build() {
        MemberId who = required("member", member);
        if (group != null && !group.equals(who.group())) {
            throw new IllegalArgumentException("member " + who + " is of group " + who.group() + ", not of " + group);
        }
        if (answerLimit.compareTo(Duration.ofMillis(100)) < 0 || answerLimit.compareTo(Duration.ofSeconds(8)) > 0) {
            throw new IllegalArgumentException(
                    "answerLimit is " + answerLimit.toMillis() + " ms: expected 100 to 8000 ms");
        }
        String brokers = required("bootstrap", bootstrap);
        String input = required("inputTopic", inputTopic);
        String log = required("logTopic", logTopic);
        ClientSecurity secured = clientSecurity();
        Settings settings = new Settings(
                who,
                brokers,
                List.of(input),
                false,
                log,
                List.of(),
                transactionalId == null ? "baton-" + who.group() : transactionalId,
                StandbyKind.hot(),
                Settings.USUAL_BATCH,
                answerLimit,
                secured.with(client));
        return new StatefulConsumer<>(settings, logic, acknowledged, secured);
    }

    private ClientSecurity clientSecurity() {
        return securityFile == null ? ClientSecurity.given(security) : ClientSecurity.read(securityFile);
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a stateful consumer needs " + name);
        }
        return value;
    }
}
