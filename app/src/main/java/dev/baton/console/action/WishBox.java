package dev.baton.console.action;

import dev.baton.console.model.GroupView;
import dev.baton.model.ActionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the operator chooses: whom, which epoch, how long; and what is to be overridden. JavaFX thread only. */
final class WishBox {
    private final ActionKind kind;
    private final Runnable onChange;
    private final ComboBox<Choice> target = new ComboBox<>();
    private final List<CheckBox> overrides = new ArrayList<>();
    private final List<Choice> choices;
    private @Nullable Wish wanted;
    private boolean filling;
    private @Nullable Wish fixed;

    /** @param first what is chosen at first; absent where nothing is to be chosen any more */
    WishBox(GroupView group, ActionKind kind, @Nullable Wish first, Runnable onChange) {
        this.kind = kind;
        this.onChange = onChange;
        choices = first == null ? List.of() : Choice.of(kind, group);
        wanted = first;
        target.setId("target");
        target.setAccessibleText(ActionWords.choice(kind));
        target.getItems().setAll(choices);
        target.valueProperty().addListener((o, was, is) -> {
            if (!filling && is != null) {
                wanted = is.wish();
                onChange.run();
            }
        });
        if (first != null) {
            Wish.offered(kind).forEach(this::offer);
        }
    }

    private void offer(String name) {
        CheckBox box = new CheckBox(ActionWords.override(name));
        box.setId(name);
        box.setUserData(name);
        box.setWrapText(true);
        box.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        box.getStyleClass().add("override");
        box.setOnAction(e -> onChange.run());
        overrides.add(box);
    }

    /** Puts itself where the dialog has its places for it. */
    void into(Parent root) {
        Label label = (Label) Objects.requireNonNull(root.lookup("#choiceLabel"));
        label.setText(ActionWords.choice(kind));
        label.setLabelFor(target);
        VBox place = (VBox) Objects.requireNonNull(root.lookup("#choice"));
        place.getChildren().setAll(target);
        VBox boxes = (VBox) Objects.requireNonNull(root.lookup("#overrides"));
        boxes.getChildren().setAll(overrides);
        show(boxes, !overrides.isEmpty());
        show(place, !choices.isEmpty());
        show(label, !choices.isEmpty());
    }

    private static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    /** It is wished for by somebody else: nothing can be chosen. */
    void fix(Wish wish) {
        fixed = wish;
        overrides.forEach(box -> box.setSelected(wish.overrides(String.valueOf(box.getUserData()))));
        enable(false);
    }

    Wish wish() {
        if (fixed != null) {
            return fixed;
        }
        List<String> on = overrides.stream()
                .filter(CheckBox::isSelected)
                .map(box -> String.valueOf(box.getUserData()))
                .toList();
        return (wanted == null ? Wish.of(kind, null) : wanted).overriding(on);
    }

    /** Shows what the plan chose where the operator left it open. */
    void chosen(Plan plan) {
        filling = true;
        choices.stream()
                .filter(choice -> Objects.equals(
                                choice.wish().toEpoch(), plan.wish().toEpoch())
                        && Objects.equals(choice.wish().pauseFor(), plan.wish().pauseFor())
                        && (choice.wish().target() == null
                                || choice.wish().target().equals(plan.to())))
                .findFirst()
                .ifPresent(target::setValue);
        filling = false;
    }

    void enable(boolean on) {
        boolean may = on && fixed == null;
        target.setDisable(!may);
        overrides.forEach(box -> box.setDisable(!may));
    }
}
