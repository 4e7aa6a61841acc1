package dev.baton.console.inspector;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Paused;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Still;
import dev.baton.console.theme.Tone;
import dev.baton.model.MemberId;
import java.util.List;
import javafx.fxml.FXML;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One member in full. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class InspectorPane {
    private static final int EPOCHS = 12;

    @FXML
    private Label name;

    @FXML
    private Label verdict;

    @FXML
    private Label claims;

    @FXML
    private Label storeSays;

    @FXML
    private Label guard;

    @FXML
    private Label position;

    @FXML
    private Label endpoint;

    @FXML
    private Label seenTitle;

    @FXML
    private GridPane matrix;

    @FXML
    private Label sentence;

    @FXML
    private VBox epochs;

    @FXML
    private Label promises;

    @FXML
    private Label readiness;

    @FXML
    private Label paused;

    @FXML
    private GridPane candidates;

    @FXML
    private Label succession;

    @FXML
    private Label health;

    @FXML
    private VBox sections;

    @FXML
    private Button switchover;

    @FXML
    private Button failover;

    @FXML
    private Button moreActions;

    @FXML
    private Label why;

    private final Parent root;
    private final Tooltip tip = new Tooltip();
    private @Nullable Facts shown;
    private @Nullable MemberId about;
    private List<EpochLine> shownEpochs = List.of();
    private final MatrixRows rows;
    private final CandidateRows candidateRows;
    private @Nullable Readiness shownReadiness;

    /**
     * @param onSwitchover called when the operator wants to plan one
     * @param onFailover called when the operator wants to acknowledge the last automatic failover
     * @param onMore shows what else may be done to the member
     */
    public InspectorPane(Runnable onSwitchover, Runnable onFailover, Menu onMore) {
        root = new Still((Region) Fxml.load("inspector", this));
        rows = new MatrixRows(matrix);
        candidateRows = new CandidateRows(candidates);
        switchover.setOnAction(e -> onSwitchover.run());
        failover.setOnAction(e -> onFailover.run());
        moreActions.setOnAction(e -> {
            Bounds at = moreActions.localToScreen(moreActions.getBoundsInLocal());
            if (about != null && at != null) {
                onMore.show(about, moreActions, at.getMinX(), at.getMinY());
            }
        });
        switchover.setTooltip(tip);
    }

    /** Shows what may be done to a member. */
    public interface Menu {
        void show(MemberId member, Node over, double screenX, double screenY);
    }

    public Parent root() {
        return root;
    }

    /**
     * Shows the member.
     *
     * @param calm whether the group is well enough for the button to be the safe one
     * @param refusals why what is offered may not be done now
     */
    public void show(
            ClusterView view,
            @Nullable GroupView group,
            @Nullable MemberView member,
            Refusals refusals,
            boolean calm,
            long now) {
        sections.setVisible(group != null && member != null);
        about = member == null ? null : member.id();
        moreActions.setDisable(about == null);
        if (group != null && member != null) {
            Facts facts = Facts.of(view, group, member, now);
            String off = Paused.words(group, now);
            Rows.text(paused, off == null ? "" : off);
            paused.setVisible(off != null);
            paused.setManaged(off != null);
            ready(Readiness.of(view, group, now), Readiness.promises(group));
            if (!facts.equals(shown)) {
                shown = facts;
                fill(facts);
            }
            List<EpochLine> lines = EpochLine.of(group, EPOCHS);
            if (!lines.equals(shownEpochs)) {
                shownEpochs = lines;
                epochs.getChildren().setAll(lines.stream().map(EpochRow::of).toList());
            }
        }
        String refusal = refusals.switchover();
        boolean cooling = shownReadiness != null && shownReadiness.cooldown() != null;
        failover.setVisible(cooling);
        failover.setManaged(cooling);
        failover.setDisable(refusals.failover() != null);
        failover.setAccessibleHelp(refusals.failover() == null ? "" : refusals.failover());
        switchover.setDisable(refusal != null);
        if (calm != switchover.getStyleClass().contains("safe")) {
            switchover.getStyleClass().remove("safe");
            if (calm) {
                switchover.getStyleClass().add("safe");
            }
        }
        Rows.text(why, refusal == null ? "" : Messages.of("inspect.off", refusal));
        why.setVisible(refusal != null);
        why.setManaged(refusal != null);
        tip.setText(refusal == null ? Messages.of("inspect.tip", group == null ? "" : group.id()) : refusal);
        switchover.setAccessibleHelp(tip.getText());
    }

    private void fill(Facts facts) {
        Rows.text(name, facts.name());
        set(verdict, facts.verdict());
        set(claims, facts.claims());
        set(storeSays, facts.storeSays());
        set(guard, facts.guard());
        set(position, facts.position());
        set(endpoint, facts.endpoint());
        neutral(storeSays);
        neutral(endpoint);
        if (!facts.stale()) {
            neutral(position);
        }
        Rows.text(seenTitle, Messages.of("inspect.sees", facts.name().toUpperCase(java.util.Locale.ROOT)));
        rows.fill(facts.matrix());
        Rows.text(sentence, Messages.of("inspect.verdict", facts.sentence()));
        set(succession, facts.succession());
        set(health, facts.health());
    }

    private void ready(Readiness now, Facts.Fact promised) {
        set(promises, promised);
        if (!now.equals(shownReadiness)) {
            shownReadiness = now;
            Rows.text(readiness, now.sentence());
            Rows.tone(readiness, now.tone());
            candidateRows.fill(now.candidates());
        }
    }

    private static void set(Label label, Facts.Fact fact) {
        Rows.text(label, fact.text());
        Rows.tone(label, fact.tone());
    }

    /** A plain value: its colour says nothing. */
    private static void neutral(Label label) {
        if (!label.getStyleClass().contains(Tone.QUIET.styleClass())) {
            label.getStyleClass().removeIf(style -> style.startsWith("tone-"));
        }
    }
}
