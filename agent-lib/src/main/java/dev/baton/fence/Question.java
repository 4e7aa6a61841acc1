package dev.baton.fence;

import dev.baton.port.FenceAnswer;
import dev.baton.port.FenceDevice;
import dev.baton.port.FenceTarget;
import dev.baton.port.FencingReport.DeviceAnswer;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One device is asked once, and whatever it does there is an answer. */
record Question(@Nullable FenceDevice device, LevelRun.Step.Ask ask, FenceTarget target, Ticker ticker) {
    private static final Logger LOG = LoggerFactory.getLogger(Question.class);
    private static final String NOTHING_DONE = "nothing was switched; mend the configuration";

    /** Takes the device's deadline, or what is {@code left} of the whole where that is shorter. */
    DeviceAnswer answer(long leftNanos) {
        long startNanos = ticker.nanos();
        FenceAnswer answer = device == null
                ? new FenceAnswer.Failed("a device '" + ask.device() + "'", "none of that name", NOTHING_DONE)
                : off(device, leftNanos);
        return new DeviceAnswer(
                ask.level(),
                ask.device(),
                device == null ? dev.baton.port.FenceReceipt.Kind.DEVICE : device.kind(),
                ticker.wallMillis(),
                TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - startNanos),
                answer);
    }

    private FenceAnswer off(FenceDevice asked, long leftNanos) {
        if (!asked.covers(target.member())) {
            return new FenceAnswer.Failed(
                    "that all devices of level " + ask.level() + " cover " + target.member(),
                    "device '" + asked.name() + "' does not",
                    NOTHING_DONE);
        }
        Duration limit = Duration.ofNanos(Math.min(leftNanos, asked.deadline().toNanos()));
        try {
            return asked.off(target, limit);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new FenceAnswer.Unknown("an answer", "that this process is ending", "look at the member by hand");
        } catch (RuntimeException broken) {
            LOG.error("Fence device '{}' is broken", asked.name(), broken);
            return new FenceAnswer.Unknown("an answer", "a fault in the device: " + broken, "see the log");
        }
    }
}
