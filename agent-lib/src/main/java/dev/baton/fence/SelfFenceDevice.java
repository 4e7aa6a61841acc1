package dev.baton.fence;

import dev.baton.model.MemberId;
import dev.baton.port.FenceAnswer;
import dev.baton.port.FenceDevice;
import dev.baton.port.FenceReceipt;
import dev.baton.port.FenceTarget;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * No device: the member fences itself, because its guard runs out and its watchdog ends the process. This waits, on the own monotonic clock,
 * until D x (1 + drift) has passed, as {@link FenceTarget#guardShutNanos} says. What it gives is a receipt of the clock, never of a device.
 */
final class SelfFenceDevice implements FenceDevice {
    private static final String NEXT =
            "use a level with a device, or repeat once the lease has not been renewed for its whole length";

    private final String name;
    private final Duration deadline;
    private final Ticker ticker;

    SelfFenceDevice(String name, Duration deadline, Ticker ticker) {
        this.name = name;
        this.deadline = deadline;
        this.ticker = ticker;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean covers(MemberId member) {
        return true;
    }

    @Override
    public Duration deadline() {
        return deadline;
    }

    @Override
    public FenceReceipt.Kind kind() {
        return FenceReceipt.Kind.CLOCK;
    }

    @Override
    public FenceAnswer off(FenceTarget target, Duration limit) throws InterruptedException {
        String expected = "the guard of " + target.member() + " to have run out";
        if (target.guardShutNanos().isEmpty()) {
            return new FenceAnswer.Unknown(expected, "a lease that may still be renewed, or a promise", NEXT);
        }
        long left = target.guardShutNanos().getAsLong() - ticker.nanos();
        if (left > limit.toNanos()) {
            return new FenceAnswer.Unknown(
                    expected,
                    "that it may stay open for another " + millis(left) + " ms, longer than the " + limit.toMillis()
                            + " ms given",
                    "give it more time, or use a level with a device");
        }
        long endNanos = ticker.nanos() + limit.toNanos();
        while (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
            left = target.guardShutNanos().getAsLong() - ticker.nanos();
            if (left > 0 && ticker.nanos() - endNanos > 0) {
                return new FenceAnswer.Unknown(expected, "not yet", NEXT);
            }
        }
        return new FenceAnswer.Off("its lease and every promise are over by D x (1 + drift)", true);
    }

    @Override
    public Status status(FenceTarget target, Duration limit) {
        if (target.guardShutNanos().isEmpty()) {
            return new Status(Power.UNKNOWN, "its lease may still be renewed");
        }
        long left = target.guardShutNanos().getAsLong() - ticker.nanos();
        return left > 0
                ? new Status(Power.UNKNOWN, "its guard may stay open for another " + millis(left) + " ms")
                : new Status(Power.OFF, "its guard has run out");
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    @Override
    public String toString() {
        return "self-fence '" + name + "'";
    }
}
