package dev.baton.cli;

import java.io.PrintStream;

/** Where the command line begins. Does not touch JavaFX, so that commands start fast. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Logging.quiet();
        int code = Cli.run(System.out, System.err, args);
        System.out.flush();
        System.exit(code);
    }

    /** Runs one command without ending the process: for tests and embedding. */
    public static int run(PrintStream out, PrintStream err, String... args) {
        return Cli.run(out, err, args);
    }
}
