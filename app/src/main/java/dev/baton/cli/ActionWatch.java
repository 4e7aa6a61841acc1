package dev.baton.cli;

import dev.baton.console.connect.ActionFollower;
import dev.baton.console.connect.ConfirmedStep;
import dev.baton.console.model.Stored;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.GroupId;
import dev.baton.model.Outcome;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Reads an action in the store until it ends, and says what is known; where nothing is, nothing is claimed. */
final class ActionWatch {
    private final Session session;
    private final CommandLine line;
    private final Common common;

    ActionWatch(Session session, CommandLine line, Common common) {
        this.session = session;
        this.line = line;
        this.common = common;
    }

    /** Follows it, reports it, and gives the exit code. */
    int follow(ActionRequest request) throws InterruptedException {
        Stored<ActionRecord> ended = await(request.group(), request.id(), request.kind());
        PrintWriter out = line.getOut();
        ActionReport report = ended == null
                ? ActionReport.unknown(request, now(request.group(), request.id()))
                : ActionReport.ended(ended.value(), ConfirmedStep.of(ended));
        if (common.json) {
            Out.json(out, report);
        } else {
            PlanText.outcome(out, report);
        }
        return code(ended == null ? null : ended.value());
    }

    /** The ended action; null, and told so, where no end could be read in time. */
    @Nullable
    Stored<ActionRecord> await(GroupId group, String id, ActionKind kind) throws InterruptedException {
        int[] printed = {0};
        Duration limit = limit(group, id, kind);
        Stored<ActionRecord> ended = new ActionFollower(session.connection(), group, id).await(limit, steps -> {
            if (!common.json) {
                printed[0] = PlanText.steps(line.getOut(), steps, printed[0]);
            }
        });
        if (ended == null) {
            line.getErr()
                    .println("baton: no end of action " + id + " could be read within " + limit.toSeconds()
                            + " s (--timeout). It may still go on, and nothing is claimed: look with 'baton receipt "
                            + group + " " + id + "'.");
        }
        return ended;
    }

    private @Nullable Stored<ActionRecord> now(GroupId group, String id) {
        return new ActionFollower(session.connection(), group, id).now();
    }

    /** As asked for, or somewhat longer than the members give such an action at the most. */
    private Duration limit(GroupId group, String id, ActionKind kind) {
        if (common.timeout != null) {
            return common.timeout;
        }
        Stored<ActionRecord> known = now(group, id);
        // Somebody else may take their time to look at it before it starts.
        long waits = known == null || known.value().done(ActionStep.Name.ACCEPTED)
                ? 0
                : known.value().request().expiresAt() - Session.now();
        return own(kind).plusMillis(Math.max(0, waits));
    }

    private static Duration own(ActionKind kind) {
        return switch (kind) {
            case SWITCHOVER, ROLLBACK, DRILL -> Duration.ofSeconds(90);
            case FAILOVER -> Duration.ofSeconds(45);
            case FENCE, REINSTATE -> Duration.ofMinutes(2);
            case PAUSE, RESUME -> Duration.ofSeconds(30);
        };
    }

    static int code(@Nullable ActionRecord ended) {
        Outcome outcome = ended == null ? null : ended.outcome();
        if (ended == null || outcome == null) {
            return Exit.UNKNOWN;
        }
        return switch (outcome) {
            case SUCCEEDED -> Exit.DONE;
            case FAILED_UNCHANGED -> ended.refused().isEmpty() ? Exit.FAILED : Exit.REFUSED;
            case ROLLED_BACK -> Exit.ROLLED_BACK;
            case INCOMPLETE -> Exit.INCOMPLETE;
            case UNKNOWN -> Exit.UNKNOWN;
        };
    }
}
