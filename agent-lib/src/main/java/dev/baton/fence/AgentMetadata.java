package dev.baton.fence;

import dev.baton.fence.BoundedCommand.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an agent says that it knows ({@code action=metadata}).
 *
 * @param parameters their names, old spellings included
 */
record AgentMetadata(Set<String> parameters) {
    private static final int LIMIT = 1 << 20;
    private static final Pattern PARAMETER = Pattern.compile("<parameter\\s+name=\"([^\"]{1,100})\"");

    /**
     * Asks the agent; needs no parameter of it.
     *
     * @throws IOException where it does not answer in time or with anything else, naming expected and actual
     */
    static AgentMetadata ask(Path agent, Duration limit) throws IOException, InterruptedException {
        Ran ran = BoundedCommand.run(List.of(agent.toString()), Map.of(), "action=metadata\n", LIMIT, limit);
        if (ran instanceof Ran.NotStarted not) {
            throw new IOException(not.why());
        }
        if (ran instanceof Ran.Overdue) {
            throw new IOException(
                    "expected the metadata of " + agent + " within " + limit.toMillis() + " ms, found none");
        }
        Ran.Exited exited = (Ran.Exited) ran;
        Set<String> names = new TreeSet<>();
        Matcher matcher = PARAMETER.matcher(exited.stdout());
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        if (exited.code() != 0 || names.isEmpty()) {
            throw new IOException("expected the metadata of a fence agent from " + agent + ", found exit code "
                    + exited.code() + " and " + names.size() + " parameters, said "
                    + LastWords.of(exited.stderr(), exited.stdout()));
        }
        return new AgentMetadata(names);
    }

    /** Each of {@code used} that the agent does not know, in words. */
    List<String> problems(String agent, Collection<String> used) {
        List<String> problems = new ArrayList<>();
        for (String key : new TreeSet<>(used)) {
            if (!parameters.contains(key)) {
                problems.add("parameter '" + key + "' is unknown to " + agent
                        + ", which would ignore it: expected one of " + parameters);
            }
        }
        return problems;
    }
}
