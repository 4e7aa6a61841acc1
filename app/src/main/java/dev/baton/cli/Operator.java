package dev.baton.cli;

/** Who acts, for the record. */
final class Operator {
    private Operator() {}

    static String name() {
        String named = System.getenv("BATON_OPERATOR");
        return named == null || named.isBlank() ? System.getProperty("user.name", "operator") : named;
    }
}
