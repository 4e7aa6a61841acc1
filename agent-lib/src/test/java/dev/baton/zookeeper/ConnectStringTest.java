package dev.baton.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectStringTest {
    @Test
    void serversAndChrootAreTakenApart() {
        ConnectString connect = ConnectString.parse("one:2181, [::1]:2182/baton/lab");
        assertEquals("one:2181,[::1]:2182", connect.serverList());
        assertEquals("/baton/lab/groups", connect.absolute("/groups"));
        assertEquals("/groups", connect.relative("/baton/lab/groups"));
        assertEquals("/baton/lab", connect.absolute("/"));
        assertEquals("/", connect.relative("/baton/lab"));
    }

    @Test
    void withoutAChrootPathsStayAsTheyAre() {
        ConnectString connect = ConnectString.parse("one:2181/");
        assertEquals("/groups", connect.absolute("/groups"));
        assertEquals("/", connect.absolute("/"));
        assertEquals("/", connect.relative("/"));
        assertEquals("/groups", connect.relative("/groups"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "one",
                "one:",
                ":2181",
                "one:abc",
                "one:0",
                "one:70000",
                "one:2181,",
                "::1:2181",
                "one:2181/a//b",
                "one:2181/a/"
            })
    void malformedIsRefusedNamingWhatWasExpected(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> ZooKeeperStore.open(ZooKeeperStore.Config.of(text)));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("'" + text + "'"), message);
        assertTrue(message.contains("expected HOST:PORT"), message);
    }
}
