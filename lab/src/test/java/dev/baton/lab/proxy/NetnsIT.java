package dev.baton.lab.proxy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.lab.Ports;
import dev.baton.lab.netns.NetPlan;
import dev.baton.lab.netns.NetSetup;
import dev.baton.lab.proxy.ProxyConfig.ServicePorts;
import dev.baton.lab.proxy.Route.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real namespaces and rules, where the system allows them. */
class NetnsIT {
    private static final Condition CUT = new Condition(Condition.Mode.CUT, 0);

    @TempDir
    Path dir;

    @Test
    void theKernelCutsOneWayAndHealsAndNothingIsLeftBehind() throws Exception {
        String obstacle = NetSetup.obstacle();
        assumeTrue(obstacle == null, "no network namespaces here: " + obstacle);
        NetPlan net = NetPlan.of(dir, List.of("a", "b"));
        NetSetup.create(net);
        try {
            List<Integer> ports = Ports.free(2);
            int door = ports.get(0);
            Route route = new Route(Kind.STORE, "a", "store", net.gateway(), door, "127.0.0.1", ports.get(1));
            List<ServicePorts> known = List.of(new ServicePorts("a", List.of(door), 1, 2));
            try (EchoServer _ = new EchoServer(ports.get(1));
                    TcpProxy proxy = TcpProxy.start(List.of(route), new NftCuts(net, known))) {
                await().until(() -> proxy.status().get(0).listening());
                assertTrue(connects(net, "a", door));
                for (Direction way : Direction.values()) {
                    proxy.set("a", Set.of(Kind.STORE), CUT, way, 0);
                    assertFalse(connects(net, "a", door), way::name);
                    // It is cut for this service only, and not by the proxy itself.
                    assertTrue(connects(net, "b", door), way::name);
                    proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
                    assertTrue(connects(net, "a", door), way::name);
                }
            }
        } finally {
            NetSetup.remove(net);
        }
        assertFalse(Files.exists(Path.of("/run/netns", net.hub())));
        assertFalse(Files.exists(Path.of("/run/netns", net.namespace("a"))));
        // Again is no error.
        NetSetup.remove(net);
    }

    /** Whether a process in the service's namespace gets a connection to the gateway's port within half a second. */
    private static boolean connects(NetPlan net, String service, int port) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(NetSetup.within(net, service));
        command.addAll(List.of("timeout", "0.5", "bash", "-c", "exec 3<>/dev/tcp/" + net.gateway() + "/" + port));
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
