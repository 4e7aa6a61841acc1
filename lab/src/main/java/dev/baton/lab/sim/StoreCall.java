package dev.baton.lab.sim;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request to the store: answered once, by the store or by its own timer. */
final class StoreCall {
    final @Nullable List<Op> ops;
    final String path;
    final boolean onFirst;
    private final Consumer<Reply> answer;
    private boolean done;
    long sentNanos;

    private StoreCall(@Nullable List<Op> ops, String path, boolean onFirst, Consumer<Reply> answer) {
        this.ops = ops;
        this.path = path;
        this.onFirst = onFirst;
        this.answer = answer;
    }

    static StoreCall write(List<Op> ops, Consumer<Reply> answer) {
        boolean ephemeral = ops.stream().anyMatch(op -> op instanceof Op.Create c && c.ephemeral());
        return new StoreCall(ops, ops.get(0).path(), ephemeral, answer);
    }

    static StoreCall read(String path, Consumer<Reply> answer) {
        return new StoreCall(null, path, false, answer);
    }

    boolean done() {
        return done;
    }

    void finish(Reply reply) {
        if (!done) {
            done = true;
            answer.accept(reply);
        }
    }
}
