package dev.baton.port;

import dev.baton.model.MemberId;
import java.time.Duration;
import java.util.List;

/**
 * Something that can switch members off from outside and say so: a power controller, a hypervisor, a switch.
 *
 * <p>Threading: {@link #off}, {@link #status} and {@link #check} block, for at most {@code limit} and a moment; call them on a thread made for
 * that, never on a loop. Any thread may call them, also several at once for different members. An interrupt ends the waiting and whatever was
 * started for it; whether the member is off is then unknown.
 *
 * <p>Retry safety: {@code off} is idempotent and may be repeated after any answer. An implementation never repeats it by itself once a
 * deadline is over, and never switches anything on.
 */
public interface FenceDevice {
    /** As the configuration names it. */
    String name();

    /** Whether it can act on this member. Constant. */
    boolean covers(MemberId member);

    /** The longest that an {@link #off} with its reading back may take. */
    Duration deadline();

    /** What its "off" is worth. */
    default FenceReceipt.Kind kind() {
        return FenceReceipt.Kind.DEVICE;
    }

    /**
     * Switches the member off, and reads back that it is off where the device can be asked. Throws nothing but an interrupt: whatever goes
     * wrong is an answer. {@link FenceAnswer.Unknown} where {@code limit} ends first.
     */
    FenceAnswer off(FenceTarget target, Duration limit) throws InterruptedException;

    /** Asks without changing anything. */
    Status status(FenceTarget target, Duration limit) throws InterruptedException;

    /**
     * What would keep this device from working that can be found without touching a member: a program that is missing, a secret that can not be
     * read, a parameter that the agent does not know. Empty where nothing was found.
     */
    default List<String> check(Duration limit) throws InterruptedException {
        return List.of();
    }

    /** What a device says of a member. */
    enum Power {
        ON,
        OFF,
        /** No answer in time, or none that tells. */
        UNKNOWN
    }

    /**
     * What a device answered.
     *
     * @param said the device's words, or why there are none
     */
    record Status(Power power, String said) {}
}
