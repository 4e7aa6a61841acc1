package dev.baton.console.action;

import dev.baton.console.theme.Messages;
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
        changes.getChildren()
                .add(change(
                        Messages.of("plan.primary"),
                        Messages.of("plan.change", name(plan.from()), name(plan.to())),
                        "mono"));
        changes.getChildren()
                .add(change(
                        Messages.of("plan.epoch"),
                        Messages.of("plan.change", plan.epoch(), plan.epoch().next()),
                        "mono"));
        changes.getChildren()
                .add(change(
                        Messages.of("plan.pause"),
                        plan.pause().isEmpty() ? Messages.of("plan.nopast") : plan.pause(),
                        "muted"));
        changes.getChildren().add(change(Messages.of("plan.fails"), plan.ifItFails(), "muted"));
    }

    private static String name(@Nullable Object member) {
        return member == null ? Messages.of("words.nobody") : member.toString();
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
                    case OK -> Messages.of("plan.sign.ok");
                    case WARN -> Messages.of("plan.sign.warn");
                    case BLOCKED -> Messages.of("plan.sign.blocked");
                };
        Label sign = Rows.fixed(glyph, "sign", tone.styleClass());
        Label value = Rows.label(check.value(), "value", check.level() == Plan.Level.OK ? "muted" : tone.styleClass());
        value.setMaxWidth(190);
        HBox row = Rows.row(sign, Rows.label(sentence(check.rule())), value);
        row.setAccessibleText(Messages.of(aloud(check.level()), check.rule(), check.value()));
        return row;
    }

    private static String aloud(Plan.Level level) {
        return switch (level) {
            case OK -> "plan.check.ok";
            case WARN -> "plan.check.warn";
            case BLOCKED -> "plan.check.blocked";
        };
    }

    private static HBox change(String what, String value, String style) {
        Label text = Rows.fixed(what);
        Label shown = Rows.label(value, "value", style);
        shown.setMaxWidth(280);
        return Rows.row(Rows.fixed("", "sign"), text, shown);
    }
}
