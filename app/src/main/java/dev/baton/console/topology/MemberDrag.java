package dev.baton.console.topology;

import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Messages;
import dev.baton.model.MemberId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/** A standby that is dragged onto the primary: says meanwhile what letting go would plan. JavaFX thread only. */
final class MemberDrag {
    /** Finds a member by a place on the canvas. */
    interface Finder {
        @Nullable
        MemberId at(double x, double y);
    }

    private final Pane canvas;
    private final Finder finder;
    private final Supplier<@Nullable GroupView> group;
    private final Consumer<MemberId> drop;
    private final Consumer<String> say;
    private @Nullable MemberId dragged;
    private boolean moving;

    /** {@code say} is told what letting go would do; nothing once it is over. */
    MemberDrag(
            Pane canvas,
            Finder finder,
            Supplier<@Nullable GroupView> group,
            Consumer<MemberId> drop,
            Consumer<String> say) {
        this.canvas = canvas;
        this.finder = finder;
        this.group = group;
        this.drop = drop;
        this.say = say;
        canvas.setOnMousePressed(this::pressed);
        canvas.setOnMouseDragged(this::moved);
        canvas.setOnMouseReleased(this::released);
    }

    boolean on() {
        return moving;
    }

    private @Nullable MemberId holder() {
        GroupView shown = group.get();
        return shown == null || shown.leadership() == null
                ? null
                : shown.leadership().value().holder();
    }

    private void pressed(MouseEvent event) {
        MemberId at = event.getButton() == MouseButton.PRIMARY ? finder.at(event.getX(), event.getY()) : null;
        dragged = at == null || at.equals(holder()) ? null : at;
    }

    private void moved(MouseEvent event) {
        if (dragged == null || event.isStillSincePress()) {
            return;
        }
        moving = true;
        MemberId primary = holder();
        boolean over = over(event, primary);
        canvas.setCursor(over ? Cursor.HAND : Cursor.CLOSED_HAND);
        say.accept(
                over
                        ? Messages.of("topo.drop", String.valueOf(primary), dragged)
                        : Messages.of("topo.drag", dragged, primary == null ? Messages.of("words.nobody") : primary));
    }

    private boolean over(MouseEvent event, @Nullable MemberId primary) {
        MemberId at = finder.at(event.getX(), event.getY());
        return at != null && at.equals(primary);
    }

    private void released(MouseEvent event) {
        MemberId member = dragged;
        boolean dropped = moving && over(event, holder());
        dragged = null;
        moving = false;
        canvas.setCursor(null);
        say.accept("");
        if (member != null && dropped) {
            drop.accept(member);
        }
    }
}
