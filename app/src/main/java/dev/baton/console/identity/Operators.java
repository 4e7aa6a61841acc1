package dev.baton.console.identity;

import dev.baton.model.Json;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.Refusal;
import dev.baton.model.StoreLayout;
import dev.baton.port.ChildrenResult;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says who may act in a cluster. Only who has the store's admin rights can: the store refuses everybody else. Every change also sets
 * {@code /operators} by its version, so that two at once are decided one after the other, on what the first one left. A record is never
 * deleted: whoever was revoked stays, with when and by whom.
 *
 * <p>Threading: any thread; nothing blocks.
 */
public final class Operators {
    /** How often another's change may come in between. */
    private static final int TRIES = 5;

    private static final int ENROLMENT_BYTES = 16;

    private final CoordinationStore store;
    private final Duration timeout;
    private final AuditTrail audit;
    private final SecureRandom random = new SecureRandom();

    public Operators(CoordinationStore store, Duration timeout, AuditTrail audit) {
        this.store = store;
        this.timeout = timeout;
        this.audit = audit;
    }

    /** What the store holds, or that it did not say. */
    public sealed interface Listing {
        record Found(OperatorBook book) implements Listing {}

        record Unknown(String detail) implements Listing {}
    }

    /** How a change ended. */
    public sealed interface Result {
        /** In the store with that zxid: what each record is now, the one that was asked about first. */
        record Done(List<OperatorRecord> records, long zxid) implements Result {
            public Done {
                records = List.copyOf(records);
            }
        }

        /** Nothing was written. */
        record Refused(Refusal rule) implements Result {}

        /** No answer came; it may have been written: list them. */
        record Unknown(String detail) implements Result {}
    }

    /** One to be added: their key, and what they may. */
    public record Newcomer(String name, OperatorRole role, String keyId, String publicKey) {}

    private record Change(List<StoreOp> ops, List<OperatorRecord> records) {}

    private sealed interface Decision {
        record Go(Change change) implements Decision {}

        record No(Refusal rule) implements Decision {}
    }

    private record Root(boolean there, byte[] data, int version) {}

    /** All of them, those revoked too. */
    public CompletionStage<Listing> list() {
        return store.children(StoreLayout.OPERATORS, timeout)
                .thenCompose(children -> switch (children) {
                    case ChildrenResult.Found found -> all(found.names(), 0, OperatorBook.EMPTY);
                    case ChildrenResult.Unknown unknown ->
                        CompletableFuture.<Listing>completedFuture(new Listing.Unknown(unknown.detail()));
                })
                .exceptionally(failed -> new Listing.Unknown(String.valueOf(failed.getMessage())));
    }

    private CompletionStage<Listing> all(List<String> names, int next, OperatorBook sofar) {
        if (next == names.size()) {
            return CompletableFuture.completedFuture(
                    new Listing.Found(new OperatorBook(true, sofar.entries(), sofar.broken())));
        }
        return store.read(StoreLayout.operator(names.get(next)), timeout).thenCompose(read -> switch (read) {
            case ReadResult.Found found ->
                all(names, next + 1, sofar.node(found.path(), found.data(), found.version()));
            case ReadResult.Absent _ -> all(names, next + 1, sofar);
            case ReadResult.Unknown unknown -> CompletableFuture.completedFuture(new Listing.Unknown(unknown.detail()));
        });
    }

    /**
     * Adds a key; in the same write revokes the one that it replaces, where one is named.
     *
     * @param by who adds it, for the record
     */
    public CompletionStage<Result> add(Newcomer one, @Nullable String replaces, String by, long nowMillis) {
        return attempt(book -> adding(book, one, replaces, by, nowMillis), by, TRIES);
    }

    /** Revokes a key; the last admin's only where {@code force} says so. */
    public CompletionStage<Result> revoke(String keyId, boolean force, String by, long nowMillis) {
        return attempt(book -> revoking(book, keyId, force, by, nowMillis), by, TRIES);
    }

    private Decision adding(OperatorBook book, Newcomer one, @Nullable String replaces, String by, long now) {
        OperatorRecord before = book.record(one.keyId());
        if (before != null) {
            return no(
                    "key not known yet",
                    "no record",
                    before.name() + ", " + (before.revoked() ? "revoked" : "good")
                            + ": a key is enrolled once; make another one");
        }
        if (!book.signed() && one.role() != OperatorRole.ADMIN) {
            return no("first operator is an admin", "role ADMIN", one.role().name());
        }
        OperatorRecord made = new OperatorRecord(
                one.keyId(), one.name(), one.role(), one.publicKey(), enrolment(), now, by, null, null);
        List<StoreOp> ops = new ArrayList<>();
        List<OperatorRecord> records = new ArrayList<>(List.of(made));
        ops.add(new StoreOp.Create(StoreLayout.operator(one.keyId()), Json.bytes(made), false));
        if (replaces != null) {
            OperatorBook.Entry old = book.entries().get(replaces);
            if (old == null || old.record().revoked()) {
                return no("replaced key is good", "a key that is good", old == null ? "none" : "revoked");
            }
            if (old.record().role() == OperatorRole.ADMIN
                    && one.role() != OperatorRole.ADMIN
                    && book.adminsBeside(replaces) == 0) {
                return no("an admin is left", "one more admin", "none");
            }
            OperatorRecord over = old.record().revoked(now, by);
            ops.add(new StoreOp.Set(StoreLayout.operator(replaces), Json.bytes(over), old.version()));
            records.add(over);
        }
        return new Decision.Go(new Change(ops, records));
    }

    private static Decision revoking(OperatorBook book, String keyId, boolean force, String by, long now) {
        OperatorBook.Entry entry = book.entries().get(keyId);
        if (entry == null || entry.record().revoked()) {
            return no("key is good", "a key that is good", entry == null ? "none" : "revoked already");
        }
        if (!force && entry.record().role() == OperatorRole.ADMIN && book.adminsBeside(keyId) == 0) {
            return no(
                    "an admin is left",
                    "one more admin, or --force",
                    entry.record().name() + " is the last");
        }
        OperatorRecord over = entry.record().revoked(now, by);
        return new Decision.Go(new Change(
                List.of(new StoreOp.Set(StoreLayout.operator(keyId), Json.bytes(over), entry.version())),
                List.of(over)));
    }

    private static Decision no(String rule, String expected, String actual) {
        return new Decision.No(new Refusal(rule, expected, actual));
    }

    private CompletionStage<Result> attempt(Function<OperatorBook, Decision> decide, String by, int left) {
        // The root before the records: a change in between has another version than the write expects.
        return store.read(StoreLayout.OPERATORS, timeout)
                .thenCompose(read -> switch (read) {
                    case ReadResult.Found found -> on(new Root(true, found.data(), found.version()), decide, by, left);
                    case ReadResult.Absent _ -> on(new Root(false, new byte[0], -1), decide, by, left);
                    case ReadResult.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
                })
                .exceptionally(failed -> new Result.Unknown(String.valueOf(failed.getMessage())));
    }

    private CompletionStage<Result> on(Root root, Function<OperatorBook, Decision> decide, String by, int left) {
        return list().thenCompose(listing -> switch (listing) {
            case Listing.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
            case Listing.Found found ->
                switch (decide.apply(found.book())) {
                    case Decision.No no -> done(new Result.Refused(no.rule()));
                    case Decision.Go go -> write(root, go.change(), decide, by, left);
                };
        });
    }

    private CompletionStage<Result> write(
            Root root, Change change, Function<OperatorBook, Decision> decide, String by, int left) {
        return audit.entries(store, timeout, by, change.records()).thenCompose(entry -> {
            List<StoreOp> ops = new ArrayList<>();
            ops.add(
                    root.there()
                            ? new StoreOp.Set(StoreLayout.OPERATORS, root.data(), root.version())
                            : new StoreOp.Create(StoreLayout.OPERATORS, root.data(), false));
            ops.addAll(change.ops());
            ops.addAll(entry);
            return store.write(ops, timeout).thenCompose(written -> switch (written) {
                case WriteResult.Applied applied -> done(new Result.Done(change.records(), applied.zxid()));
                case WriteResult.Refused refused -> {
                    boolean raced = refused.why() == WriteResult.Why.BAD_VERSION
                            || refused.why() == WriteResult.Why.NODE_EXISTS;
                    yield raced && left > 1
                            ? attempt(decide, by, left - 1)
                            : done(new Result.Refused(refusal(refused)));
                }
                case WriteResult.Unknown unknown -> done(new Result.Unknown(unknown.detail()));
            });
        });
    }

    private static Refusal refusal(WriteResult.Refused refused) {
        return refused.why() == WriteResult.Why.NO_AUTH
                ? new Refusal("store's rights", "an admin of the store", "it lets nobody else write " + refused.path())
                : new Refusal("operators can be written", "a write", refused.why() + ", " + refused.detail());
    }

    private String enrolment() {
        byte[] bytes = new byte[ENROLMENT_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static CompletionStage<Result> done(Result result) {
        return CompletableFuture.completedFuture(result);
    }
}
