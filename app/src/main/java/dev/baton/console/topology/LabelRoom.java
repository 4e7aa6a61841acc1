package dev.baton.console.topology;

import java.util.ArrayList;
import java.util.List;

/** Finds for each line's label a place on the line that covers no card and no other label. Pure. */
final class LabelRoom {
    private static final double[] TRIES = {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82};
    private final List<TopologyLayout.Box> taken = new ArrayList<>();

    LabelRoom(TopologyLayout layout) {
        taken.add(layout.store());
        taken.addAll(layout.members());
    }

    /** The place along the curve, 0 to 1; the middle where all are taken. */
    double place(Curve curve, double width, double height) {
        for (double t : TRIES) {
            TopologyLayout.Box wanted = new TopologyLayout.Box(curve.xAt(t), curve.yAt(t), width, height);
            if (taken.stream().noneMatch(wanted::meets)) {
                taken.add(wanted);
                return t;
            }
        }
        return TRIES[0];
    }
}
