package dev.baton.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.model.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the tests of this package write and compare. */
final class Samples {
    private Samples() {}

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    static Change put(String key, String value) {
        return new Change(bytes(key), bytes(value));
    }

    static Change delete(String key) {
        return new Change(bytes(key), null);
    }

    static Progress at(long position) {
        return new Progress(position, new Epoch(3), "orders-a", Map.of(new Input("in", 2), position * 10));
    }

    /** {@code n} entries. */
    static List<Change> entries(int n) {
        List<Change> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(put("key-" + i, "value " + i));
        }
        return all;
    }

    static Map<String, String> read(Frozen frozen) throws Exception {
        Map<String, String> all = new TreeMap<>();
        frozen.forEach((key, value) -> all.put(new String(key, UTF_8), new String(value, UTF_8)));
        return all;
    }

    static Digest digest(Map<String, String> entries) {
        Digest digest = Digest.EMPTY;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            digest = digest.with(bytes(entry.getKey()), null, bytes(entry.getValue()));
        }
        return digest;
    }
}
