package dev.baton.console.action;

import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Tone;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The plan as rows: preconditions, and what will change. */
final class PlanRows {
    private PlanRows() {}

    static void fill(VBox checks, VBox changes, Plan plan) {
        checks.getChildren().clear();
        for (Plan.Check check : plan.checks()) {
            checks.getChildren().add(check(check));
        }
        changes.getChildren().clear();
        changes.getChildren().add(change("Primary", name(plan.from()) + " → " + name(plan.to()), "mono"));
        changes.getChildren()
                .add(change("Epoch", plan.epoch() + " → " + plan.epoch().next(), "mono"));
        changes.getChildren()
                .add(change(
                        "Write pause", plan.pause().isEmpty() ? "no past run to predict from" : plan.pause(), "muted"));
        changes.getChildren().add(change("If a step fails", plan.ifItFails(), "muted"));
    }

    private static String name(@Nullable Object member) {
        return member == null ? "nobody" : member.toString();
    }

    private static String sentence(String rule) {
        boolean name = rule.indexOf("-") >= 0 && rule.indexOf("-") < rule.indexOf(" ");
        return rule.isEmpty() || name ? rule : Character.toUpperCase(rule.charAt(0)) + rule.substring(1);
    }

    private static HBox check(Plan.Check check) {
        Tone tone =
                switch (check.level()) {
                    case OK -> Tone.OK;
                    case WARN -> Tone.WARN;
                    case BLOCKED -> Tone.BAD;
                };
        String glyph =
                switch (check.level()) {
                    case OK -> "✓";
                    case WARN -> "!";
                    case BLOCKED -> "✕";
                };
        Label sign = Rows.fixed(glyph, "sign", tone.styleClass());
        Label value = Rows.label(check.value(), "value", check.level() == Plan.Level.OK ? "muted" : tone.styleClass());
        value.setMaxWidth(190);
        HBox row = Rows.row(sign, Rows.label(sentence(check.rule())), value);
        row.setAccessibleText(check.level() + ": " + check.rule() + ", " + check.value());
        return row;
    }

    private static HBox change(String what, String value, String style) {
        Label text = Rows.fixed(what);
        Label shown = Rows.label(value, "value", style);
        shown.setMaxWidth(280);
        return Rows.row(Rows.fixed("", "sign"), text, shown);
    }
}
