package dev.baton.lab;

import dev.baton.lab.LabPlan.ServicePlan;
import dev.baton.lab.broker.KafkaBrokerMain;
import dev.baton.lab.netns.NetPlan;
import dev.baton.lab.netns.NetSetup;
import dev.baton.lab.process.Launched;
import dev.baton.lab.process.Launcher;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.proxy.ProxyConfig;
import dev.baton.lab.proxy.ProxyMain;
import dev.baton.lab.secure.Identity;
import dev.baton.lab.service.ServiceConfig;
import dev.baton.lab.service.ServiceMain;
import dev.baton.lab.store.EnsembleMain;
import dev.baton.lab.store.StoreAdmin;
import dev.baton.lab.store.ZooKeeperMain;
import dev.baton.lab.workload.WorkloadConfig;
import dev.baton.lab.workload.WorkloadMain;
import dev.baton.model.GroupId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How each process of a lab is started: its main class, memory, arguments and configuration file. */
final class LabStart {
    /**
     * Small and quick to start; a lab lives for minutes. For measurements of what is warm, {@code -Dbaton.lab.compiler=full} lets its processes use
     * the second compiler too, as a service does that runs for days: only that one knows the processor's instructions for AES and curves.
     */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel="
                    + (System.getProperty("baton.lab.compiler", "first").equals("full") ? "4" : "1"),
            "-Xss512k");

    private final LabFiles files;
    private final Launcher launcher;
    private final boolean secured;

    LabStart(LabFiles files, boolean secured) {
        this.files = files;
        this.secured = secured;
        this.launcher = new Launcher(files.logs());
    }

    /** The ZooKeeper server of that index, counted from 0: alone, or one of an ensemble. */
    Launched store(LabPlan plan, int index) throws LabException {
        String name = LabState.storeProcess(index);
        String dir = files.zookeeper().resolve(name).toString();
        if (plan.stores().size() == 1) {
            int port = plan.stores().get(index).client();
            List<String> alone = new ArrayList<>(List.of(dir, Integer.toString(port)));
            if (secured) {
                alone.add(file(Identity.ZOOKEEPER));
            }
            return launcher.start(name, ZooKeeperMain.class, jvm("-Xmx96m"), alone);
        }
        List<String> arguments = new ArrayList<>(List.of(dir, Integer.toString(index + 1)));
        if (secured) {
            arguments.addAll(List.of("--security", file(Identity.ZOOKEEPER)));
        }
        plan.stores().forEach(ports -> arguments.add(ports.argument()));
        return launcher.start(name, EnsembleMain.class, jvm("-Xmx96m"), arguments);
    }

    /** Starts the process of that name anew, by the configuration that {@code up} wrote. */
    Launched again(String process) throws LabException {
        LabPlan plan = LabFiles.read(files.plan(), LabPlan.class);
        if (process.startsWith(LabState.SERVICE_PREFIX)) {
            return service(plan, process.substring(LabState.SERVICE_PREFIX.length()));
        }
        if (process.equals(LabState.KAFKA)) {
            return kafka(plan);
        }
        for (int i = 0; i < plan.stores().size(); i++) {
            if (process.equals(LabState.storeProcess(i))) {
                return store(plan, i);
            }
        }
        throw new LabException("the lab does not start " + process + " anew");
    }

    Launched kafka(LabPlan plan) throws LabException {
        List<String> arguments = new ArrayList<>();
        arguments.add(files.kafka().toString());
        if (secured) {
            arguments.addAll(List.of("--security", file(Identity.KAFKA)));
        }
        arguments.add("DIRECT=" + plan.kafka());
        for (ServicePlan service : plan.services()) {
            arguments.add(service.listenerName() + "=" + service.kafkaListener() + ":" + plan.gateway() + ":"
                    + service.kafka());
        }
        return launcher.start(LabState.KAFKA, KafkaBrokerMain.class, jvm("-Xmx256m"), arguments);
    }

    Launched proxy(LabPlan plan) throws LabException {
        LabFiles.write(
                files.proxyConfig(),
                new ProxyConfig(
                        plan.proxyControl(),
                        plan.routes(),
                        plan.net(),
                        plan.servicePorts(),
                        secured ? files.proxyToken().toString() : null));
        return launcher.start(
                "proxy",
                ProxyMain.class,
                jvm("-Xmx64m"),
                List.of(files.proxyConfig().toString()));
    }

    Launched workload(LabPlan plan, LabOptions options) throws LabException {
        LabFiles.write(
                files.workloadConfig(),
                new WorkloadConfig(
                        local(plan.kafka()),
                        options.groupIds(),
                        options.commandsPerSecond(),
                        files.workload().toString(),
                        secured ? file(Identity.WORKLOAD) : null));
        return launcher.start(
                "workload",
                WorkloadMain.class,
                jvm("-Xmx64m"),
                List.of(files.workloadConfig().toString()));
    }

    void configureService(LabPlan lab, int index, LabOptions options) throws LabException {
        ServicePlan plan = lab.services().get(index);
        boolean direct = options.direct();
        List<ServiceConfig.Hosted> members = new ArrayList<>();
        List<GroupId> groups = options.groupIds();
        for (int g = 0; g < groups.size(); g++) {
            // The first group prefers the first service, the second the second, and so on around.
            int priority = Math.floorMod(index - g, options.services()) * 10;
            members.add(new ServiceConfig.Hosted(groups.get(g), priority));
        }
        Map<String, String> routes = new HashMap<>();
        for (ServicePlan other : lab.services()) {
            if (!other.id().equals(plan.id())) {
                routes.put(other.id(), direct ? local(other.link()) : lab.peer(plan, other));
            }
        }
        String store = direct
                ? lab.storeAddress()
                : plan.stores().stream().map(port -> lab.gateway() + ":" + port).collect(Collectors.joining(","));
        LabFiles.write(
                files.serviceConfig(plan.id()),
                new ServiceConfig(
                        options.serviceIds().get(index),
                        store + StoreAdmin.CHROOT,
                        direct ? local(lab.kafka()) : lab.gateway() + ":" + plan.kafka(),
                        lab.host(plan.id()),
                        plan.link(),
                        local(plan.console()),
                        routes,
                        members,
                        files.acks().toString(),
                        options.fencing() ? files.fencing().toString() : null,
                        secured ? file(Identity.agent(plan.id())) : null));
    }

    /** Starts a service by the configuration that {@link #configureService} wrote. */
    Launched service(LabPlan plan, String id) throws LabException {
        NetPlan net = plan.net();
        return launcher.start(
                net == null ? List.of() : NetSetup.within(net, id),
                LabState.serviceProcess(id),
                ServiceMain.class,
                jvm(
                        "-Xmx64m",
                        "-Xms32m",
                        "-XX:ReservedCodeCacheSize=32m",
                        "-XX:MaxMetaspaceSize=96m",
                        // A killed process closes its connections only after the kernel has taken its memory back: by
                        // small pages 0.1 ms a megabyte.
                        "-XX:+UseTransparentHugePages"),
                List.of(files.serviceConfig(id).toString()));
    }

    /** The state of a lab of which nothing runs yet. */
    LabState initial(LabPlan plan, LabOptions options) {
        List<LabState.Service> services = plan.services().stream()
                .map(s -> new LabState.Service(s.id(), -1, local(s.console()), "stopped"))
                .toList();
        List<LabState.Server> servers = new ArrayList<>();
        for (int i = 0; i < plan.stores().size(); i++) {
            String address = local(plan.stores().get(i).client());
            servers.add(LabState.Server.stopped(LabState.storeProcess(i), address));
        }
        servers.add(LabState.Server.stopped(LabState.KAFKA, local(plan.kafka())));
        return new LabState(
                files.dir().toString(),
                plan.storeAddress() + StoreAdmin.CHROOT,
                local(plan.kafka()),
                services,
                servers,
                options.groups().stream().map(LabState.Group::unknown).toList(),
                local(plan.proxyControl()),
                false,
                List.<ProcessRef>of(),
                secured);
    }

    private String file(String identity) {
        return files.securityFile(identity).toString();
    }

    private static List<String> jvm(String... own) {
        List<String> all = new ArrayList<>(SMALL);
        all.addAll(List.of(own));
        return all;
    }

    private static String local(int port) {
        return "127.0.0.1:" + port;
    }
}
