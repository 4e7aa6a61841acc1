package dev.baton.lab.bench;

import dev.baton.agent.FailoverAgent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A process with nothing in it but an agent: {@code OverheadMember SERVICE STORE KAFKA GROUP...}. Each line on its input is answered by the live
 * heap in bytes; the first one is answered before there is an agent, the second starts it. Ends with its input.
 */
public final class OverheadMember {
    private OverheadMember() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (in.readLine() == null) {
            return;
        }
        System.out.println("HEAP " + liveHeap());
        if (in.readLine() == null) {
            return;
        }
        FailoverAgent.Builder builder =
                FailoverAgent.builder().service(args[0]).connect(args[1]).telemetry(args[2]);
        for (int i = 3; i < args.length; i++) {
            builder.member(args[i], new IdleResource(), args[0].charAt(0) - 'a', Map.of());
        }
        try (FailoverAgent agent = builder.start()) {
            System.out.println("READY " + agent.endpoint());
            while (in.readLine() != null) {
                System.out.println("HEAP " + liveHeap());
            }
        }
    }

    /** What is reachable: after a collection, twice, since the first one may only find what is to be closed. */
    private static long liveHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
