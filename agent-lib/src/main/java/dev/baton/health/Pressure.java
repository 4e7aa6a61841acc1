package dev.baton.health;

import java.util.OptionalDouble;

/**
 * Linux's pressure stall information (kernel documentation, accounting/psi): the share of time in which tasks waited for a resource.
 */
final class Pressure {
    private Pressure() {}

    /** In percent, over the last ten seconds, in which at least one task waited; empty where the text says no such thing. */
    static OptionalDouble someAvg10(String text) {
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("some ")) {
                for (String field : line.split(" ", -1)) {
                    if (field.startsWith("avg10=")) {
                        return number(field.substring("avg10=".length()));
                    }
                }
            }
        }
        return OptionalDouble.empty();
    }

    private static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
