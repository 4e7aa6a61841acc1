package dev.baton.lab.sim;

import dev.baton.model.ActionRecord;
import dev.baton.model.EpochRecord;
import dev.baton.model.Event;
import dev.baton.model.Leadership;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells what happens, for a person to read. Costs nothing where nobody listens. */
final class Story {
    private final Scheduler time;
    private final @Nullable Consumer<String> lines;

    Story(Scheduler time, @Nullable Consumer<String> lines) {
        this.time = time;
        this.lines = lines;
    }

    boolean told() {
        return lines != null;
    }

    void tell(String who, String what) {
        if (lines != null) {
            long micros = time.nanos() / 1_000L;
            lines.accept(String.format(Locale.ROOT, "%8d.%03d  %-10s %s", micros / 1_000, micros % 1_000, who, what));
        }
    }

    void event(Event event) {
        if (lines == null) {
            return;
        }
        switch (event) {
            case Event.Transition t ->
                tell(t.source(), t.from() + " -> " + t.to() + " in epoch " + t.epoch() + ": " + t.reason());
            case Event.VerdictChanged v ->
                tell(
                        v.source(),
                        "sees " + v.about() + " " + v.verdict()
                                + (v.evidence().isEmpty()
                                        ? ""
                                        : ": " + v.evidence().get(0).says()));
            case Event.Blocked b -> tell(b.source(), "blocked: " + b.decision() + ": " + b.blocker());
            default -> tell(event.source(), event.getClass().getSimpleName());
        }
    }

    void written(List<Op> ops, long zxid) {
        if (lines == null) {
            return;
        }
        for (Op op : ops) {
            Object data = op instanceof Op.Set s ? s.data() : op instanceof Op.Create c ? c.data() : "";
            switch (data) {
                case Leadership l ->
                    tell(
                            "store",
                            "zxid " + zxid + ": epoch " + l.epoch() + " " + l.state() + " " + l.holder()
                                    + (l.target() == null ? "" : " for " + l.target())
                                    + (l.open().isEmpty() ? "" : ", open " + l.open()));
                case EpochRecord e -> tell("store", "epoch " + e.epoch() + ": " + e.cause() + ", " + e.reason());
                case ActionRecord a ->
                    a.steps().stream()
                            .filter(step -> step.zxid() < 0) // Those of this write.
                            .forEach(step -> tell(
                                    "store",
                                    "zxid " + zxid + ": action " + a.request().id() + " " + step.step() + " by "
                                            + step.by()
                                            + (a.outcome() == null ? "" : ", " + a.outcome())
                                            + (step.note() == null ? "" : ": " + step.note())));
                default -> {
                    // Renewals and the like would drown the rest.
                }
            }
        }
    }
}
