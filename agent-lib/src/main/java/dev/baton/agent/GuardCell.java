package dev.baton.agent;

import dev.baton.model.Epoch;
import dev.baton.model.Timing;
import dev.baton.port.Guard;
import dev.baton.port.Ticker;
import dev.baton.protocol.Now;

/**
 * The guard of one member: written by the loop, read by everybody.
 *
 * <p>Each check compares the monotonic clock with the guard's end, and the distance between the two clocks with what it was when the
 * renewal was sent: a clock that stopped (suspended machine) or jumped shuts the guard (protocol, The lease; spec: Lease.tla Jump, Clock).
 * Two checks, because a receipt fences only what goes through its resource (spec: Takeover.tla ReceiptStops).
 */
public final class GuardCell implements Guard {
    private record Permission(Epoch epoch, long untilNanos, long offsetMillis, long exclusiveFromNanos) {}

    private record Cell(Permission permission, String shutBecause) {}

    private static final Permission NONE = new Permission(Epoch.NONE, Long.MIN_VALUE, 0, 0);

    private final Ticker ticker;
    private volatile Cell cell = new Cell(NONE, "never opened");

    public GuardCell(Ticker ticker) {
        this.ticker = ticker;
    }

    public void open(Epoch epoch, long untilNanos, long offsetMillis, long exclusiveFromNanos) {
        cell = new Cell(new Permission(epoch, untilNanos, offsetMillis, exclusiveFromNanos), "");
    }

    public void shut(String reason) {
        cell = new Cell(NONE, reason);
    }

    @Override
    public void check(Epoch epoch) throws NotPrimaryException {
        Cell now = cell;
        String refusal = refusal(now, ticker.nanos());
        if (refusal != null) {
            throw new NotPrimaryException("epoch " + epoch + " may not act: " + refusal);
        }
        if (!now.permission().epoch().equals(epoch)) {
            throw new NotPrimaryException("epoch " + epoch + " may not act: the guard is open for epoch "
                    + now.permission().epoch());
        }
    }

    @Override
    public void checkExclusive(Epoch epoch) throws NotPrimaryException {
        check(epoch);
        if (ticker.nanos() - cell.permission().exclusiveFromNanos() < 0) {
            throw new NotPrimaryException("epoch " + epoch
                    + " may not act outside its fenced resource yet: the guard of an earlier holder may still be open");
        }
    }

    @Override
    public boolean open() {
        return refusal(cell, ticker.nanos()) == null;
    }

    /** The epoch that it is open for at this moment; {@link Epoch#NONE} while shut. */
    public Epoch openFor() {
        Cell now = cell;
        return refusal(now, ticker.nanos()) == null ? now.permission().epoch() : Epoch.NONE;
    }

    @Override
    public long remainingMillis() {
        Cell now = cell;
        long nanos = ticker.nanos();
        return refusal(now, nanos) == null ? (now.permission().untilNanos() - nanos) / 1_000_000L : -1;
    }

    /** The clocks look apart, perhaps only because this thread was put aside between the two readings: look again, closely. */
    private @org.jspecify.annotations.Nullable String apart(Permission p) {
        Now again = ticker.now();
        if (again.nanos() - p.untilNanos() >= 0) {
            return "the guard ran out " + (again.nanos() - p.untilNanos()) / 1_000_000L + " ms ago";
        }
        long moved = again.offsetMillis() - p.offsetMillis();
        return Math.abs(moved) <= Timing.CLOCK_TOLERANCE_MILLIS
                ? null
                : "the wall clock moved by " + moved + " ms against the monotonic clock";
    }

    private @org.jspecify.annotations.Nullable String refusal(Cell now, long nanos) {
        Permission p = now.permission();
        if (p.equals(NONE)) {
            return "the guard is shut: " + now.shutBecause();
        }
        if (nanos - p.untilNanos() >= 0) {
            return "the guard ran out " + (nanos - p.untilNanos()) / 1_000_000L + " ms ago";
        }
        long moved = ticker.wallMillis() - nanos / 1_000_000L - p.offsetMillis();
        return Math.abs(moved) <= Timing.CLOCK_TOLERANCE_MILLIS ? null : apart(p);
    }
}
