package dev.baton.fence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.model.MemberId;
import dev.baton.port.FenceDevice;
import dev.baton.port.Ticker;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one device of the file. */
final class DeviceReader {
    static final long DEADLINE_MILLIS = 5_000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern AGENT = Pattern.compile("fence_[A-Za-z0-9_]{1,60}");
    private static final int MOST_ARGUMENTS = 50;

    private final Fields fields;
    private final Programs programs;
    private final Ticker ticker;
    private final Set<MemberId> targets = new TreeSet<>();

    DeviceReader(Fields fields, Programs programs, Ticker ticker) {
        this.fields = fields;
        this.programs = programs;
        this.ticker = ticker;
    }

    /** Every member that any device named. */
    Set<MemberId> targets() {
        return Set.copyOf(targets);
    }

    /** Null after a problem that leaves no device. */
    @Nullable
    FenceDevice read(String name, JsonNode node) {
        String key = "devices." + name;
        if (!NAME.matcher(name).matches()) {
            fields.problem(key, "a name of 1 to 64 letters, digits, '.', '_' or '-'", "'" + name + "'");
        }
        if (!fields.object(key, node)) {
            return null;
        }
        String type = fields.text(key + ".type", node.path("type"));
        Duration deadline = Duration.ofMillis(
                fields.number(key + ".deadlineMs", node.path("deadlineMs"), 100, 120_000, DEADLINE_MILLIS));
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "fence-agent" -> agent(name, key, node, deadline);
            case "command" -> command(name, key, node, deadline);
            case "self-fence" -> {
                fields.onlyKeys(key, node, Set.of("type", "deadlineMs"));
                yield new SelfFenceDevice(name, deadline, ticker);
            }
            default -> {
                fields.problem(key + ".type", "fence-agent, command or self-fence", "'" + type + "'");
                yield null;
            }
        };
    }

    private FenceDevice agent(String name, String key, JsonNode node, Duration deadline) {
        fields.onlyKeys(key, node, Set.of("type", "agent", "targets", "parameters", "deadlineMs"));
        String agent = fields.text(key + ".agent", node.path("agent"));
        if (agent != null) {
            program(key + ".agent", agent, AGENT, "the name of a fence agent (fence_...)");
        }
        return new FenceAgentDevice(
                name,
                agent == null ? "" : agent,
                targets(key + ".targets", node.path("targets"), true),
                parameters(key + ".parameters", node.path("parameters")),
                deadline,
                programs);
    }

    private FenceDevice command(String name, String key, JsonNode node, Duration deadline) {
        fields.onlyKeys(key, node, Set.of("type", "command", "targets", "readBack", "deadlineMs"));
        List<String> line = fields.texts(key + ".command", node.path("command"), "a command and its arguments");
        if (line.size() > MOST_ARGUMENTS) {
            fields.problem(key + ".command", "at most " + MOST_ARGUMENTS + " words", String.valueOf(line.size()));
        }
        if (!line.isEmpty()) {
            program(key + ".command[0]", line.get(0), NAME, "the name of a command");
        }
        return new CommandDevice(
                name,
                line.isEmpty() ? List.of("") : line,
                targets(key + ".targets", node.path("targets"), false),
                fields.flag(key + ".readBack", node.path("readBack"), false),
                deadline,
                programs);
    }

    private void program(String key, String program, Pattern name, String what) {
        try {
            if (!name.matcher(program).matches() && !Path.of(program).isAbsolute()) {
                fields.problem(key, what + ", or an absolute path", "'" + program + "'");
            } else if (programs.find(program).isEmpty()) {
                fields.problem(key, "a program that can be run, in " + programs.places(), "no '" + program + "' there");
            }
        } catch (InvalidPathException e) {
            fields.problem(key, what + ", or an absolute path", String.valueOf(e.getMessage()));
        }
    }

    /** Absent: all members. A list of members, or for a fence agent an object: parameters by member. */
    private Targets targets(String key, JsonNode node, boolean withParameters) {
        if (node.isMissingNode()) {
            return Targets.ALL;
        }
        Map<MemberId, Map<String, Secret>> members = new LinkedHashMap<>();
        if (node.isObject() && withParameters) {
            node.properties().forEach(entry -> {
                MemberId member = fields.member(key, entry.getKey());
                Map<String, Secret> own = parameters(key + "." + entry.getKey(), entry.getValue());
                if (member != null) {
                    members.put(member, own);
                }
            });
            if (node.isEmpty()) {
                fields.problem(key, "at least one member", "none; leave it out where it covers all");
            }
        } else {
            for (String text : fields.texts(key, node, "members")) {
                MemberId member = fields.member(key, text);
                if (member != null && members.put(member, Map.of()) != null) {
                    fields.problem(key, "each member once", "'" + member + "' twice");
                }
            }
        }
        targets.addAll(members.keySet());
        return new Targets(members);
    }

    private Map<String, Secret> parameters(String key, JsonNode node) {
        Map<String, Secret> parameters = new LinkedHashMap<>();
        if (node.isMissingNode() || !fields.object(key, node)) {
            return parameters;
        }
        node.properties().forEach(entry -> {
            String name = entry.getKey();
            if (!Parameters.KEY.matcher(name).matches()) {
                fields.problem(key, "a parameter of letters, digits, '_' and '-'", "'" + name + "'");
            } else if (Parameters.RESERVED.contains(name)) {
                fields.problem(key + "." + name, "no such parameter: it is set by Baton or would show secrets", "one");
            }
            Secret value = value(key + "." + name, entry.getValue());
            if (value != null) {
                parameters.put(name, value);
            }
        });
        return parameters;
    }

    private @Nullable Secret value(String key, JsonNode node) {
        if (node.isObject()) {
            fields.onlyKeys(key, node, Set.of("file"));
            String file = fields.text(key + ".file", node.path("file"));
            try {
                if (file == null || !Path.of(file).isAbsolute()) {
                    fields.problem(key + ".file", "an absolute path", file == null ? "none" : "'" + file + "'");
                    return null;
                }
                return Secret.in(Path.of(file));
            } catch (InvalidPathException e) {
                fields.problem(key + ".file", "an absolute path", "one that is not legal here");
                return null;
            }
        }
        if (!node.isTextual() && !node.isIntegralNumber() && !node.isBoolean()) {
            fields.problem(key, "a text, a whole number, true or false, or {\"file\": path}", Fields.kind(node));
            return null;
        }
        // Agents know no "true": they take 1 and 0.
        String value = node.isBoolean() ? (node.booleanValue() ? "1" : "0") : node.asText();
        if (value.chars().anyMatch(Character::isISOControl)) {
            fields.problem(key, "a value on one line", "control characters");
            return null;
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > Secret.MOST_BYTES) {
            fields.problem(key, "at most " + Secret.MOST_BYTES + " bytes", "more");
            return null;
        }
        return Secret.of(value);
    }
}
