package dev.baton.zookeeper;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/** Waits for what ZooKeeper answers, each time for a bounded time. */
record Answers(Duration timeout) {
    /** Takes the code of an answer. */
    interface Sink extends Consumer<Code> {}

    /**
     * Sends one request and waits for its code.
     *
     * @throws IOException where no answer comes, or the connection is lost
     */
    Code one(Consumer<Sink> request) throws IOException, InterruptedException {
        return all(List.of(request)).get(0);
    }

    /** Sends all of them before it waits for any; the codes in the same order. */
    List<Code> all(List<Consumer<Sink>> requests) throws IOException, InterruptedException {
        List<CompletableFuture<Code>> answers = new ArrayList<>();
        for (Consumer<Sink> request : requests) {
            CompletableFuture<Code> answer = new CompletableFuture<>();
            request.accept(answer::complete);
            answers.add(answer);
        }
        List<Code> codes = new ArrayList<>();
        for (CompletableFuture<Code> answer : answers) {
            Code code = await(answer);
            if (Codes.lost(code)) {
                throw new IOException("the connection to the store was lost: " + code);
            }
            codes.add(code);
        }
        return codes;
    }

    <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("no answer of the store within " + timeout.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            throw new IOException("the store's answer could not be taken: " + failed.getCause(), failed);
        }
    }

    /** The code of a multi's first operation: OK also where only a later one failed. */
    static Code first(int rc, @Nullable List<OpResult> results) {
        if (results != null && !results.isEmpty() && results.get(0) instanceof OpResult.ErrorResult error) {
            return Codes.of(error.getErr());
        }
        return Codes.of(rc);
    }
}
