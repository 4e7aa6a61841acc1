package dev.baton.lab.proxy;

import java.util.List;

/** What {@link ProxyMain} is started with, as JSON. */
public record ProxyConfig(int controlPort, List<Route> routes) {
    public ProxyConfig {
        routes = List.copyOf(routes);
    }
}
