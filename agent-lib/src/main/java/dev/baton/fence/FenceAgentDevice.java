package dev.baton.fence;

import dev.baton.fence.BoundedCommand.Ran;
import dev.baton.model.MemberId;
import dev.baton.port.FenceAnswer;
import dev.baton.port.FenceDevice;
import dev.baton.port.FenceTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A ClusterLabs fence agent, asked by lines {@code key=value} on its standard input and never by arguments, so that no secret is in the
 * list of processes. Agents know timeouts of their own and often do not keep them (against a controller that is dead, 20 s were measured), so
 * the deadline is ours and ends the agent with all its children.
 *
 * <p>Agents ignore parameters that they do not know: a misspelt {@code plug} would switch off another machine. Hence the first use compares them with
 * the agent's metadata and refuses to go on.
 */
final class FenceAgentDevice implements FenceDevice {
    private final String name;
    private final String agent;
    private final Targets targets;
    private final Map<String, Secret> parameters;
    private final Duration deadline;
    private final Programs programs;
    private final PowerOff dialogue;
    private volatile boolean parametersKnown;

    FenceAgentDevice(
            String name,
            String agent,
            Targets targets,
            Map<String, Secret> parameters,
            Duration deadline,
            Programs programs) {
        this.name = name;
        this.agent = agent;
        this.targets = targets;
        this.parameters = Map.copyOf(parameters);
        this.deadline = deadline;
        this.programs = programs;
        this.dialogue = new PowerOff(name, this::ask, true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean covers(MemberId member) {
        return targets.cover(member);
    }

    @Override
    public Duration deadline() {
        return deadline;
    }

    @Override
    public FenceAnswer off(FenceTarget target, Duration limit) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        if (!parametersKnown) {
            List<String> problems = check(limit);
            if (!problems.isEmpty()) {
                return new FenceAnswer.Failed(
                        "that device '" + name + "' can be asked",
                        String.join("; ", problems),
                        "mend its configuration; nothing was switched");
            }
        }
        return dialogue.off(
                target,
                Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadlineNanos - System.nanoTime())),
                true);
    }

    @Override
    public Status status(FenceTarget target, Duration limit) throws InterruptedException {
        return dialogue.status(target, limit);
    }

    @Override
    public List<String> check(Duration limit) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        Map<String, Secret> all = new LinkedHashMap<>(parameters);
        if (targets.members() != null) {
            targets.members().values().forEach(all::putAll);
        }
        all.forEach((key, secret) -> {
            try {
                secret.read();
            } catch (IOException e) {
                problems.add("parameter '" + key + "': " + e.getMessage());
            }
        });
        try {
            AgentMetadata metadata = AgentMetadata.ask(program(), limit);
            problems.addAll(metadata.problems(agent, all.keySet()));
            parametersKnown = problems.isEmpty();
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return problems;
    }

    private Path program() throws IOException {
        return programs.find(agent)
                .orElseThrow(() -> new IOException("fence agent '" + agent + "' is not there: looked in "
                        + programs.places() + "; install it, on Debian by 'apt-get install fence-agents'"));
    }

    private Ran ask(String action, FenceTarget target, Duration limit) throws IOException, InterruptedException {
        Path program = program();
        Map<String, Secret> all = new LinkedHashMap<>(parameters);
        all.putAll(targets.parameters(target.member()));
        List<String> secrets = new ArrayList<>();
        StringBuilder input = new StringBuilder("action=").append(action).append('\n');
        for (Map.Entry<String, Secret> parameter : all.entrySet()) {
            String value = parameter.getValue().read();
            if (parameter.getValue().fromFile() || Parameters.secret(parameter.getKey())) {
                secrets.add(value);
            }
            input.append(parameter.getKey()).append('=').append(value).append('\n');
        }
        Ran ran = BoundedCommand.run(
                List.of(program.toString()), Map.of(), input.toString(), BoundedCommand.STDERR_LIMIT, limit);
        return CleanOutput.of(ran, secrets);
    }

    @Override
    public String toString() {
        return "fence agent '" + name + "' (" + agent + ", parameters " + parameters.keySet() + ")";
    }
}
