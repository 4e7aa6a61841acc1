package dev.baton.lab.service;

import dev.baton.agent.FailoverAgent;
import dev.baton.lab.LabException;
import dev.baton.lab.LabFiles;
import dev.baton.lab.secure.Access;
import dev.baton.model.MemberId;
import dev.baton.secure.Security;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A service as a process: {@code ServiceMain CONFIG.json}. Hosts one member of each group, made active-passive by the agent. Prints {@code
 * READY pid endpoint}; on SIGTERM it hands over and ends.
 */
public final class ServiceMain {
    private ServiceMain() {}

    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("expected CONFIG.json");
            System.exit(64);
        }
        try {
            ServiceConfig config = LabFiles.read(Path.of(args[0]), ServiceConfig.class);
            List<Witness> witnesses = new ArrayList<>();
            FailoverAgent agent = start(config, witnesses);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent, witnesses), "service-stop"));
            System.out.println("READY " + ProcessHandle.current().pid() + " " + agent.endpoint());
            new CountDownLatch(1).await();
        } catch (LabException | IOException | RuntimeException failed) {
            System.err.println("the service cannot start: " + failed.getMessage());
            System.exit(1);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static FailoverAgent start(ServiceConfig config, List<Witness> witnesses) throws IOException, LabException {
        FailoverAgent.Builder builder = FailoverAgent.builder()
                .service(config.service().value())
                .connect(config.store())
                .listen(config.host(), config.link())
                .advertise(config.advertise())
                .telemetry(config.kafka());
        config.routes().forEach(builder::route);
        String fencing = config.fencing();
        if (fencing != null) {
            builder.fencing(Path.of(fencing));
        }
        String security = config.security();
        if (security != null) {
            builder.security(Path.of(security));
        }
        // For the consumers; stays open as long as the process lives.
        Security secured =
                Access.open(security == null ? null : Path.of(security)).security();
        for (ServiceConfig.Hosted hosted : config.members()) {
            Witness witness = Witness.open(Path.of(config.acks()), hosted.group(), config.service());
            witnesses.add(witness);
            MemberId member = MemberId.of(hosted.group(), config.service());
            builder.member(
                    hosted.group().value(),
                    BalanceConsumer.of(member, config.kafka(), secured, witness),
                    hosted.priority(),
                    Map.of());
        }
        return builder.start();
    }

    private static void stop(FailoverAgent agent, List<Witness> witnesses) {
        agent.close();
        witnesses.forEach(Witness::close);
    }
}
