package dev.baton.zookeeper;

import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.port.WriteResult.Why;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.common.PathUtils;
import org.jspecify.annotations.Nullable;

/** A write as one ZooKeeper transaction, and what its answer means. */
final class Multi {
    /** Less than ZooKeeper's own limit of 1 MiB, above which a server drops the connection instead of answering. */
    private static final int MAX_BYTES = 900_000;

    /** What to do about a refusal for lack of rights. */
    private static final String NO_RIGHT =
            ": who is connected has no right to do that there; use the security file of one who has"
                    + " ('baton acl show' says who), or mend the node's ACL ('baton doctor' says how)";

    private final ConnectString connect;
    private final Acls acls;
    private final List<StoreOp> ops;

    /** @throws IllegalArgumentException for an empty list, an illegal path, or more than {@value #MAX_BYTES} bytes */
    Multi(ConnectString connect, Acls acls, List<StoreOp> ops) {
        this.connect = connect;
        this.acls = acls;
        this.ops = List.copyOf(ops);
        if (this.ops.isEmpty()) {
            throw new IllegalArgumentException("a write of no operations: expected at least one");
        }
        int bytes = 0;
        for (StoreOp op : this.ops) {
            PathUtils.validatePath(op.path());
            bytes += op.path().length() + size(op);
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("a write of " + bytes + " bytes from "
                    + this.ops.get(0).path() + " on: expected at most " + MAX_BYTES);
        }
    }

    private static int size(StoreOp op) {
        if (op instanceof StoreOp.Create create) {
            return create.data().length;
        }
        return op instanceof StoreOp.Set set ? set.data().length : 0;
    }

    /** Whether it makes an ephemeral node, which lives as long as the session that made it. */
    boolean ephemeral() {
        return ops.stream().anyMatch(op -> op instanceof StoreOp.Create create && create.ephemeral());
    }

    /** Sends it. Where only creates could tell the transaction's id, a look at the first created node follows in the same breath. */
    void send(Session session, Call<WriteResult> call) {
        String created = ops.stream().noneMatch(StoreOp.Set.class::isInstance)
                ? ops.stream()
                        .filter(StoreOp.Create.class::isInstance)
                        .map(StoreOp::path)
                        .findFirst()
                        .orElse(null)
                : null;
        WriteResult[] held = new WriteResult[1];
        session.zooKeeper()
                .multi(
                        ops.stream().map(this::op).toList(),
                        (rc, path, context, results) -> {
                            held[0] = result(rc, results);
                            if (created == null || !(held[0] instanceof WriteResult.Applied)) {
                                call.answer(held[0]);
                            }
                        },
                        null);
        if (created != null) {
            session.zooKeeper()
                    .exists(
                            connect.absolute(created),
                            false,
                            (rc, path, context, stat) -> {
                                if (held[0] instanceof WriteResult.Applied applied) {
                                    long zxid = rc == Code.OK.intValue() ? stat.getCzxid() : -1;
                                    call.answer(new WriteResult.Applied(zxid, applied.versions()));
                                }
                            },
                            null);
        }
    }

    private Op op(StoreOp op) {
        String path = connect.absolute(op.path());
        if (op instanceof StoreOp.Create create) {
            CreateMode mode = create.ephemeral() ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT;
            return Op.create(path, create.data(), acls.of(op.path()), mode);
        } else if (op instanceof StoreOp.Set set) {
            return Op.setData(path, set.data(), set.version());
        } else if (op instanceof StoreOp.Delete delete) {
            return Op.delete(path, delete.version());
        }
        return Op.check(path, ((StoreOp.Check) op).version());
    }

    private WriteResult result(int rc, @Nullable List<OpResult> results) {
        Code code = Codes.of(rc);
        if (code == Code.OK && results != null) {
            return applied(results);
        }
        if (Codes.lost(code)) {
            return new WriteResult.Unknown("the answer was lost: " + code);
        }
        int failed = results == null ? -1 : firstFailed(results);
        if (failed < 0 || failed >= ops.size()) {
            return new WriteResult.Refused(
                    -1, ops.get(0).path(), why(code), "the store refused the write: " + code + todo(code));
        }
        StoreOp op = ops.get(failed);
        return new WriteResult.Refused(failed, op.path(), why(code), describe(op) + ": " + code + todo(code));
    }

    private static WriteResult applied(List<OpResult> results) {
        long zxid = -1;
        List<Integer> versions = new ArrayList<>(results.size());
        for (OpResult result : results) {
            if (result instanceof OpResult.SetDataResult set) {
                zxid = set.getStat().getMzxid();
                versions.add(set.getStat().getVersion());
            } else {
                versions.add(result instanceof OpResult.CreateResult ? 0 : -1);
            }
        }
        return new WriteResult.Applied(zxid, versions);
    }

    /** Operations before the failed one carry OK, those after it RUNTIMEINCONSISTENCY. */
    private static int firstFailed(List<OpResult> results) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof OpResult.ErrorResult error
                    && error.getErr() != Code.OK.intValue()
                    && error.getErr() != Code.RUNTIMEINCONSISTENCY.intValue()) {
                return i;
            }
        }
        return -1;
    }

    private static Why why(Code code) {
        return switch (code) {
            case BADVERSION -> Why.BAD_VERSION;
            case NONODE -> Why.NO_NODE;
            case NODEEXISTS -> Why.NODE_EXISTS;
            case NOTEMPTY -> Why.NOT_EMPTY;
            case NOAUTH -> Why.NO_AUTH;
            default -> Why.OTHER;
        };
    }

    private static String todo(Code code) {
        return code == Code.NOAUTH ? NO_RIGHT : "";
    }

    private static String describe(StoreOp op) {
        if (op instanceof StoreOp.Create create) {
            return "create " + create.path();
        } else if (op instanceof StoreOp.Set set) {
            return "set " + set.path() + " expecting version " + set.version();
        } else if (op instanceof StoreOp.Delete delete) {
            return "delete " + delete.path() + " expecting version " + delete.version();
        }
        return "check " + op.path() + " expecting version " + ((StoreOp.Check) op).version();
    }
}
