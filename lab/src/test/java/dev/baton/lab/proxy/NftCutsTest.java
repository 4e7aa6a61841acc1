package dev.baton.lab.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.lab.netns.NetPlan;
import dev.baton.lab.proxy.Cutter.Cut;
import dev.baton.lab.proxy.ProxyConfig.ServicePorts;
import dev.baton.lab.proxy.Route.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules as text; that the kernel takes them is NetnsIT's. */
class NftCutsTest {
    private final NftCuts cuts = new NftCuts(
            new NetPlan("00ff", 7, List.of("a", "b", "c")),
            List.of(
                    new ServicePorts("a", List.of(101, 102), 103, 104),
                    new ServicePorts("b", List.of(201, 202), 203, 204),
                    new ServicePorts("c", List.of(301, 302), 303, 304)));

    @Test
    void whatAServiceSendsToTheStoreIsKnownByTheGatewaysPorts() {
        assertEquals(
                List.of("iifname \"p-a\" oifname \"p-gw\" tcp dport { 101, 102 } drop"),
                drops(new Cut("a", Kind.STORE, Direction.TO)));
        assertEquals(
                List.of("iifname \"p-gw\" oifname \"p-a\" tcp sport { 101, 102 } drop"),
                drops(new Cut("a", Kind.STORE, Direction.FROM)));
    }

    @Test
    void aCutOfBothWaysIsTwoRules() {
        assertEquals(
                List.of(
                        "iifname \"p-b\" oifname \"p-gw\" tcp dport 203 drop",
                        "iifname \"p-gw\" oifname \"p-b\" tcp sport 203 drop"),
                drops(new Cut("b", Kind.KAFKA, Direction.BOTH)));
    }

    @Test
    void peersAreAllOtherServicesWhoeverConnected() {
        assertEquals(
                List.of("iifname \"p-b\" oifname { \"p-a\", \"p-c\" } meta l4proto tcp drop"),
                drops(new Cut("b", Kind.PEERS, Direction.TO)));
    }

    @Test
    void theConsoleConnectsToTheService() {
        assertEquals(
                List.of("iifname \"p-gw\" oifname \"p-c\" tcp dport 304 drop"),
                drops(new Cut("c", Kind.CONSOLE, Direction.FROM)));
    }

    @Test
    void noCutLeavesNoRuleAndAnAloneServiceHasNoPeers() {
        assertEquals(List.of(), drops());
        NftCuts alone = new NftCuts(
                new NetPlan("00ff", 7, List.of("a")), List.of(new ServicePorts("a", List.of(101), 103, 104)));
        assertFalse(
                alone.rules(List.of(new Cut("a", Kind.PEERS, Direction.BOTH))).contains("drop"));
    }

    private List<String> drops(Cut... wanted) {
        return cuts.rules(List.of(wanted))
                .lines()
                .map(String::trim)
                .filter(line -> line.endsWith("drop"))
                .toList();
    }
}
