package dev.baton.console.action;

import dev.baton.console.identity.Identity;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The dialog of every action: the plan, the typed confirmation, the steps as the store confirms them, the receipt; or, of an action that
 * somebody has asked for, those from the steps on. JavaFX thread only; reports may come on any thread. Closing it stops nothing: the members
 * carry the action to its end.
 */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class ActionPane {
    @FXML
    private Label title;

    @FXML
    private Label subtitle;

    @FXML
    private Label checksTitle;

    @FXML
    private Label undoTitle;

    @FXML
    private VBox steps;

    @FXML
    private VBox receipt;

    @FXML
    private VBox checks;

    @FXML
    private VBox changes;

    @FXML
    private VBox undo;

    private final Parent root;
    private final ActionCourse course;
    private final ActionFoot foot;
    private final ReasonBox reason;
    private final PlanRows rows;
    private final ReceiptBox box;
    private final WishBox wishes;
    private final SignBox signing;

    private ActionPane(
            GroupView group,
            ActionKind kind,
            @Nullable Wish first,
            Identity identity,
            Actions actions,
            boolean approves,
            Runnable onClose) {
        String operator = identity.standing().name();
        course = new ActionCourse(group.id(), actions, operator, Platform::runLater);
        wishes = new WishBox(group, kind, first, () -> replan(Replanned.Why.CHOSEN));
        root = Fxml.load("action", this);
        wishes.into(root);
        signing = new SignBox(root, identity, this::show);
        foot = new ActionFoot(root, kind, approves, course, signing::ready);
        reason = new ReasonBox(root, operator);
        rows = new PlanRows(checks, changes, undo);
        box = new ReceiptBox(receipt);
        title.setText(Messages.of(approves ? "act.title.approve" : "act.title", ActionWords.of(kind), group.id()));
        foot.onStart(this::begin);
        foot.onDryRun(() -> replan(Replanned.Why.DRY));
        foot.onAbort(() -> signing.unlocked(() -> course.abort(reason.reason(), this::show), this::wrong));
        foot.onClose(onClose);
        box.hide();
    }

    /** Plans what is wished for. */
    public static ActionPane planning(
            GroupView group, Wish first, Identity identity, Actions actions, Runnable onClose) {
        ActionPane pane = new ActionPane(group, first.kind(), first, identity, actions, false, onClose);
        pane.replan(Replanned.Why.CHOSEN);
        return pane;
    }

    /** Plans as of now what somebody else has asked for, to sign it as the second operator. */
    public static ActionPane approving(
            GroupView group,
            ActionRecord record,
            Identity identity,
            Actions actions,
            LongSupplier clock,
            Runnable onClose) {
        Review review = new Review(actions, record, identity, clock);
        ActionPane pane =
                new ActionPane(group, record.request().kind(), review.wish(), identity, review, true, onClose);
        pane.wishes.fix(review.wish());
        pane.checksTitle.setText(Messages.of("act.checks.now"));
        pane.reason.given();
        pane.replan(Replanned.Why.CHOSEN);
        pane.course.says(SecondEyes.asks(record));
        pane.show();
        return pane;
    }

    /** Follows what somebody has asked for. */
    public static ActionPane following(
            GroupView group, ActionRecord record, Identity identity, Actions actions, Runnable onClose) {
        ActionPane pane = new ActionPane(group, record.request().kind(), null, identity, actions, false, onClose);
        pane.checksTitle.setText(Messages.of("act.request"));
        pane.rows.request(record);
        pane.course.begin(record);
        pane.began();
        pane.course.follow(record, pane::reported);
        return pane;
    }

    public Parent root() {
        return root;
    }

    /** Where the keyboard goes first. */
    public void focus() {
        foot.focus();
    }

    /** The keyboard goes to what aborts it, where that is still possible: only for who asked for that. */
    public void focusAbort() {
        foot.focusAbort();
    }

    /** Nobody looks any more: listens no longer. The action goes on. */
    public void closed() {
        course.leave();
    }

    /** Who names the file of a receipt, given a name that would do; null for none. */
    public void saveTo(Function<String, @Nullable Path> where) {
        box.where(where);
    }

    /** Time has passed, or the view changed: while it is a plan, it is made anew. */
    public void look() {
        replan(Replanned.Why.LOOKED);
    }

    private void replan(Replanned.Why why) {
        Replanned.Found found = course.replan(why, wishes.wish());
        Plan made = course.plan();
        if (found == Replanned.Found.MOVED) {
            foot.clear();
        }
        if (found != Replanned.Found.SAME && made != null) {
            wishes.chosen(made);
            rows.fill(made);
            undoTitle.setVisible(!made.undo().isEmpty());
            foot.asks(ActionWords.typed(made));
            if (steps.getChildren().isEmpty() || why != Replanned.Why.DRY) {
                StepRows.fill(steps, course.steps());
            }
        }
        show();
    }

    private void begin() {
        if (foot.ready()) {
            signing.unlocked(this::ask, this::wrong);
        }
    }

    private void wrong(String why) {
        course.says(why);
        show();
    }

    private void ask() {
        boolean read = course.plan() != null;
        // As of now, not as of the last look: what moved since is said before anything is asked for.
        replan(Replanned.Why.LOOKED);
        Plan asked = course.plan();
        if (!foot.ready() || !read || asked == null) {
            return;
        }
        String why = reason.reason().isEmpty() ? Messages.of("act.noreason") : reason.reason();
        course.begin(asked);
        began();
        StepRows.fill(steps, course.steps());
        course.start(asked, why, this::reported);
    }

    private void began() {
        reason.began();
        show();
        foot.focus();
    }

    private void reported() {
        List<StepLine> lines = course.steps();
        StepRows.fill(steps, lines);
        ActionCourse.Given given = course.given();
        if (given == null) {
            box.hide();
        } else {
            box.show(given.receipt(), given.export(), lines);
        }
        show();
    }

    private void show() {
        Rows.text(subtitle, course.subtitle());
        reason.show(course);
        reason.signedBy(signing.who());
        signing.show(course.phase());
        wishes.enable(course.phase() == ActionCourse.Phase.PLANNED);
        foot.arm();
    }
}
