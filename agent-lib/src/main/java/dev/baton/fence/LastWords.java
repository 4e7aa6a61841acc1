package dev.baton.fence;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a program's output, fit for an answer: short, on one line, without secrets and without Python's warnings. */
final class LastWords {
    private static final int LINES = 3;
    private static final int LENGTH = 400;
    private static final int SHORTEST_SECRET = 3;

    private LastWords() {}

    /** Replaces each secret by stars. Those of one or two letters stay: they would star out half of any text, and protect nothing. */
    static String withoutSecrets(String text, Collection<String> secrets) {
        String clean = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                clean = clean.replace(secret, "***");
                clean = withoutItsEnd(clean, secret);
            }
        }
        return clean;
    }

    /** A text that was cut at its start may begin with the rest of a secret. */
    private static String withoutItsEnd(String text, String secret) {
        for (int from = 1; from <= secret.length() - SHORTEST_SECRET; from++) {
            String rest = secret.substring(from);
            if (text.startsWith(rest)) {
                return "***" + text.substring(rest.length());
            }
        }
        return text;
    }

    /** The last lines that say something; "nothing" where there are none. */
    static String of(String stderr, String stdout) {
        String said = lines(stderr);
        if (said.isEmpty()) {
            said = lines(stdout);
        }
        return said.isEmpty() ? "nothing" : "'" + said + "'";
    }

    private static String lines(String output) {
        List<String> telling = output.lines()
                .filter(line -> !line.isBlank() && !line.contains("DeprecationWarning") && !line.startsWith("  "))
                .map(line -> line.strip().replaceAll("\\p{Cntrl}", " "))
                .toList();
        String last = telling.stream().skip(Math.max(0, telling.size() - LINES)).collect(Collectors.joining(" | "));
        return last.length() <= LENGTH ? last : "..." + last.substring(last.length() - LENGTH);
    }
}
