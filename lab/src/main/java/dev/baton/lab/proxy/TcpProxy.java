package dev.baton.lab.proxy;

import dev.baton.lab.LabException;
import dev.baton.lab.proxy.Condition.Mode;
import dev.baton.lab.proxy.Cutter.Cut;
import dev.baton.lab.proxy.Route.Kind;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All routes of a lab, and the faults on them. A fault belongs to a service and what it is towards; a route between two services is as
 * bad as the worse of their faults. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
    private final List<Relay> relays = new ArrayList<>();
    private final Map<String, Map<Kind, OneFault>> faults = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("proxy-timer").factory());

    /** What was set for a service and a kind of route. */
    private record OneFault(Condition condition, Direction direction) {
        boolean cuts() {
            return condition.mode() == Mode.CUT;
        }

        boolean there(boolean asClient) {
            return direction != (asClient ? Direction.FROM : Direction.TO);
        }

        boolean back(boolean asClient) {
            return direction != (asClient ? Direction.TO : Direction.FROM);
        }
    }

    private final @Nullable Cutter cutter;

    private TcpProxy(@Nullable Cutter cutter) {
        this.cutter = cutter;
    }

    /** Starts; doors open as soon as what is behind them listens. */
    public static TcpProxy start(List<Route> routes) {
        return start(routes, null);
    }

    /** With somebody else to do the cuts, or null; what is slow or reset is so by this proxy in any case. */
    static TcpProxy start(List<Route> routes, @Nullable Cutter cutter) {
        TcpProxy proxy = new TcpProxy(cutter);
        Map<InetSocketAddress, Upstream> upstreams = new HashMap<>();
        for (Route route : routes) {
            InetSocketAddress address = new InetSocketAddress(route.upstreamHost(), route.upstream());
            proxy.relays.add(new Relay(route, upstreams.computeIfAbsent(address, Upstream::new)));
        }
        upstreams.values().forEach(Upstream::start);
        return proxy;
    }

    /**
     * How a route is now.
     *
     * @param there from who connects to what is connected to
     * @param back the other way
     */
    public record RouteStatus(
            Route route,
            boolean listening,
            int links,
            Condition there,
            Condition back,
            @Nullable String problem) {}

    /** All routes, in the order given. */
    public List<RouteStatus> status() {
        return relays.stream()
                .map(r -> new RouteStatus(r.route(), r.listening(), r.links(), r.there(), r.back(), r.problem()))
                .toList();
    }

    /** The services that any route begins or ends at. */
    public Set<String> services() {
        Set<String> all = new java.util.TreeSet<>();
        for (Relay relay : relays) {
            all.add(
                    relay.route().kind() == Kind.CONSOLE
                            ? relay.route().to()
                            : relay.route().from());
        }
        return all;
    }

    /**
     * Sets what happens between {@code service} and each of {@code what}, in the place of what was set before; what is not in the direction
     * passes.
     *
     * @param forMillis after which it passes again unless it was set anew meanwhile; 0 for no end
     * @throws IllegalStateException where whoever does the cuts cannot
     */
    public synchronized void set(
            String service, Set<Kind> what, Condition condition, Direction direction, long forMillis) {
        for (Kind kind : what) {
            OneFault fault = new OneFault(condition, direction);
            faults.computeIfAbsent(service, s -> new EnumMap<>(Kind.class)).put(kind, fault);
            if (forMillis > 0) {
                later(() -> endOf(service, kind, fault), forMillis);
            }
        }
        apply();
    }

    /** Runs something later, on the proxy's timer. */
    void later(Runnable task, long afterMillis) {
        var _ = timer.schedule(task, afterMillis, TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("ReferenceEquality") // This very fault, not an equal one that was set anew.
    private synchronized void endOf(String service, Kind kind, OneFault fault) {
        Map<Kind, OneFault> mine = faults.get(service);
        if (mine != null && mine.get(kind) == fault) {
            mine.remove(kind);
            apply();
        }
    }

    private void apply() {
        if (cutter != null) {
            cut(cutter);
        }
        for (Relay relay : relays) {
            Condition there = Condition.PASS;
            Condition back = Condition.PASS;
            for (Map.Entry<String, Map<Kind, OneFault>> entry : faults.entrySet()) {
                String service = entry.getKey();
                boolean asClient = relay.route().from(service);
                for (Map.Entry<Kind, OneFault> each : entry.getValue().entrySet()) {
                    boolean elsewhere = cutter != null && each.getValue().cuts();
                    if (!elsewhere && relay.route().touches(service, each.getKey())) {
                        OneFault fault = each.getValue();
                        there = fault.there(asClient) ? there.worse(fault.condition()) : there;
                        back = fault.back(asClient) ? back.worse(fault.condition()) : back;
                    }
                }
            }
            if (!relay.there().equals(there) || !relay.back().equals(back)) {
                relay.set(there, back);
            }
        }
    }

    private void cut(Cutter by) {
        List<Cut> cuts = new ArrayList<>();
        faults.forEach((service, own) -> own.forEach((kind, fault) -> {
            if (fault.cuts()) {
                cuts.add(new Cut(service, kind, fault.direction()));
            }
        }));
        try {
            by.set(cuts);
        } catch (LabException refused) {
            throw new IllegalStateException(refused.getMessage(), refused);
        }
    }

    /** Shuts all doors and resets all links. */
    @Override
    public void close() {
        timer.shutdownNow();
        relays.forEach(Relay::close);
    }
}
