package dev.baton.lab.proxy;

import dev.baton.lab.netns.NetPlan;
import dev.baton.model.Json;
import dev.baton.secure.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The proxy as a process: {@code ProxyMain CONFIG.json}. Prints {@code READY pid host:port} of its control; ends on SIGTERM. */
public final class ProxyMain {
    private ProxyMain() {}

    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("expected CONFIG.json");
            System.exit(64);
        }
        try {
            ProxyConfig config = Json.read(Files.readAllBytes(Path.of(args[0])), ProxyConfig.class, args[0]);
            NetPlan net = config.net();
            TcpProxy proxy = TcpProxy.start(config.routes(), net == null ? null : new NftCuts(net, config.ports()));
            String file = config.tokenFile();
            String token = file == null ? null : new String(SecretFile.firstLine(Path.of(file)));
            ProxyControl control = ProxyControl.start(proxy, config.controlPort(), token);
            System.out.println("READY " + ProcessHandle.current().pid() + " 127.0.0.1:" + control.port());
            new CountDownLatch(1).await();
        } catch (IOException | Json.MalformedException failed) {
            System.err.println("the proxy cannot start: " + failed.getMessage());
            System.exit(1);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
