package dev.baton.lab.sim.search;

import dev.baton.lab.sim.search.Choice.Kind;
import dev.baton.lab.sim.search.Flight.Leg;
import java.util.ArrayList;
import java.util.List;

/**
 * Which requests may be carried out next. Where an order makes no difference, one is tried:
 *
 * <ul>
 *   <li>A write that the store would refuse now it refuses at any later time, since versions only grow and expected ones do not. Its answer
 *       touches its sender alone. So it comes first; and if nobody waits for its answer, it is as good as never sent.
 *   <li>The log and the store have nothing in common, so what is for the log comes before what is for the store.
 *   <li>A read whose answer nobody waits for does nothing.
 * </ul>
 */
final class Work {
    private Work() {}

    static void choices(SmallWorld w, List<Choice> all) {
        List<Integer> log = new ArrayList<>();
        List<Integer> store = new ArrayList<>();
        boolean logWaits = false;
        boolean storeWaits = false;
        for (int i = 0; i < w.flights.size(); i++) {
            Flight f = w.flights.get(i);
            if (!ready(w, f)) {
                continue;
            }
            if (!f.errand().ofStore()) {
                log.add(i);
                logWaits |= f.leg() != Leg.ORPHAN;
            } else if (f.leg() != Leg.ORPHAN && refused(w, f)) {
                of(w, i, all);
                return;
            } else {
                store.add(i);
                storeWaits |= f.leg() != Leg.ORPHAN;
            }
        }
        log.forEach(i -> of(w, i, all));
        if (logWaits) {
            return;
        }
        store.forEach(i -> of(w, i, all));
        if (!storeWaits) {
            all.add(new Choice(Kind.ADVANCE, 0));
        }
    }

    /** Whether it can be carried out in this tick. */
    private static boolean ready(SmallWorld w, Flight f) {
        SmallMember m = w.members[f.member()];
        boolean held = m.alive && m.paused >= 0 && m.holding && m.life == f.life();
        boolean open = f.leg() == Leg.SENT || f.leg() == Leg.DUE || f.leg() == Leg.ORPHAN;
        return open && !held && !(f.errand().ofStore() && w.stalled >= 0);
    }

    private static boolean refused(SmallWorld w, Flight f) {
        return f.errand() instanceof Errand.Write e && w.store.refusal(f.member(), e.effect()) != null;
    }

    private static void of(SmallWorld w, int i, List<Choice> all) {
        Flight f = w.flights.get(i);
        all.add(new Choice(Kind.APPLY, i));
        if (f.leg() == Leg.SENT && w.left.delays() > 0) {
            all.add(new Choice(Kind.DEFER, i));
        }
        if (f.leg() != Leg.ORPHAN && w.left.loss() && f.awaited()) {
            all.add(new Choice(Kind.ORPHAN, i));
        }
    }

    /** Forgets what can do nothing any more. */
    static void dropVoid(SmallWorld w) {
        for (int i = w.flights.size() - 1; i >= 0; i--) {
            Flight f = w.flights.get(i);
            if (f.leg() != Leg.ORPHAN) {
                continue;
            }
            boolean reads = f.errand() instanceof Errand.ReadLease || f.errand() instanceof Errand.ReadLeadership;
            if (!reads && !refused(w, f)) {
                continue;
            }
            if (f.awaited()) {
                w.flights.set(i, f.to(Leg.GONE));
            } else {
                w.flights.remove(i);
            }
        }
    }
}
