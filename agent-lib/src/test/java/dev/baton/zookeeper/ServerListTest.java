package dev.baton.zookeeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerListTest {
    private static final List<ConnectString.Server> THREE =
            ConnectString.parse("127.0.0.1:1,127.0.0.1:2,127.0.0.1:3").servers();

    private final ServersInUse used = new ServersInUse(2);

    private static List<Integer> next(ServerList list, int tries) {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < tries; i++) {
            ports.add(list.next(0).getPort());
        }
        return ports;
    }

    @Test
    void eachConnectionBeginsAtAnotherServerAndTriesAllInTurn() {
        for (int first = 0; first < 4; first++) {
            ServerList alone = new ServerList(THREE, first, new ServersInUse(4), 3);
            for (int step = 0; step < 7; step++) {
                assertEquals(1 + (first + step) % 3, alone.next(0).getPort());
            }
        }
    }

    @Test
    void whatAnotherUsesIsTriedAfterWhatNobodyUsesAndTheServerThatWasLostComesLast() {
        ServerList zero = new ServerList(THREE, 0, used, 3);
        ServerList one = new ServerList(THREE, 1, used, 3);
        assertEquals(List.of(1), next(zero, 1));
        assertEquals(List.of(2), next(one, 1));
        zero.onConnected();
        one.onConnected();
        assertEquals(List.of(3, 2, 1), next(zero, 3));
    }

    @Test
    void anOnlyServerIsTriedAgainAndAgain() {
        ServerList list = new ServerList(THREE.subList(0, 1), 1, used, 1);
        assertEquals(List.of(1, 1, 1), next(list, 3));
    }

    @Test
    void aMoveClosesTheSocketOnceAndGoesToThatServer() {
        ServerList list = new ServerList(THREE, 0, used, 3);
        InetSocketAddress from = list.next(0);
        list.onConnected();
        assertFalse(list.updateServerList(List.of(), from));
        list.move(2);
        assertTrue(list.updateServerList(List.of(), from));
        assertEquals(List.of(3, 2, 1), next(list, 3));
        assertFalse(list.updateServerList(List.of(), from));
    }
}
