package dev.baton.port;

import dev.baton.audit.AuditChain;
import dev.baton.audit.AuditDraft;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.StoreLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * How an append to a chain is written: the entries' nodes and the new head, by the version of the head that was read. To be written in one multi,
 * together with what it is about where whoever appends also does it. Where it is refused, somebody else appended: read the head and append again.
 */
public final class AuditAppend {
    private AuditAppend() {}

    /** What to write, and what then stands. */
    public record Write(List<StoreOp> ops, AuditChain.Appended appended) {
        public Write {
            ops = List.copyOf(ops);
        }
    }

    /** The node of a chain's head, whose children are its entries. */
    public static String root(String chain) {
        return chain.equals(AuditEntry.CLUSTER) ? StoreLayout.AUDIT : StoreLayout.audit(new GroupId(chain));
    }

    /** Zero-padded, so that the children sort as numbers. */
    public static String path(String chain, long seq) {
        return root(chain) + "/" + String.format("%012d", seq);
    }

    /** Makes the node of a chain that has none yet. Fails with NODE_EXISTS where somebody was faster. */
    public static StoreOp create(String chain) {
        return new StoreOp.Create(root(chain), Json.bytes(AuditHead.empty(chain)), false);
    }

    /** Reads the data of a chain's node; empty data, as whoever made the node by hand leaves it, is a chain without entries. */
    public static AuditHead head(String chain, byte[] data) throws Json.MalformedException {
        return data.length == 0 ? AuditHead.empty(chain) : Json.read(data, AuditHead.class, root(chain));
    }

    /**
     * The operations of an append.
     *
     * @param head as read, with whatever else is to change in it
     * @param version of the head's node as read
     * @param by the member or the operator who writes it
     */
    public static Write of(
            String chain, AuditHead head, int version, List<AuditDraft> drafts, String by, long wallMillis) {
        AuditChain.Appended appended = AuditChain.append(chain, head, drafts, by, wallMillis);
        List<StoreOp> ops = new ArrayList<>();
        ops.add(new StoreOp.Set(root(chain), Json.bytes(appended.head()), version));
        for (AuditEntry entry : appended.entries()) {
            ops.add(new StoreOp.Create(path(chain, entry.seq()), entry.bytes(), false));
        }
        return new Write(ops, appended);
    }
}
