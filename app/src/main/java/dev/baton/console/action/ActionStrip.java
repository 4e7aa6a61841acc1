package dev.baton.console.action;

import dev.baton.console.identity.Standing;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Words;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.OperatorRole;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Says that an action is under way in a group, whoever asked for it. JavaFX thread only. */
public final class ActionStrip {
    private final Label words = Rows.label("", "action-words");
    private final Button view = button("viewAction", "act.view", "act.view.aloud");
    private final Button abort = button("abortAction", "act.abort.dots", "act.abort.aloud");
    private final Button approve = button("approveAction", "act.review", "act.review.aloud");
    private final HBox box =
            new HBox(10, Rows.fixed(Messages.of("step.sign.running"), "tone-info"), words, approve, view, abort);

    /** {@code onView} shows the action; {@code onAbort} too, ready to abort it; {@code onApprove} to sign it as the second operator. */
    public ActionStrip(Runnable onView, Runnable onAbort, Runnable onApprove) {
        box.setId("underWay");
        box.getStyleClass().add("action-strip");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        view.setOnAction(e -> onView.run());
        abort.setOnAction(e -> onAbort.run());
        approve.setOnAction(e -> onApprove.run());
        show(null, Standing.open(""), 0);
    }

    private static Button button(String id, String text, String aloud) {
        Button made = new Button(Messages.of(text));
        made.setId(id);
        made.getStyleClass().add("mini");
        made.setMinWidth(Region.USE_PREF_SIZE);
        made.setAccessibleText(Messages.of(aloud));
        return made;
    }

    public Node root() {
        return box;
    }

    /** {@code standing}: of who looks. */
    public void show(@Nullable GroupView group, Standing standing, long nowMillis) {
        String id = group == null ? null : group.openAction();
        boolean on = id != null;
        if (on != box.isVisible()) {
            box.setVisible(on);
            box.setManaged(on);
        }
        if (group != null && id != null) {
            ActionRecord record = record(group);
            boolean waits = record != null && SecondEyes.waits(group, record, nowMillis);
            Availability second = record == null ? Availability.YES : Rights.second(standing, record.request());
            Rows.text(
                    words,
                    record == null
                            ? Messages.of("act.open.unread", id)
                            : waits ? SecondEyes.words(record, second) : words(record, nowMillis));
            approve.setVisible(waits);
            approve.setManaged(waits);
            approve.setDisable(!second.allowed());
            approve.setAccessibleHelp(second.why());
            view.setDisable(record == null);
            Availability may = Rights.of(standing, OperatorRole.OPERATOR);
            String refusal = may.allowed() ? AbortWords.refusal(record, false) : may.why();
            abort.setDisable(refusal != null);
            abort.setAccessibleHelp(refusal == null ? "" : refusal);
        }
    }

    /** The record of the open action; null where there is none, or it was not read. */
    public static @Nullable ActionRecord record(GroupView group) {
        String id = group.openAction();
        Stored<ActionRecord> stored = id == null ? null : group.actions().get(id);
        return stored == null ? null : stored.value().writtenAs(stored.zxid());
    }

    /** "Failover to orders-c by alice, 3.0 s, step GRANTED". */
    static String words(ActionRecord record, long nowMillis) {
        ActionStep last = record.last();
        String step = last == null ? "" : last.step().name().toUpperCase(Locale.ROOT);
        Names names = Names.of(record);
        String who = record.request().operator();
        String span = Words.span(
                Math.max(0, nowMillis - record.request().requestedAt().millis()));
        String kind = ActionWords.of(names.kind());
        if (!names.moves() && !names.kind().needsTarget()) {
            return Messages.of("act.open.group", kind, who, span, step);
        }
        return Messages.of(names.moves() ? "act.open.to" : "act.open.of", kind, names.to(), who, span, step);
    }
}
