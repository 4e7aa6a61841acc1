package dev.baton.lab.action;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.zookeeper.ZooKeeperStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An operator's connection to the store of a group: asks for actions as a client does, watches them, and can write nonsense by hand. */
final class StoreHand implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration EXPIRY = Duration.ofSeconds(20);

    private final CoordinationStore store;
    private final GroupId group;
    private final Map<String, StoreEvent.Node> nodes = new HashMap<>();
    private int asked;

    /** What was asked for: when, and what the store said. */
    record Asked(String id, long sentNanos, WriteResult answer) {
        boolean accepted() {
            return answer instanceof WriteResult.Applied;
        }
    }

    StoreHand(String connect, GroupId group) {
        this.store = ZooKeeperStore.open(
                new ZooKeeperStore.Config(connect, 1, Duration.ofSeconds(10), Duration.ofSeconds(2)));
        this.group = group;
        store.watch(StoreLayout.group(group), this::seen);
    }

    private synchronized void seen(StoreEvent event) {
        if (event instanceof StoreEvent.Node node) {
            nodes.put(node.path(), node);
            notifyAll();
        }
    }

    /** Waits until the node of that path is as wanted. */
    synchronized StoreEvent.Node await(String path, Duration limit, Predicate<StoreEvent.Node> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            StoreEvent.Node node = nodes.get(path);
            if (node != null && wanted.test(node)) {
                return node;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(
                        path + " is not as wanted after " + limit + ": " + (node == null ? "absent" : text(node)));
            }
            wait(left);
        }
    }

    private static String text(StoreEvent.Node node) {
        return new String(node.data(), java.nio.charset.StandardCharsets.UTF_8);
    }

    Asked ask(ActionKind kind, @Nullable MemberId target, String... overrides) throws Exception {
        return ask(request(kind, target, overrides));
    }

    /** As it is shown now. */
    ActionRequest request(ActionKind kind, @Nullable MemberId target, String... overrides) throws Exception {
        ReadResult.Found seen = read(StoreLayout.leadership(group));
        Leadership leadership = Json.read(seen.data(), Leadership.class, seen.path());
        long now = System.currentTimeMillis();
        return new ActionRequest(
                "it-" + now + "-" + asked++,
                group,
                kind,
                target,
                leadership.epoch(),
                seen.version(),
                "a test",
                "tester",
                new Hlc(now, 0),
                now + EXPIRY.toMillis(),
                List.of(overrides),
                null,
                null);
    }

    Asked ask(ActionRequest request) throws Exception {
        ReadResult.Found open = read(StoreLayout.openAction(group));
        return send(request, open.version()).get();
    }

    /** One multi as a client's: only while leadership is as shown and open-action has that version. */
    CompletableFuture<Asked> send(ActionRequest request, int openVersion) {
        long sent = System.nanoTime();
        return store.write(
                        List.of(
                                new StoreOp.Check(StoreLayout.leadership(group), request.seenLeadershipVersion()),
                                new StoreOp.Create(
                                        StoreLayout.action(group, request.id()),
                                        Json.bytes(ActionRecord.requested(request)),
                                        false),
                                new StoreOp.Set(
                                        StoreLayout.openAction(group),
                                        Json.bytes(new OpenAction(request.id())),
                                        openVersion)),
                        ANSWER)
                .thenApply(answer -> new Asked(request.id(), sent, answer))
                .toCompletableFuture();
    }

    /** Waits for a step, or the end. */
    ActionRecord step(String id, ActionStep.Name name, Duration limit) throws Exception {
        return record(await(
                StoreLayout.action(group, id),
                limit,
                n -> record(n).ended() || record(n).done(name)));
    }

    ActionRecord ended(String id, Duration limit) throws Exception {
        return record(await(StoreLayout.action(group, id), limit, n -> record(n).ended()));
    }

    /** When this connection heard of a step first, milliseconds after the request was sent. */
    double millis(Asked asked, ActionStep.Name name, Duration limit) throws Exception {
        StoreEvent.Node node = await(
                StoreLayout.action(group, asked.id()),
                limit,
                n -> record(n).ended() || record(n).done(name));
        return (node.receivedNanos() - asked.sentNanos()) / 1e6;
    }

    void awaitNoneOpen(Duration limit) throws Exception {
        await(
                StoreLayout.openAction(group),
                limit,
                n -> json(n, OpenAction.class).id() == null);
    }

    Leadership leadership() throws Exception {
        ReadResult.Found seen = read(StoreLayout.leadership(group));
        return Json.read(seen.data(), Leadership.class, seen.path());
    }

    MemberRecord member(MemberId member) throws Exception {
        ReadResult.Found seen = read(StoreLayout.member(member));
        return Json.read(seen.data(), MemberRecord.class, seen.path());
    }

    ReadResult.Found read(String path) throws Exception {
        ReadResult result = store.read(path, ANSWER).toCompletableFuture().get();
        if (result instanceof ReadResult.Found found) {
            return found;
        }
        throw new AssertionError("expected " + path + " in the store: " + result);
    }

    WriteResult write(StoreOp... ops) throws Exception {
        return store.write(List.of(ops), ANSWER).toCompletableFuture().get();
    }

    /** Whatever stands there now. */
    WriteResult overwrite(String path, byte[] data) throws Exception {
        return write(new StoreOp.Set(path, data, read(path).version()));
    }

    private static ActionRecord record(StoreEvent.Node node) {
        return json(node, ActionRecord.class);
    }

    private static <T> T json(StoreEvent.Node node, Class<T> type) {
        try {
            return Json.read(node.data(), type, node.path());
        } catch (Json.MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
