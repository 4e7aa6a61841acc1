package dev.baton.model;

/** One rule that an action breaks: "lag", "&lt;= 1000 records", "12400 records". */
public record Refusal(String rule, String expected, String actual) {
    @Override
    public String toString() {
        return rule + ": expected " + expected + ", found " + actual;
    }
}
