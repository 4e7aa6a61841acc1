package dev.baton.lab.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.lab.proxy.Condition.Mode;
import dev.baton.lab.proxy.Route.Kind;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cuts of one direction only. */
class OneWayCutsTest extends ProxyFixture {
    @Test
    void aCutOfWhatIsSentLeavesTheWayBackOpen() throws IOException {
        try (Socket client = connect(toStore)) {
            assertEquals("before", exchange(client, "before"));
            proxy.set("a", Set.of(Kind.STORE), CUT, Direction.TO, 0);
            client.getOutputStream().write("held".getBytes(UTF_8));
            assertSilent(client);
            server.say("news");
            assertEquals("news", receive(client, 4));

            proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
            assertEquals("held", receive(client, 4));
        }
    }

    @Test
    void aCutOfWhatIsReceivedLetsWhatIsSentArrive() throws IOException {
        try (Socket client = connect(toStore)) {
            assertEquals("before", exchange(client, "before"));
            proxy.set("a", Set.of(Kind.STORE), CUT, Direction.FROM, 0);
            client.getOutputStream().write("there".getBytes(UTF_8));
            await().until(() -> server.heard() == "beforethere".length());
            assertSilent(client);

            proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
            assertEquals("there", receive(client, 5));
        }
    }

    @Test
    void theWaysOfAPeerRouteAreThoseOfTheServiceThatIsCut() throws IOException {
        // The route leads from a to b: what b receives goes there, what b sends comes back.
        proxy.set("b", Set.of(Kind.PEERS), CUT, Direction.FROM, 0);
        assertEquals(Mode.CUT, proxy.status().get(1).there().mode());
        assertEquals(Mode.PASS, proxy.status().get(1).back().mode());
        proxy.set("b", Set.of(Kind.PEERS), CUT, Direction.TO, 0);
        assertEquals(Mode.PASS, proxy.status().get(1).there().mode());
        assertEquals(Mode.CUT, proxy.status().get(1).back().mode());
        proxy.set("a", Set.of(Kind.PEERS), CUT, Direction.TO, 0);
        assertEquals(Mode.CUT, proxy.status().get(1).there().mode());
    }

    @Test
    void aNewConnectionNeedsBothWays() throws IOException {
        for (Direction one : List.of(Direction.TO, Direction.FROM)) {
            proxy.set("a", Set.of(Kind.STORE), CUT, one, 0);
            long before = server.heard();
            try (Socket client = connect(toStore)) {
                client.getOutputStream().write("hello".getBytes(UTF_8));
                assertSilent(client);
                assertEquals(before, server.heard());
                proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
                assertEquals("hello", receive(client, 5));
            }
        }
    }

    @Test
    void aDeathIsToldOverTheWayBackAndHiddenWhereThatIsCut() throws IOException {
        try (Socket told = connect(toStore);
                Socket untold = connect(aToB)) {
            exchange(told, "x");
            exchange(untold, "y");
            proxy.set("a", Set.of(Kind.STORE), CUT, Direction.TO, 0);
            proxy.set("a", Set.of(Kind.PEERS), CUT, Direction.FROM, 0);
            server.close();
            assertThrows(SocketException.class, () -> told.getInputStream().read());
            assertSilent(untold);
            // Neither is refused: that answer, or the question, is lost.
            try (Socket lost = connect(toStore);
                    Socket unanswered = connect(aToB)) {
                assertSilent(lost);
                assertSilent(unanswered);
            }
        }
    }
}
