package dev.baton.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.console.model.Observed;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton watch}: events as JSON lines, as they come. */
@Command(name = "watch", description = "Events as JSON lines, until Ctrl-C.", mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    private static final int QUEUE = 50_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "GROUP", description = "Only this group.")
    @Nullable
    String group;

    @Option(names = "--for", paramLabel = "60s", description = "End after this time.")
    @Nullable
    Duration limit;

    @Option(names = "--no-heartbeats", description = "Leave out heartbeats and lease renewals.")
    boolean noHeartbeats;

    @Override
    public Integer call() throws Exception {
        BlockingQueue<Observed> queue = new LinkedBlockingQueue<>(QUEUE);
        AtomicLong dropped = new AtomicLong();
        PrintWriter out = spec.commandLine().getOut();
        try (Session session = Session.open(common.target(), true)) {
            GroupId only = group == null ? null : session.group(group).id();
            session.connection().listen(observed -> {
                if (wanted(observed.event(), only) && !queue.offer(observed)) {
                    dropped.incrementAndGet();
                }
            });
            long deadline = limit == null ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
            while (!out.checkError()) {
                long left = limit == null ? TimeUnit.SECONDS.toNanos(1) : deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                Observed next = queue.poll(Math.min(left, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS);
                if (next != null) {
                    Out.line(out, document(next));
                }
            }
            if (dropped.get() > 0) {
                spec.commandLine()
                        .getErr()
                        .println("baton: " + dropped + " events were dropped: the reader is too slow");
            }
            return Exit.DONE;
        }
    }

    private boolean wanted(Event event, @Nullable GroupId only) {
        if (noHeartbeats && (event instanceof Event.Heartbeat || event instanceof Event.LeaseSeen)) {
            return false;
        }
        return only == null || event.group() == null || only.equals(event.group());
    }

    private static ObjectNode document(Observed observed) {
        ObjectNode node = Json.mapper().valueToTree(observed.event());
        node.put("via", observed.via().name());
        node.put("receivedMillis", observed.receivedMillis());
        return node;
    }
}
