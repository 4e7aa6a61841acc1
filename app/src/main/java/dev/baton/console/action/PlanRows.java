package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.MemberId;
import dev.baton.model.Rule;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The plan as rows: preconditions, what will change, and what takes it back. JavaFX thread only. */
final class PlanRows {
    private static final double VALUE = 200;
    private static final int SHORT = 24;
    private static final double CHANGE = 250;

    private final VBox checks;
    private final VBox changes;
    private final VBox undo;
    private List<Rule> shown = List.of();
    private List<Label> actual = List.of();

    PlanRows(VBox checks, VBox changes, VBox undo) {
        this.checks = checks;
        this.changes = changes;
        this.undo = undo;
    }

    void fill(Plan plan) {
        rules(plan.rules());
        changes.getChildren().clear();
        plan.changes().forEach(line -> change(line.what(), line.before(), line.after()));
        String pause = plan.pause();
        if (pause != null) {
            changes.getChildren()
                    .add(row(Messages.of("plan.pause"), pause.isEmpty() ? Messages.of("plan.nopast") : pause, "muted"));
        }
        List<MemberId> spares = plan.spares();
        if (spares != null) {
            String left = spares.stream().map(MemberId::value).collect(Collectors.joining(Messages.of("words.comma")));
            changes.getChildren()
                    .add(row(
                            Messages.of("plan.spares"),
                            spares.isEmpty() ? Messages.of("plan.nospare") : left,
                            spares.isEmpty() ? Tone.WARN.styleClass() : "muted"));
        }
        undo.getChildren().clear();
        plan.undo().forEach(line -> undo.getChildren().add(row(sentence(line.step()), line.back(), "muted")));
    }

    /** Ages change with each heartbeat: what stands already only gets its new value, so that nothing jumps under the eye. */
    private void rules(List<Rule> rules) {
        if (!same(rules)) {
            checks.getChildren().setAll(rules.stream().map(PlanRows::check).toList());
            actual = checks.getChildren().stream()
                    .map(row -> (Label) ((HBox) row).getChildren().get(3))
                    .toList();
        }
        for (int i = 0; i < rules.size(); i++) {
            Rows.text(actual.get(i), rules.get(i).actual());
            checks.getChildren().get(i).setAccessibleText(aloud(rules.get(i)));
        }
        shown = rules;
    }

    private boolean same(List<Rule> rules) {
        if (rules.size() != shown.size()) {
            return false;
        }
        for (int i = 0; i < rules.size(); i++) {
            Rule is = rules.get(i);
            Rule was = shown.get(i);
            if (!is.name().equals(was.name()) || !is.expected().equals(was.expected()) || is.state() != was.state()) {
                return false;
            }
        }
        return true;
    }

    private void change(String what, String before, String after) {
        changes.getChildren()
                .add(
                        before.isEmpty()
                                ? row(what, after, "muted")
                                : row(what, Messages.of("plan.change", before, after), "mono"));
    }

    /** What was asked for by whom, where there is no plan: somebody else made it. */
    void request(ActionRecord record) {
        ActionRequest asked = record.request();
        checks.getChildren()
                .setAll(
                        row(
                                Messages.of("asked.by"),
                                Messages.of(
                                        "asked.when",
                                        asked.operator(),
                                        Words.clock(asked.requestedAt().millis())),
                                "muted"),
                        row(
                                Messages.of("asked.reason"),
                                asked.reason().isEmpty() ? Messages.of("act.noreason") : asked.reason(),
                                "muted"),
                        row(
                                Messages.of("asked.seen"),
                                Messages.of("asked.epoch", asked.seenEpoch(), asked.seenLeadershipVersion()),
                                "mono"));
        Names names = Names.of(record);
        changes.getChildren().clear();
        if (names.moves()) {
            change(Messages.of("plan.primary"), names.from(), names.to());
        } else if (asked.kind().needsTarget()) {
            change(Messages.of("plan.member"), "", names.to());
        }
        for (String name : asked.overrides()) {
            changes.getChildren()
                    .add(row(Messages.of("asked.override"), ActionWords.override(name), Tone.WARN.styleClass()));
        }
    }

    static String sentence(String rule) {
        boolean name = rule.indexOf("-") >= 0 && rule.indexOf("-") < rule.indexOf(" ");
        return rule.isEmpty() || name ? rule : Character.toUpperCase(rule.charAt(0)) + rule.substring(1);
    }

    static String glyph(Rule.State state) {
        return switch (state) {
            case OK -> Messages.of("plan.sign.ok");
            case WARN -> Messages.of("plan.sign.warn");
            case BLOCKED -> Messages.of("plan.sign.blocked");
        };
    }

    private static HBox check(Rule rule) {
        Tone tone =
                switch (rule.state()) {
                    case OK -> Tone.OK;
                    case WARN -> Tone.WARN;
                    case BLOCKED -> Tone.BAD;
                };
        boolean same = rule.expected().equals(rule.actual());
        Label expected = Rows.label(same ? "" : Messages.of("plan.expected", rule.expected()), "expected", "dim");
        HBox.setHgrow(expected, Priority.ALWAYS);
        expected.setMaxWidth(Double.MAX_VALUE);
        Label value = Rows.label(rule.actual(), "value", rule.state() == Rule.State.OK ? "muted" : tone.styleClass());
        value.setMaxWidth(VALUE);
        // Short ones are never broken, whatever is expected.
        value.setMinWidth(rule.actual().length() < SHORT ? Region.USE_PREF_SIZE : VALUE / 2);
        Label name = Rows.fixed(sentence(rule.name()));
        HBox row = new HBox(8, Rows.fixed(glyph(rule.state()), "sign", tone.styleClass()), name, expected, value);
        row.getStyleClass().addAll("row", "rule");
        return row;
    }

    private static String aloud(Rule rule) {
        String key =
                switch (rule.state()) {
                    case OK -> "plan.check.ok";
                    case WARN -> "plan.check.warn";
                    case BLOCKED -> "plan.check.blocked";
                };
        return Messages.of(key, rule.name(), rule.expected(), rule.actual());
    }

    private static HBox row(String what, String value, String style) {
        Label shown = Rows.label(value, "value", style);
        shown.setMaxWidth(CHANGE);
        Label text = Rows.label(what);
        text.setMinWidth(110);
        return Rows.row(Rows.fixed("", "sign"), text, shown);
    }
}
