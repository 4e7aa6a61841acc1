package dev.baton.console.bench;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * Measures one window. Work is what runs on the JavaFX thread in a pulse: the timers between the first and the last one of ours, and the
 * layout. A heartbeat counts as on the screen when the pulse after the one that drew it begins: the picture is out by then, so the figure is
 * never too small. JavaFX thread only.
 */
final class FrameProbe {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Scene scene;
    private final Frames intervals = new Frames();
    private final Frames work = new Frames();
    private final Frames cpu = new Frames();
    private final Frames delays = new Frames();
    private final Map<MemberId, Long> seen = new HashMap<>();
    private final List<Long> drawn = new ArrayList<>();
    private final AnimationTimer first;
    private final Runnable before = this::laying;
    private final Runnable after = this::laidOut;
    private final Supplier<@Nullable ClusterView> painted;
    private final @Nullable GroupId shown;
    private @Nullable AnimationTimer last;
    private @Nullable ClusterView known;
    private long pulseAt;
    private long begun;
    private long ended;
    private long timersFrom;
    private long timersTook;
    private long layoutFrom;
    private long timersTookCpu;
    private long cpuFrom;
    private boolean on;

    /**
     * @param painted the view that was last drawn
     * @param shown the group whose heartbeats are drawn; null where none are
     */
    FrameProbe(Scene scene, Supplier<@Nullable ClusterView> painted, @Nullable GroupId shown) {
        this.scene = scene;
        this.painted = painted;
        this.shown = shown;
        first = new AnimationTimer() {
            @Override
            public void handle(long now) {
                begin();
            }
        };
        // Timers run in the order of their start: this one before those of the window.
        first.start();
    }

    /** From now on; call when the window's own timer runs. */
    void start() {
        AnimationTimer end = new AnimationTimer() {
            @Override
            public void handle(long now) {
                end();
            }
        };
        last = end;
        end.start();
        scene.addPreLayoutPulseListener(before);
        scene.addPostLayoutPulseListener(after);
        on = true;
        begun = System.nanoTime();
        pulseAt = 0;
    }

    void stop() {
        on = false;
        ended = System.nanoTime();
        first.stop();
        if (last != null) {
            last.stop();
        }
        scene.removePreLayoutPulseListener(before);
        scene.removePostLayoutPulseListener(after);
    }

    private void begin() {
        long now = System.nanoTime();
        if (on && pulseAt != 0) {
            intervals.add(now - pulseAt);
        }
        pulseAt = now;
        long wall = System.currentTimeMillis();
        drawn.forEach(at -> delays.add((wall - at) * 1_000_000));
        drawn.clear();
        timersFrom = System.nanoTime();
        cpuFrom = THREADS.getCurrentThreadCpuTime();
    }

    @SuppressWarnings("ReferenceEquality") // the very snapshot
    private void end() {
        timersTook = System.nanoTime() - timersFrom;
        timersTookCpu = THREADS.getCurrentThreadCpuTime() - cpuFrom;
        ClusterView view = painted.get();
        if (view != null && view != known && shown != null) {
            known = view;
            GroupView group = view.groups().get(shown);
            if (group != null) {
                group.members().values().forEach(this::drawn);
            }
        }
    }

    private void drawn(MemberView member) {
        long newest = member.lane().beats().last();
        Long from = seen.put(member.id(), newest);
        if (from != null && newest > from) {
            member.lane().beats().forEachFrom(from + 1, drawn::add);
        }
    }

    private void laying() {
        layoutFrom = System.nanoTime();
        cpuFrom = THREADS.getCurrentThreadCpuTime();
    }

    private void laidOut() {
        work.add(timersTook + System.nanoTime() - layoutFrom);
        cpu.add(timersTookCpu + THREADS.getCurrentThreadCpuTime() - cpuFrom);
        timersTook = 0;
        timersTookCpu = 0;
    }

    double fps() {
        return Math.round(intervals.count() * 1e10 / Math.max(1, ended - begun)) / 10.0;
    }

    double intervalP99Millis() {
        return intervals.p99Millis();
    }

    double workP99Millis() {
        return work.p99Millis();
    }

    /** What of it the processor really worked: the rest is other programs and the collector of garbage. */
    double workCpuP99Millis() {
        return cpu.p99Millis();
    }

    double delayP99Millis() {
        return delays.p99Millis();
    }
}
