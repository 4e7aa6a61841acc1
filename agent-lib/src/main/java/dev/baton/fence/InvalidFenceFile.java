package dev.baton.fence;

import java.util.List;

/** A file of fence devices that can not be used. The message holds all problems. */
public final class InvalidFenceFile extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidFenceFile(String where, List<String> problems) {
        super(where + ": " + problems.size() + (problems.size() == 1 ? " problem: " : " problems: ")
                + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each names the key, what was expected and what was found. */
    public List<String> problems() {
        return problems == null ? List.of() : problems;
    }
}
