package dev.baton.console.topology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds for each line's label a place on the line that covers no card and no other label. Pure. */
final class LabelRoom {
    private static final double[] TRIES = {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82};
    private static final double[] SHIFTS = {0, 14, -14, 28, -28};
    private final List<TopologyLayout.Box> taken = new ArrayList<>();

    LabelRoom(TopologyLayout layout) {
        taken.add(layout.store());
        taken.addAll(layout.members());
    }

    /** The place on the curve, else beside it; null where all are taken. */
    TopologyLayout.@Nullable Box place(Curve curve, double width, double height) {
        for (double shift : SHIFTS) {
            for (double t : TRIES) {
                double y = curve.yAt(t) + shift;
                TopologyLayout.Box wanted = new TopologyLayout.Box(curve.xAt(t), y, width, height);
                if (taken.stream().noneMatch(wanted::meets)) {
                    taken.add(wanted);
                    return wanted;
                }
            }
        }
        return null;
    }
}
