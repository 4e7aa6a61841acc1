package dev.baton.lab.netns;

import dev.baton.lab.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a plan's namespaces, and removes them. */
public final class NetSetup {
    private static final Path NAMESPACES = Path.of("/run/netns");

    private NetSetup() {}

    /** Why namespaces cannot be used here, in words; null where they can. */
    public static @Nullable String obstacle() {
        List<String> lacks = new ArrayList<>();
        if (!"root".equals(System.getProperty("user.name"))) {
            lacks.add("the user is not root");
        }
        for (String tool : List.of("ip", "nft")) {
            if (Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin")
                    .noneMatch(folder -> Files.isExecutable(Path.of(folder, tool)))) {
                lacks.add(tool + " is not installed (package " + (tool.equals("ip") ? "iproute2" : "nftables") + ")");
            }
        }
        return lacks.isEmpty() ? null : String.join(", ", lacks);
    }

    /**
     * Makes everything, after removing what an earlier lab left under the same names.
     *
     * @throws LabException where the kernel or its tools refuse; then nothing of it is left
     */
    public static void create(NetPlan plan) throws LabException {
        remove(plan);
        try {
            String hub = plan.hub();
            NetCommand.run("ip netns add " + hub);
            NetCommand.run("ip -n " + hub + " link add br0 type bridge");
            NetCommand.run("ip -n " + hub + " link set br0 up");
            String gateway = plan.gatewayInterface();
            NetCommand.run(
                    "ip link add " + gateway + " type veth peer name " + NetPlan.gatewayPort() + " netns " + hub);
            NetCommand.run("ip addr add " + plan.gateway() + "/24 dev " + gateway);
            NetCommand.run("ip link set " + gateway + " up");
            NetCommand.run("ip -n " + hub + " link set " + NetPlan.gatewayPort() + " master br0 up");
            for (String service : plan.services()) {
                String own = plan.namespace(service);
                String port = NetPlan.port(service);
                NetCommand.run("ip netns add " + own);
                NetCommand.run("ip -n " + own + " link add eth0 type veth peer name " + port + " netns " + hub);
                NetCommand.run("ip -n " + own + " addr add " + plan.address(service) + "/24 dev eth0");
                NetCommand.run("ip -n " + own + " link set eth0 up");
                NetCommand.run("ip -n " + own + " link set lo up");
                NetCommand.run("ip -n " + hub + " link set " + port + " master br0 up");
            }
        } catch (LabException refused) {
            remove(plan);
            throw refused;
        }
    }

    /** Removes what is there of it; with the namespaces go their interfaces, and with the bridge's the gateway. */
    public static void remove(NetPlan plan) throws LabException {
        List<String> namespaces = new ArrayList<>(List.of(plan.hub()));
        plan.services().forEach(service -> namespaces.add(plan.namespace(service)));
        for (String namespace : namespaces) {
            if (Files.exists(NAMESPACES.resolve(namespace))) {
                NetCommand.run("ip netns del " + namespace);
            }
        }
        // The kernel takes it away a moment after its peer's namespace.
        if (Files.exists(Path.of("/sys/class/net", plan.gatewayInterface()))) {
            try {
                NetCommand.run("ip link del " + plan.gatewayInterface());
            } catch (LabException gone) {
                if (Files.exists(Path.of("/sys/class/net", plan.gatewayInterface()))) {
                    throw gone;
                }
            }
        }
    }

    /** What a command has to be preceded by to run in a service's namespace. */
    public static List<String> within(NetPlan plan, String service) {
        return List.of("ip", "netns", "exec", plan.namespace(service));
    }
}
