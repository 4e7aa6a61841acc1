package dev.baton.fence;

import dev.baton.fence.BoundedCommand.Ran;
import dev.baton.port.FenceAnswer;
import dev.baton.port.FenceDevice.Power;
import dev.baton.port.FenceDevice.Status;
import dev.baton.port.FenceTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialogue with a device's program: "off", then "status" until it says off, all within one deadline. Exit codes are those of the ClusterLabs
 * agents: of "off", 0 is success; of "status", 0 is on and 2 is off; anything else tells nothing.
 *
 * @param saysOff whether an exit code 2 counts only where the output has the word OFF: interpreters and shells end with 2 for reasons of their own
 */
record PowerOff(String device, PowerCommand command, boolean saysOff) {
    private static final Logger LOG = LoggerFactory.getLogger(PowerOff.class);
    private static final long BETWEEN_READS_MILLIS = 100;
    private static final int MOST_READS = 200;
    private static final int MOST_UNREADABLE = 3;

    /** Off, and read back unless {@code readBack} is false. */
    FenceAnswer off(FenceTarget target, Duration limit, boolean readBack) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        Ran ran = run("off", target, limit);
        if (ran instanceof Ran.Overdue late) {
            return new FenceAnswer.Unknown(
                    "an answer to 'off' within " + limit.toMillis() + " ms",
                    "none (said " + LastWords.of(late.stderr(), late.stdout()) + "); it was ended",
                    "look whether the device is reachable; the member may be off or on");
        }
        if (ran instanceof Ran.NotStarted not) {
            return new FenceAnswer.Failed(
                    "that device '" + device + "' can be asked",
                    not.why(),
                    "mend its configuration; nothing was switched");
        }
        Ran.Exited exited = (Ran.Exited) ran;
        String said = LastWords.of(exited.stderr(), exited.stdout());
        if (exited.code() != PowerCommand.DONE) {
            log("off", exited);
            return new FenceAnswer.Failed(
                    "exit code 0 of 'off'",
                    "exit code " + exited.code() + ", said " + said,
                    "look at address, login and plug of device '" + device + "'");
        }
        return readBack
                ? readBack(target, deadlineNanos, limit)
                : new FenceAnswer.Off(
                        LastWords.of("", exited.stdout()) + " in " + millis(exited.nanos()) + " ms", false);
    }

    private FenceAnswer readBack(FenceTarget target, long deadlineNanos, Duration limit) throws InterruptedException {
        Status status = new Status(Power.UNKNOWN, "it was not asked: the time was over");
        int unreadable = 0;
        for (int reads = 0; reads < MOST_READS && unreadable < MOST_UNREADABLE; reads++) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                break;
            }
            status = status(target, Duration.ofNanos(left));
            if (status.power() == Power.OFF) {
                return new FenceAnswer.Off(status.said(), true);
            }
            unreadable += status.power() == Power.UNKNOWN ? 1 : 0;
            TimeUnit.MILLISECONDS.sleep(Math.max(
                    0,
                    Math.min(BETWEEN_READS_MILLIS, TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()))));
        }
        String expected = "status OFF within " + limit.toMillis() + " ms after 'off' was acknowledged";
        return status.power() == Power.ON
                ? new FenceAnswer.Failed(expected, "status ON: " + status.said(), "look at what the plug feeds")
                : new FenceAnswer.Unknown(
                        expected, "no status: " + status.said(), "read the status by hand; it may be off or on");
    }

    Status status(FenceTarget target, Duration limit) throws InterruptedException {
        Ran ran = run("status", target, limit);
        if (ran instanceof Ran.Overdue) {
            return new Status(Power.UNKNOWN, "no answer to 'status' within " + limit.toMillis() + " ms");
        }
        if (ran instanceof Ran.NotStarted not) {
            return new Status(Power.UNKNOWN, not.why());
        }
        Ran.Exited exited = (Ran.Exited) ran;
        String said = LastWords.of("", exited.stdout());
        if (exited.code() == PowerCommand.DONE) {
            return new Status(Power.ON, said);
        }
        if (exited.code() == PowerCommand.STATUS_OFF
                && (!saysOff || exited.stdout().toUpperCase(Locale.ROOT).contains("OFF"))) {
            return new Status(Power.OFF, said);
        }
        log("status", exited);
        return new Status(
                Power.UNKNOWN,
                "expected exit code 0 (on) or 2 (off" + (saysOff ? ", with the word OFF" : "") + ") of 'status', found "
                        + exited.code() + ", said " + LastWords.of(exited.stderr(), exited.stdout()));
    }

    private Ran run(String verb, FenceTarget target, Duration limit) throws InterruptedException {
        try {
            return command.run(verb, target, limit);
        } catch (IOException unable) {
            return new Ran.NotStarted(String.valueOf(unable.getMessage()));
        }
    }

    private void log(String verb, Ran.Exited exited) {
        LOG.warn(
                "Fence device '{}': '{}' ended with {}. Its last words: {}",
                device,
                verb,
                exited.code(),
                exited.stderr());
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
