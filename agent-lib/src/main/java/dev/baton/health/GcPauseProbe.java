package dev.baton.health;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** {@link Probes#gcPauses}. Times are milliseconds since the JVM began, as its notifications give them. */
final class GcPauseProbe implements Probe {
    private final PauseWindow window; // guarded by this
    private final LongSupplier uptimeMillis;
    private final List<NotificationEmitter> heard = new ArrayList<>();
    private final NotificationListener listener = this::notified;

    GcPauseProbe(PauseWindow window, LongSupplier uptimeMillis) {
        this.window = window;
        this.uptimeMillis = uptimeMillis;
    }

    static GcPauseProbe listening(Duration maxPause, double maxPercent, Duration window) {
        GcPauseProbe probe = new GcPauseProbe(
                new PauseWindow(Math.max(1, window.toMillis()), maxPause.toMillis(), maxPercent),
                () -> ManagementFactory.getRuntimeMXBean().getUptime());
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (pauses(bean.getName()) && bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(probe.listener, null, null);
                probe.heard.add(emitter);
            }
        }
        return probe;
    }

    /** ZGC and Shenandoah have one bean for their cycles, which run beside the program, and one for their pauses. */
    static boolean pauses(String bean) {
        return !bean.toLowerCase(Locale.ROOT).contains("cycle");
    }

    private void notified(Notification notification, Object handback) {
        if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(notification.getType())
                && notification.getUserData() instanceof CompositeData data) {
            GcInfo info = GarbageCollectionNotificationInfo.from(data).getGcInfo();
            paused(info.getStartTime(), info.getEndTime());
        }
    }

    synchronized void paused(long startMillis, long endMillis) {
        window.add(startMillis, endMillis);
    }

    @Override
    public synchronized Finding look() {
        return window.judge(uptimeMillis.getAsLong());
    }

    @Override
    public void close() {
        for (NotificationEmitter emitter : heard) {
            try {
                emitter.removeNotificationListener(listener);
            } catch (ListenerNotFoundException gone) {
                // Closed before.
            }
        }
    }
}
