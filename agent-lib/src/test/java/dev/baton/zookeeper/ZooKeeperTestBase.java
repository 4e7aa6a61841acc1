package dev.baton.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A real server, and stores that are closed with it. */
abstract class ZooKeeperTestBase {
    static final Duration PATIENT = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    TestServer server;

    @BeforeEach
    void startServer(@TempDir Path dir) {
        server = closing(new TestServer(dir));
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    TestProxy proxy() {
        return closing(new TestProxy(server.port()));
    }

    ZooKeeperStore store(String connect, int connections) {
        return closing(ZooKeeperStore.open(
                new ZooKeeperStore.Config(connect, connections, Duration.ofSeconds(6), Duration.ofMillis(500))));
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer at all", e);
        }
    }

    static StoreOp create(String path, String data) {
        return new StoreOp.Create(path, data.getBytes(UTF_8), false);
    }

    static StoreOp ephemeral(String path, String data) {
        return new StoreOp.Create(path, data.getBytes(UTF_8), true);
    }

    static StoreOp set(String path, String data, int version) {
        return new StoreOp.Set(path, data.getBytes(UTF_8), version);
    }

    static WriteResult.Applied apply(CoordinationStore store, StoreOp... ops) {
        return assertInstanceOf(WriteResult.Applied.class, get(store.write(List.of(ops), PATIENT)));
    }

    /** The data, or null where the node is absent. */
    static @Nullable String data(CoordinationStore store, String path) {
        ReadResult result = get(store.read(path, PATIENT));
        if (result instanceof ReadResult.Absent) {
            return null;
        }
        return new String(assertInstanceOf(ReadResult.Found.class, result).data(), UTF_8);
    }
}
