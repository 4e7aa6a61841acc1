package dev.baton.console.shell;

import dev.baton.console.identity.Standing;
import dev.baton.console.operator.WhoWords;
import dev.baton.console.theme.Fxml;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Still;
import dev.baton.console.theme.Theme;
import dev.baton.console.theme.Words;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar at the top and the one at the bottom. JavaFX thread only. */
@SuppressWarnings("NullAway.Init") // FXML sets the fields
final class Bars {
    @FXML
    private Label cluster;

    @FXML
    private Label store;

    @FXML
    private Region storeDot;

    @FXML
    private Label storeDetail;

    @FXML
    private Label telemetry;

    @FXML
    private Region telemetryDot;

    @FXML
    private Button search;

    @FXML
    private Button live;

    @FXML
    private Button theme;

    @FXML
    private Button operator;

    private final Parent top;
    private final Bottom bottom = new Bottom();
    private final Strip strip = new Strip();
    private final FontIcon sun = new FontIcon("fth-sun");
    private final FontIcon moon = new FontIcon("fth-moon");

    /** The bottom bar's controller. */
    @SuppressWarnings("NullAway.Init") // FXML sets the fields
    static final class Bottom {
        @FXML
        private Label agents;

        @FXML
        private Label events;

        @FXML
        private Label delay;

        @FXML
        private Label storeLine;

        @FXML
        private Label clock;

        @FXML
        private Label notice;

        private final Parent root = new Still((Region) Fxml.load("status", this));
    }

    /** What stays in view while the screen is too large for the window: which cluster, and whether it is the present. */
    @SuppressWarnings("NullAway.Init") // FXML sets the fields
    static final class Strip {
        @FXML
        private Label where;

        @FXML
        private Button present;

        private final Region root = (Region) Fxml.load("strip", this);
    }

    Bars(String title, Runnable onWho, Runnable onSearch, Runnable onLive, Runnable onTheme) {
        top = new Still((Region) Fxml.load("top", this));
        cluster.setText(title);
        operator.setOnAction(e -> onWho.run());
        search.setOnAction(e -> onSearch.run());
        live.setOnAction(e -> onLive.run());
        strip.where.setText(title);
        strip.present.setOnAction(e -> onLive.run());
        strip.present.textProperty().bind(live.textProperty());
        strip.present.accessibleTextProperty().bind(live.accessibleTextProperty());
        theme.setOnAction(e -> onTheme.run());
        theme.setTooltip(new Tooltip(Messages.of("top.theme")));
        bottom.delay.setTooltip(new Tooltip(Messages.of("status.delay.explained")));
        notice("");
    }

    /** Says who acts here, and whether they can sign. */
    void who(Standing standing) {
        String words = WhoWords.badge(standing);
        if (!words.equals(operator.getText())) {
            operator.setText(words);
            operator.setAccessibleText(Messages.of("who.badge.aloud", words));
            operator.setTooltip(new Tooltip(WhoWords.state(standing)));
            operator.getStyleClass().removeAll("who-bad", "who-locked");
            String style = WhoWords.style(standing);
            if (!style.isEmpty()) {
                operator.getStyleClass().add(style);
            }
        }
    }

    Parent top() {
        return top;
    }

    Region strip() {
        return strip.root;
    }

    Parent bottom() {
        return bottom.root;
    }

    void theme(Theme shown) {
        theme.setGraphic(shown == Theme.DARK ? sun : moon);
        theme.setAccessibleText(Messages.of(shown == Theme.DARK ? "top.tolight" : "top.todark"));
    }

    /** {@code behindMillis}: how far the shown instant is behind the clock; -1 while live. */
    void show(StatusLine line, long behindMillis) {
        Rows.text(store, line.store());
        Rows.text(storeDetail, line.storeDetail());
        dot(storeDot, line.storeUp(), false);
        Rows.text(telemetry, line.telemetry());
        dot(telemetryDot, line.telemetryUp(), true);
        boolean isLive = behindMillis < 0;
        live.setText(isLive ? Messages.of("top.live") : Messages.of("top.past", Words.span(behindMillis)));
        live.setAccessibleText(
                isLive ? Messages.of("top.live.aloud") : Messages.of("top.past.aloud", Words.span(behindMillis)));
        String style = isLive ? "is-live" : "is-past";
        for (Button button : List.of(live, strip.present)) {
            if (!button.getStyleClass().contains(style)) {
                button.getStyleClass().removeAll("is-live", "is-past");
                button.getStyleClass().add(style);
            }
        }
        Rows.text(bottom.agents, line.agents());
        Rows.text(bottom.events, line.events());
        Rows.text(bottom.delay, line.delay());
        Rows.text(bottom.clock, line.clock());
        Rows.text(
                bottom.storeLine,
                Messages.of(line.storeUp() ? "status.store" : "status.store.down", line.storeDetail()));
    }

    /** Something that the operator should know; empty for nothing. */
    void notice(String words) {
        bottom.notice.setText(words);
        bottom.notice.setVisible(!words.isEmpty());
        bottom.notice.setManaged(!words.isEmpty());
        bottom.notice.setTooltip(words.isEmpty() ? null : new Tooltip(words));
    }

    private static void dot(Region dot, boolean up, boolean soft) {
        String style = up ? "fill-tone-ok" : soft ? "fill-tone-warn" : "fill-tone-bad";
        String shape = up ? "dot-healthy" : soft ? "dot-degraded" : "dot-no_primary";
        if (!dot.getStyleClass().contains(style)) {
            dot.getStyleClass().setAll("dot", shape, style);
        }
    }
}
