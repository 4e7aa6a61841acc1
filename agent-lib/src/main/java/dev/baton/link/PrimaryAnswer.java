package dev.baton.link;

import dev.baton.model.Json;
import java.util.List;

/**
 * The answer to {@code GET /primary} and {@code GET /primary/GROUP}, for load balancers: 200 while this process holds an open guard for all
 * its groups, or for that one; else 503. It comes from the guard, which shuts by itself: a process that was paused answers 503 with its
 * first instruction after the pause, where a snapshot would still say yes.
 *
 * <p>HAProxy: at most one server is up, sessions to the one before are ended, and a failed check is acted on at once:
 *
 * <pre>
 * backend orders
 *     option httpchk
 *     http-check send meth GET uri /primary/orders
 *     http-check expect status 200
 *     default-server check port 7101 inter 100ms fall 1 rise 1 on-marked-down shutdown-sessions
 *     server a 10.0.0.1:8080
 *     server b 10.0.0.2:8080
 * </pre>
 */
record PrimaryAnswer(int status, byte[] body) {
    private static final String PREFIX = "/primary/";

    private record All(boolean primary, List<PrimarySource.Word> groups) {}

    private record Unknown(String error) {}

    static boolean answers(String path) {
        return path.equals("/primary") || path.startsWith(PREFIX);
    }

    static PrimaryAnswer of(String path, PrimarySource source) {
        List<PrimarySource.Word> words = source.words();
        if (path.equals("/primary")) {
            boolean all = !words.isEmpty() && words.stream().allMatch(PrimarySource.Word::here);
            return new PrimaryAnswer(all ? 200 : 503, Json.bytes(new All(all, words)));
        }
        String group = path.substring(PREFIX.length());
        for (PrimarySource.Word word : words) {
            if (word.group().value().equals(group)) {
                return new PrimaryAnswer(word.here() ? 200 : 503, Json.bytes(word));
            }
        }
        String hosted = words.stream().map(w -> w.group().value()).toList().toString();
        return new PrimaryAnswer(
                404, Json.bytes(new Unknown("group '" + group + "' has no member here: expected one of " + hosted)));
    }
}
