package dev.baton.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.fuzz.Bytes;
import dev.baton.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An endpoint that is broken anywhere is refused with what was expected, or means what it says. */
class EndpointFuzzTest {
    private static final List<String> GOOD = List.of("127.0.0.1:7101", "[::1]:7101", "orders-a.example.org:65535");

    @Test
    void aBrokenEndpointIsRefusedOrReadAsItStands() {
        int[] read = new int[1];
        Fuzz.run("endpoints", 100, (random, input) -> {
            byte[] good = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.UTF_8);
            String text = new String(input.reads("text", Bytes.broken(good, random)), StandardCharsets.UTF_8);
            Endpoint parsed;
            try {
                parsed = Endpoint.parse(text);
            } catch (IllegalArgumentException refused) {
                assertTrue(String.valueOf(refused.getMessage()).startsWith("endpoint '"), refused::getMessage);
                return;
            }
            read[0]++;
            assertEquals(parsed, Endpoint.parse(parsed.toString()));
        });
        assertTrue(read[0] > 10);
    }
}
