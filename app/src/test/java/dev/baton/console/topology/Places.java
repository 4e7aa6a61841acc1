package dev.baton.console.topology;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** Where members are drawn, and a drag between two of them, for tests. */
public final class Places {
    private Places() {}

    public static List<Point2D> of(Node canvas, int members) {
        return TopologyLayout.of(
                        members,
                        canvas.getLayoutBounds().getWidth(),
                        canvas.getLayoutBounds().getHeight())
                .members()
                .stream()
                .map(box -> new Point2D(box.x(), box.y()))
                .toList();
    }

    public static void drag(Node canvas, Point2D from, Point2D to) {
        Point2D begin = canvas.localToScene(from);
        Point2D end = canvas.localToScene(to);
        canvas.fireEvent(event(MouseEvent.MOUSE_PRESSED, begin, true));
        canvas.fireEvent(event(MouseEvent.MOUSE_DRAGGED, end, false));
        canvas.fireEvent(event(MouseEvent.MOUSE_RELEASED, end, false));
        canvas.fireEvent(event(MouseEvent.MOUSE_CLICKED, end, false));
    }

    private static MouseEvent event(javafx.event.EventType<MouseEvent> type, Point2D at, boolean still) {
        return new MouseEvent(
                type,
                at.getX(),
                at.getY(),
                at.getX(),
                at.getY(),
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                still,
                null);
    }
}
