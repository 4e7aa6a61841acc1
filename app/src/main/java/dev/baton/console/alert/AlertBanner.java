package dev.baton.console.alert;

import dev.baton.console.model.Alert;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Rows;
import dev.baton.model.GroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * The gravest alert in one line over the topology: the shown group's first, else another group's with a way there. JavaFX thread only.
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
    private Label more;

    @FXML
    private Button evidence;

    @FXML
    private Button show;

    private final Parent root;
    private @Nullable Alert shown;
    private @Nullable GroupId elsewhere;

    /**
     * @param onEvidence called with the alert whose evidence is wanted
     * @param onShow called with the group that the operator wants to see
     */
    public AlertBanner(Consumer<Alert> onEvidence, Consumer<GroupId> onShow) {
        root = Fxml.load("alert", this);
        evidence.setOnAction(e -> {
            if (shown != null) {
                onEvidence.accept(shown);
            }
        });
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
    public void show(List<Alert> alerts, @Nullable GroupId group) {
        List<Alert> ordered = ordered(alerts, group);
        shown = ordered.isEmpty() ? null : ordered.getFirst();
        Alert alert = shown;
        root.setVisible(alert != null);
        root.setManaged(alert != null);
        if (alert == null) {
            return;
        }
        boolean alarm = alert.severity() == Alert.Severity.ALARM;
        String style = alarm ? "alarm" : "notice";
        if (!bar.getStyleClass().contains(style)) {
            bar.getStyleClass().removeAll("alarm", "notice");
            bar.getStyleClass().add(style);
        }
        Rows.text(sign, alarm ? "✕" : "!");
        Rows.text(headline, alert.headline());
        Rows.text(text, alert.text());
        int others = ordered.size() - 1;
        Rows.text(more, others == 0 ? "" : "+" + others + " more");
        more.setVisible(others > 0);
        more.setManaged(others > 0);
        elsewhere = alert.group() != null && !alert.group().equals(group) ? alert.group() : null;
        show.setVisible(elsewhere != null);
        show.setManaged(elsewhere != null);
        if (elsewhere != null) {
            show.setText("Show " + elsewhere);
        }
        bar.setAccessibleText(alert.severity() + ": " + alert.headline() + ". " + alert.text());
    }

    /** Alarms of the shown group or of the whole cluster, then alarms elsewhere, then warnings of the shown group. */
    static List<Alert> ordered(List<Alert> alerts, @Nullable GroupId group) {
        List<Alert> ordered = new ArrayList<>();
        alerts.stream().filter(a -> alarm(a) && here(a, group)).forEach(ordered::add);
        alerts.stream().filter(a -> alarm(a) && !here(a, group)).forEach(ordered::add);
        alerts.stream().filter(a -> !alarm(a) && here(a, group)).forEach(ordered::add);
        return ordered;
    }

    private static boolean alarm(Alert alert) {
        return alert.severity() == Alert.Severity.ALARM;
    }

    private static boolean here(Alert alert, @Nullable GroupId group) {
        return alert.group() == null || alert.group().equals(group);
    }
}
