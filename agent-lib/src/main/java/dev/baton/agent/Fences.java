package dev.baton.agent;

import dev.baton.fence.FenceSetup;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord.Off;
import dev.baton.port.FenceReceipt;
import dev.baton.port.FenceTarget;
import dev.baton.port.Fencer;
import dev.baton.port.FencingReport;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fence devices that this agent can use, and their answers as inputs of the core. Every method returns at once; thread-safe. */
final class Fences implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fences.class);
    /** The core gives up after a minute and a half. */
    private static final Duration LIMIT = Duration.ofSeconds(80);

    private static final Duration CHECK = Duration.ofSeconds(10);

    private final Inbox inbox;
    private final @Nullable FenceSetup setup;
    private final @Nullable Fencer fencer;

    /** {@code setup} null: there are no devices. */
    Fences(Inbox inbox, @Nullable FenceSetup setup) {
        this.inbox = inbox;
        this.setup = setup;
        this.fencer = setup == null ? null : setup.fencer();
    }

    /** Looks once, in the background, whether the devices could be used for these members, and says what is wrong. */
    void check(Collection<MemberId> members) {
        FenceSetup devices = setup;
        if (devices == null) {
            return;
        }
        List<MemberId> all = List.copyOf(members);
        Thread once = new Thread(
                () -> {
                    try {
                        devices.check(all, CHECK).forEach(problem -> LOG.warn("fencing would fail: {}", problem));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // The process ends.
                    }
                },
                "baton-fence-check");
        once.setDaemon(true);
        once.start();
    }

    void off(GroupId group, Effect.FenceOff asked) {
        if (fencer == null || !fencer.covers(asked.target())) {
            answer(group, asked, null, "no fence device is configured for " + asked.target());
            return;
        }
        FenceTarget target = FenceTarget.of(asked.target(), asked.epoch());
        FenceTarget timed = asked.guardShutNanos() < 0 ? target : target.guardShutAt(asked.guardShutNanos());
        fencer.fence(timed, LIMIT)
                .whenComplete((report, failed) -> answer(
                        group,
                        asked,
                        report == null ? null : kind(report),
                        report == null ? String.valueOf(failed) : report.reason()));
    }

    private static Off.@Nullable Kind kind(FencingReport report) {
        if (!report.off()) {
            return null;
        }
        boolean device = report.receipts().stream().anyMatch(r -> r.kind() == FenceReceipt.Kind.DEVICE);
        return device ? Off.Kind.DEVICE : Off.Kind.CLOCK;
    }

    private void answer(GroupId group, Effect.FenceOff asked, Off.@Nullable Kind kind, String detail) {
        LOG.info("fencing {}: {}", asked.target(), detail);
        inbox.put(group, new Input.FencedOff(asked.action(), kind, detail));
    }

    @Override
    public void close() {
        if (fencer != null) {
            fencer.close();
        }
    }
}
