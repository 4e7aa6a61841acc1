package dev.baton.console.alert;

import dev.baton.console.model.Alert;
import dev.baton.console.model.AlertEntry;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.model.GroupId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * The gravest alert in one line over the topology: the shown group's first, else another group's with a way there. One that nobody has
 * acknowledged stays here, also when its cause is gone. JavaFX thread only.
 */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
public final class AlertBanner {
    @FXML
    private HBox bar;

    @FXML
    private Label sign;

    @FXML
    private Label headline;

    @FXML
    private Label text;

    @FXML
    private Button more;

    @FXML
    private Button acknowledge;

    @FXML
    private Button evidence;

    @FXML
    private Button show;

    private final Parent root;
    private final Function<AlertEntry, @Nullable String> refusal;
    private final Tooltip why = new Tooltip();
    private @Nullable AlertEntry shown;
    private @Nullable GroupId elsewhere;

    /**
     * @param onEvidence called with the alert whose evidence is wanted
     * @param onAcknowledge called with the alert that the operator has seen
     * @param refusal why who looks may not acknowledge an alert; null where they may
     * @param onAll called where all alerts are wanted
     * @param onShow called with the group that the operator wants to see
     */
    public AlertBanner(
            Consumer<AlertEntry> onEvidence,
            Consumer<AlertEntry> onAcknowledge,
            Function<AlertEntry, @Nullable String> refusal,
            Runnable onAll,
            Consumer<GroupId> onShow) {
        this.refusal = refusal;
        root = Fxml.load("alert", this);
        evidence.setOnAction(e -> {
            if (shown != null) {
                onEvidence.accept(shown);
            }
        });
        acknowledge.setOnAction(e -> {
            if (shown != null) {
                onAcknowledge.accept(shown);
            }
        });
        more.setOnAction(e -> onAll.run());
        show.setOnAction(e -> {
            if (elsewhere != null) {
                onShow.accept(elsewhere);
            }
        });
        show(List.of(), null);
    }

    public Parent root() {
        return root;
    }

    /** Shows what matters most to somebody who looks at {@code group}. */
    public void show(List<AlertEntry> entries, @Nullable GroupId group) {
        List<AlertEntry> ordered = ordered(entries, group);
        AlertEntry entry = ordered.isEmpty() ? null : ordered.getFirst();
        shown = entry;
        visible(root, entry != null);
        if (entry == null) {
            return;
        }
        Alert alert = entry.alert();
        boolean red = AlertRow.alarm(entry) && entry.active();
        String style = red ? "alarm" : "notice";
        if (!bar.getStyleClass().contains(style)) {
            bar.getStyleClass().removeAll("alarm", "notice");
            bar.getStyleClass().add(style);
        }
        Rows.text(sign, AlertRow.sign(entry));
        Rows.text(headline, Messages.of(alert.headline()));
        String state =
                switch (entry.state()) {
                    case RAISED -> Messages.of(alert.text());
                    case ACKNOWLEDGED, CLEARED -> Messages.of("alert.state.text", alert.text(), AlertRow.state(entry));
                };
        Rows.text(text, state);
        visible(acknowledge, entry.state() != AlertEntry.State.ACKNOWLEDGED);
        may(acknowledge.isVisible() ? refusal.apply(entry) : null);
        int others = entries.size() - 1;
        more.setText(Messages.of("alert.more", others));
        more.setAccessibleText(Messages.of("alert.more.aloud", others));
        visible(more, others > 0);
        GroupId home = alert.group() == null ? alert.home() : alert.group();
        elsewhere = home != null && (group == null || !alert.touches(group)) ? home : null;
        visible(show, elsewhere != null);
        if (elsewhere != null) {
            show.setText(Messages.of("alert.show", elsewhere));
        }
        bar.setAccessibleText(Messages.of(
                AlertRow.alarm(entry) ? "alert.aloud.alarm" : "alert.aloud.warning", alert.headline(), text.getText()));
    }

    /** A button that is disabled shows no words of its own: the bar around it does. */
    private void may(@Nullable String not) {
        acknowledge.setDisable(not != null);
        acknowledge.setAccessibleHelp(not == null ? "" : not);
        why.setText(not == null ? "" : Messages.of("alerts.off", not));
        Tooltip.uninstall(bar, why);
        if (not != null) {
            Tooltip.install(bar, why);
        }
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /**
     * Alarms of the shown group or of the whole cluster, then alarms elsewhere, then warnings of the shown group; in each what nobody has
     * acknowledged first. Acknowledged warnings are in the list only.
     */
    static List<AlertEntry> ordered(List<AlertEntry> entries, @Nullable GroupId group) {
        List<AlertEntry> ordered = new ArrayList<>(entries.stream()
                .filter(e ->
                        AlertRow.alarm(e) || (here(e.alert(), group) && e.state() != AlertEntry.State.ACKNOWLEDGED))
                .toList());
        ordered.sort(Comparator.comparingInt((AlertEntry e) -> rank(e, group)));
        return ordered;
    }

    private static int rank(AlertEntry entry, @Nullable GroupId group) {
        boolean here = here(entry.alert(), group);
        return switch (entry.state()) {
            case RAISED -> AlertRow.alarm(entry) ? here ? 0 : 1 : 2;
            case CLEARED -> AlertRow.alarm(entry) ? 3 : 5;
            case ACKNOWLEDGED -> here ? 4 : 6;
        };
    }

    private static boolean here(Alert alert, @Nullable GroupId group) {
        return alert.home() == null || (group != null && alert.touches(group));
    }
}
