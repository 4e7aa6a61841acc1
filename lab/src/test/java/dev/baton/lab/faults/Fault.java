package dev.baton.lab.faults;

import java.util.List;
import java.util.Set;

/**
 * One fault of the catalogue: a rule of the protocol, and the edit of the shipped source that breaks it.
 *
 * @param name of its file, without the ending
 * @param rule the sentence of docs/protocol.md that the edit breaks
 * @param spec the variant of docs/spec/variants.txt that breaks the same rule, as {@code Module variant}; empty where there is none
 * @param caught the names of the checks that may catch it; any other does not count
 * @param with what the simulator is narrowed to ({@link Focused}); empty where it runs as it always does
 * @param seed where a single hunt begins: one that was seen to catch it, so that ./test need not search; 1 where none is named
 * @param edits applied together
 */
record Fault(String name, String rule, String spec, Set<String> caught, String with, long seed, List<Edit> edits) {
    /** The core as it is: nothing is edited, and nothing may be found. */
    static Fault none(String with) {
        return new Fault("none", "the unbroken core", "", Set.of(), with, 1, List.of());
    }

    /** Whether that check counts. For the unbroken core each does. */
    boolean caughtBy(String check) {
        return caught.isEmpty() || caught.contains(check);
    }

    /**
     * @param file below the root of the sources, with slashes
     * @param find must occur exactly once in it, whatever its white space
     */
    record Edit(String file, String find, String put) {}
}
