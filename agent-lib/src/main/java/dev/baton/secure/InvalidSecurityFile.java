package dev.baton.secure;

import java.util.List;

/** A security file that cannot be used; names everything that is wrong with it. The message holds no secret. */
public final class InvalidSecurityFile extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public InvalidSecurityFile(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
