package dev.baton.lab.bench;

import dev.baton.authority.Signed;
import dev.baton.authority.Signer;
import dev.baton.lab.LabException;
import dev.baton.lab.secure.OperatorKey;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Activation;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.OpenAction;
import dev.baton.model.OperatorRecord;
import dev.baton.model.Outcome;
import dev.baton.model.Recovery;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.secure.Security;
import dev.baton.zookeeper.ZooKeeperStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks for switchovers as a console that has been open for a while does: no process starts for each. */
final class Requester implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CoordinationStore store;
    private final GroupId group;
    private final @Nullable OperatorKey key;
    private @Nullable Signer signer;
    private int asked;

    /** Where the security file names an operator's key, requests are signed with it. */
    Requester(String connect, Security security, GroupId group) throws LabException {
        Security.OperatorFiles files = security.operator();
        this.key = files == null ? null : OperatorKey.open(files);
        this.store = ZooKeeperStore.open(
                new ZooKeeperStore.Config(connect, 1, Duration.ofSeconds(10), Duration.ofSeconds(2), security));
        this.group = group;
    }

    /** To whatever standby the holder chooses; returns once the action has ended well. */
    void switchover() throws Exception {
        ReadResult.Found seen = read(StoreLayout.leadership(group));
        Leadership leadership = Json.read(seen.data(), Leadership.class, seen.path());
        ReadResult.Found open = read(StoreLayout.openAction(group));
        long now = System.currentTimeMillis();
        String id = "bench-" + now + "-" + asked++;
        ActionRequest request = new ActionRequest(
                id,
                group,
                ActionKind.SWITCHOVER,
                null,
                leadership.epoch(),
                seen.version(),
                "measurement",
                "bench",
                new Hlc(now, 0),
                now + LIMIT.toMillis(),
                List.of(),
                null,
                null);
        WriteResult written = store.write(
                        List.of(
                                new StoreOp.Check(seen.path(), seen.version()),
                                new StoreOp.Create(
                                        StoreLayout.action(group, id),
                                        Json.bytes(ActionRecord.requested(signed(request))),
                                        false),
                                new StoreOp.Set(open.path(), Json.bytes(new OpenAction(id)), open.version())),
                        ANSWER)
                .toCompletableFuture()
                .get();
        if (!(written instanceof WriteResult.Applied)) {
            throw new LabException("the request was not taken: " + written);
        }
        await(id);
    }

    /** Where the time of that epoch's takeover went; waits until its primary has written it. Empty where that primary says nothing of it. */
    List<Recovery.Part> parts(Epoch epoch) throws Exception {
        String path = StoreLayout.activation(group, epoch);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            ReadResult found = store.read(path, ANSWER).toCompletableFuture().get();
            if (found instanceof ReadResult.Found there) {
                Recovery recovery =
                        Json.read(there.data(), Activation.class, path).recovery();
                return recovery == null ? List.of() : recovery.parts();
            }
            if (System.nanoTime() > deadline) {
                throw new LabException("expected " + path + " within " + LIMIT.toSeconds() + " s: " + found);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private ActionRequest signed(ActionRequest request) throws Exception {
        OperatorKey opened = key;
        if (opened == null) {
            return request;
        }
        Signer by = signer;
        if (by == null) {
            ReadResult.Found found = read(StoreLayout.operator(opened.keyId()));
            by = opened.as(Json.read(found.data(), OperatorRecord.class, found.path()));
            signer = by;
        }
        return Signed.sign(request, by);
    }

    private void await(String id) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            // Seldom: a look costs the store as much as a step does.
            TimeUnit.MILLISECONDS.sleep(500);
            ReadResult.Found found = read(StoreLayout.action(group, id));
            ActionRecord record = Json.read(found.data(), ActionRecord.class, found.path());
            if (record.ended() && record.outcome() == Outcome.SUCCEEDED) {
                return;
            }
            if (record.ended() || System.nanoTime() > deadline) {
                throw new LabException("the switchover did not succeed: " + Json.text(record));
            }
        }
    }

    private ReadResult.Found read(String path) throws Exception {
        ReadResult result = store.read(path, ANSWER).toCompletableFuture().get();
        if (result instanceof ReadResult.Found found) {
            return found;
        }
        throw new LabException("expected " + path + " in the store: " + result);
    }

    @Override
    public void close() {
        store.close();
    }
}
