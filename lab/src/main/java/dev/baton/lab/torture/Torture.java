package dev.baton.lab.torture;

import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabState;
import dev.baton.lab.Progress;
import dev.baton.lab.process.Pause;
import dev.baton.lab.verify.VerifyReport;
import java.util.List;
import java.util.Locale;

/**
 * One run: a lab of its own, the plan's faults, their end, and the check. The lab's processes are gone afterwards, its files stay.
 *
 * <p>The caller's thread does what is quick; what is started anew is so on one other thread, one after the other, so that a process that
 * takes seconds to come up does not spare the others.
 */
public final class Torture {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final TortureOptions options;
    private final Progress progress;

    private Torture(TortureOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Makes the run. Blocks for its length and some minutes at most.
     *
     * @throws LabException where the run itself could not be made: then nothing is claimed
     */
    public static TortureReport run(TortureOptions options, Progress progress) throws LabException {
        return new Torture(options, progress).run();
    }

    private TortureReport run() throws LabException {
        TorturePlan plan = options.plan();
        progress.step("Seed " + options.seed() + ": " + plan.faults().size() + " faults");
        plan.faults().forEach(fault -> progress.step(fault.toString()));
        Lab lab = Lab.up(options.lab(), progress);
        Thread onExit = new Thread(() -> down(lab), "torture-cleanup");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            return run(plan, lab);
        } finally {
            down(lab);
            try {
                Runtime.getRuntime().removeShutdownHook(onExit);
            } catch (IllegalStateException exiting) {
                // The hook is running already, and finds nothing to do.
            }
        }
    }

    private TortureReport run(TorturePlan plan, Lab lab) throws LabException {
        long epochsBefore = epochs(lab);
        try (Hammer hammer = new Hammer(lab, progress)) {
            for (PlannedFault next : plan.faults()) {
                hammer.watchUntil(next.atMs());
                hammer.hit(next.fault());
            }
            hammer.watchUntil(plan.endMs());
            hammer.finish();
            progress.step("The last fault has ended; waiting for a result of each group");
            long healedMillis = System.currentTimeMillis();
            long primaryWithinMs = Recovery.firstResults(lab.state(), healedMillis);
            progress.step(
                    primaryWithinMs < 0
                            ? "A group has no result after a minute"
                            : String.format(Locale.ROOT, "Every group serves after %.1f s", primaryWithinMs / 1_000.0));
            VerifyReport found = lab.verify();
            return TortureReport.of(
                    options, hammer.done(), hammer.ended(), epochs(lab) - epochsBefore, primaryWithinMs, found);
        }
    }

    /** The sum of the groups' epochs, by the store. */
    private static long epochs(Lab lab) throws LabException {
        for (int i = 0; i < 100; i++) {
            List<LabState.Group> groups = lab.status().groups();
            if (groups.stream().noneMatch(g -> g.state().equals("UNKNOWN"))) {
                return groups.stream().mapToLong(LabState.Group::epoch).sum();
            }
            if (!Pause.millis(LOOK_EVERY_MILLIS)) {
                break;
            }
        }
        throw new LabException("the store does not tell the groups' epochs");
    }

    private void down(Lab lab) {
        try {
            if (!lab.state().alive().isEmpty()) {
                progress.step("Stopping the lab");
                lab.down();
            }
        } catch (LabException failed) {
            progress.step(String.valueOf(failed.getMessage()));
        }
    }
}
