package dev.baton.cli;

import picocli.CommandLine.Option;

/** The options that every action takes. */
final class ActionOptions {
    @Option(names = "--dry-run", description = "Shows the plan, by the rules that the run would meet. Changes nothing.")
    boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = "For the record.")
    String reason = "";

    @Option(names = "--yes", description = "Does not ask. Needed without a terminal.")
    boolean yes;
}
