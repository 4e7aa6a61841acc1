package dev.baton.model;

import java.util.Objects;

/** One rule that an action breaks: "lag", "&lt;= 1000 records", "12400 records". */
public record Refusal(String rule, String expected, String actual) {
    public Refusal {
        Objects.requireNonNull(rule, "rule is missing");
        Objects.requireNonNull(expected, "expected is missing");
        Objects.requireNonNull(actual, "actual is missing");
    }

    @Override
    public String toString() {
        return rule + ": expected " + expected + ", found " + actual;
    }
}
