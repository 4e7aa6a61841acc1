package dev.baton.cli;

import dev.baton.lab.LabState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A lab for a person. */
final class LabText {
    private LabText() {}

    static void print(PrintWriter out, LabState state) {
        out.println("lab in " + state.dir() + "  zookeeper " + state.zookeeper() + "  kafka " + state.kafka()
                + (state.secured() ? "  secured" : "  open to everybody on this machine"));
        List<List<String>> services = new ArrayList<>();
        services.add(Out.row("SERVICE", "STATE", "PID", "ENDPOINT"));
        for (LabState.Service service : state.services()) {
            services.add(Out.row(
                    service.id(), service.state(), service.pid() < 0 ? null : service.pid(), service.endpoint()));
        }
        Out.table(out, "  ", services);
        List<List<String>> servers = new ArrayList<>();
        servers.add(Out.row("SERVER", "STATE", "PID", "ENDPOINT", "MODE"));
        for (LabState.Server server : state.servers()) {
            servers.add(Out.row(
                    server.id(),
                    server.state(),
                    server.pid() < 0 ? null : server.pid(),
                    server.endpoint(),
                    server.mode()));
        }
        Out.table(out, "  ", servers);
        List<List<String>> groups = new ArrayList<>();
        groups.add(Out.row("GROUP", "STATE", "EPOCH", "PRIMARY"));
        for (LabState.Group group : state.groups()) {
            groups.add(Out.row(group.group(), group.state(), group.epoch(), group.primary()));
        }
        Out.table(out, "  ", groups);
    }
}
