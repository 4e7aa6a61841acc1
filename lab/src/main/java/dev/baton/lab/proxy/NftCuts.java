package dev.baton.lab.proxy;

import dev.baton.lab.LabException;
import dev.baton.lab.netns.NetCommand;
import dev.baton.lab.netns.NetPlan;
import dev.baton.lab.proxy.ProxyConfig.ServicePorts;
import dev.baton.lab.proxy.Route.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cuts by the kernel: rules of nftables on the bridge between the services' network namespaces drop what is sent, in one way or both. So
 * everything else is as on a real network: packets are sent again and again, at growing intervals, and answers to what did arrive are lost.
 *
 * @param ports the ports of each service on which the gateway takes its connections, and its own
 */
record NftCuts(NetPlan net, List<ServicePorts> ports) implements Cutter {
    NftCuts {
        ports = List.copyOf(ports);
    }

    @Override
    public void set(List<Cut> cuts) throws LabException {
        NetCommand.run(List.of("ip", "netns", "exec", net.hub(), "nft", "-f", "-"), rules(cuts));
    }

    /** The whole table, to be put in the place of what was there in one step. */
    String rules(List<Cut> cuts) {
        List<String> drops = new ArrayList<>();
        for (Cut cut : cuts) {
            if (cut.what() == Kind.PEERS && net.services().size() == 1) {
                continue;
            }
            if (cut.direction() != Direction.FROM) {
                drops.add(drop(cut, true));
            }
            if (cut.direction() != Direction.TO) {
                drops.add(drop(cut, false));
            }
        }
        return "table bridge baton\ndelete table bridge baton\ntable bridge baton {\n"
                + "  chain forward {\n    type filter hook forward priority 0; policy accept;\n"
                + drops.stream().map(rule -> "    " + rule + "\n").collect(Collectors.joining())
                + "  }\n}\n";
    }

    /** The rule against what the service sends, or against what is sent to it. */
    private String drop(Cut cut, boolean sends) {
        String own = "\"" + NetPlan.port(cut.service()) + "\"";
        String others = cut.what() == Kind.PEERS ? peers(cut.service()) : "\"" + NetPlan.gatewayPort() + "\"";
        String ways = sends ? "iifname " + own + " oifname " + others : "iifname " + others + " oifname " + own;
        ServicePorts known = ports.stream()
                .filter(p -> p.service().equals(cut.service()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("service '" + cut.service() + "' is unknown"));
        // The service is who connects to store and Kafka, and who is connected to by the console.
        String remote = sends ? "tcp dport" : "tcp sport";
        String local = sends ? "tcp sport" : "tcp dport";
        return switch (cut.what()) {
            case STORE -> ways + " " + remote + " { " + join(known.stores()) + " } drop";
            case KAFKA -> ways + " " + remote + " " + known.kafka() + " drop";
            case CONSOLE -> ways + " " + local + " " + known.link() + " drop";
            case PEERS -> ways + " meta l4proto tcp drop";
        };
    }

    private String peers(String service) {
        return net.services().stream()
                .filter(s -> !s.equals(service))
                .map(s -> "\"" + NetPlan.port(s) + "\"")
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String join(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
