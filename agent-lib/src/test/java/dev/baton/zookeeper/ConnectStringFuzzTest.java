package dev.baton.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.fuzz.Bytes;
import dev.baton.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connect string that is broken anywhere is refused with what was expected, or means what it says. */
class ConnectStringFuzzTest {
    private static final List<String> GOOD =
            List.of("127.0.0.1:2181", "zk1:2181,zk2:2182,zk3:2183/baton/prod", "[::1]:2181,host:65535/x", "a:1");

    @Test
    void aBrokenConnectStringIsRefusedOrReadAsItStands() {
        int[] read = new int[1];
        Fuzz.run("connect strings", 60, (random, input) -> {
            byte[] good = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.UTF_8);
            String text = new String(input.reads("text", Bytes.broken(good, random)), StandardCharsets.UTF_8);
            ConnectString parsed;
            try {
                parsed = ConnectString.parse(text);
            } catch (IllegalArgumentException refused) {
                assertTrue(String.valueOf(refused.getMessage()).startsWith("connect string '"), refused::getMessage);
                return;
            }
            read[0]++;
            // A host may hold anything that no resolver knows; ports, their number and the chroot are as they stand.
            ConnectString again = ConnectString.parse(parsed.serverList() + parsed.chroot());
            assertEquals(parsed.servers().size(), again.servers().size());
            assertEquals(parsed.chroot(), again.chroot());
        });
        assertTrue(read[0] > 10);
    }
}
