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
import java.util.List;
import java.util.Map;

/**
 * Any command: called with its arguments and then {@code off} or {@code status}, and the variables {@code BATON_GROUP}, {@code BATON_MEMBER} and
 * {@code BATON_EPOCH}. {@code off} ends with 0 once the member is off, and with anything else where it is not. {@code status}, where it is read back,
 * ends as a fence agent's does: 2 for off, 0 for on. So a command that knows no {@code status} and ends with 0 never passes for off.
 */
final class CommandDevice implements FenceDevice {
    private final String name;
    private final List<String> command;
    private final Targets targets;
    private final boolean readBack;
    private final Duration deadline;
    private final Programs programs;
    private final PowerOff dialogue;

    CommandDevice(
            String name,
            List<String> command,
            Targets targets,
            boolean readBack,
            Duration deadline,
            Programs programs) {
        this.name = name;
        this.command = List.copyOf(command);
        this.targets = targets;
        this.readBack = readBack;
        this.deadline = deadline;
        this.programs = programs;
        this.dialogue = new PowerOff(name, this::ask, false);
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
        return dialogue.off(target, limit, readBack);
    }

    @Override
    public Status status(FenceTarget target, Duration limit) throws InterruptedException {
        return dialogue.status(target, limit);
    }

    @Override
    public List<String> check(Duration limit) {
        try {
            program();
            return List.of();
        } catch (IOException absent) {
            return List.of(String.valueOf(absent.getMessage()));
        }
    }

    private Path program() throws IOException {
        return programs.find(command.get(0))
                .orElseThrow(() -> new IOException("command '" + command.get(0) + "' can not be run: looked in "
                        + programs.places() + "; expected an executable file"));
    }

    private Ran ask(String verb, FenceTarget target, Duration limit) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.set(0, program().toString());
        line.add(verb);
        Map<String, String> environment = Map.of(
                "BATON_GROUP", target.group().value(),
                "BATON_MEMBER", target.member().value(),
                "BATON_EPOCH", target.epoch().toString());
        return BoundedCommand.run(line, environment, "", BoundedCommand.STDERR_LIMIT, limit);
    }

    @Override
    public String toString() {
        return "command '" + name + "' (" + command.get(0) + ")";
    }
}
