package dev.baton.lab.sim.search;

import dev.baton.model.Epoch;
import dev.baton.model.MemberRecord;
import dev.baton.protocol.Input;
import dev.baton.protocol.Now;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Three members, a store, a log and what is under way between them, at one instant of coarse time. {@link #copy} gives a world of its own;
 * the members' states are shared, since a step never changes one.
 */
final class SmallWorld {
    /** The turns within a tick, in their order. */
    enum Stage {
        /** Faults come, and end. */
        FAULTS,
        /** What is due arrives, before the members' timers. */
        MAIL,
        /** Timers have run; new messages are carried out and arrive, in every order, until time goes on. */
        WORK
    }

    /** Time begins late enough that nothing in a new state looks recent. */
    private static final int FIRST_TICK = 10_000;
    /** After that long nothing in a member's state depends on when it started. */
    private static final int SETTLED_TICKS = 40;

    final Bounds bounds;
    final Rules rules;
    final Tally tally;
    final SmallMember[] members = new SmallMember[Bounds.MEMBERS];
    final SmallStore store;
    SmallLog log = SmallLog.FIRST;
    List<Flight> flights = new ArrayList<>();
    int tick = FIRST_TICK;
    Stage stage = Stage.FAULTS;
    /** Faults at one instant come in one order: the next has at least this number. */
    int cursor;
    /** Ticks since the store answers nobody; -1 while it answers. */
    int stalled = -1;

    /** Whether the store has just carried something out, and may fall silent before anybody hears of it. */
    boolean storeStepped;

    /** Transitions since time last went on. */
    int atOnce;

    Budget left;
    /** Which life of which member was granted epoch e; 0 for none. */
    final int[] holders;

    @Nullable
    String violation;
    /** Whether an epoch beyond the bounds was granted. */
    boolean beyond;

    /** A group that nobody has led yet, with its members registered. */
    SmallWorld(Bounds bounds, Rules rules) {
        this.bounds = bounds;
        this.rules = rules;
        this.tally = new Tally();
        this.left = Budget.of(bounds);
        this.holders = new int[bounds.epochs() + 1];
        MemberRecord[] records = new MemberRecord[Bounds.MEMBERS];
        for (int i = 0; i < Bounds.MEMBERS; i++) {
            members[i] = new SmallMember(i);
            records[i] = members[i].record();
        }
        store = new SmallStore(rules, bounds.policy(), records, Set.of(members[0].id, members[1].id, members[2].id));
        for (SmallMember m : members) {
            Hands.step(this, m, new Input.StoreLink(2, 2));
        }
    }

    private SmallWorld(SmallWorld from, Bounds bounds, Budget left, Tally tally) {
        this.bounds = bounds;
        this.left = left;
        this.rules = from.rules;
        this.tally = tally;
        for (int i = 0; i < members.length; i++) {
            members[i] = from.members[i].copy();
        }
        store = from.store.copy();
        log = from.log;
        flights = new ArrayList<>(from.flights);
        tick = from.tick;
        stage = from.stage;
        cursor = from.cursor;
        atOnce = from.atOnce;
        stalled = from.stalled;
        storeStepped = from.storeStepped;
        holders = from.holders.clone();
        violation = from.violation;
        beyond = from.beyond;
    }

    /** An equal world that counts what happens in {@code tally}. */
    SmallWorld copy(Tally counting) {
        return new SmallWorld(this, bounds, left, counting);
    }

    /** An equal world in which nothing more will fail. */
    SmallWorld calmly() {
        return new SmallWorld(this, bounds, Budget.NONE, new Tally());
    }

    /** A world in which the first member has led epoch 1 for a while; everything may still go wrong. */
    static SmallWorld serving(Bounds bounds, Rules rules) {
        Bounds calm = bounds.withoutFaults();
        SmallWorld w = new SmallWorld(calm, rules);
        int end = w.tick + SETTLED_TICKS;
        while (w.tick < end || w.stage != Stage.FAULTS) {
            Turns.perform(w, Turns.choices(w).get(0));
            if (w.violation != null) {
                throw new IllegalStateException("without a fault: " + w.violation);
            }
        }
        if (!w.members[0].serving || !w.members[0].guardOpen(w.nanos())) {
            throw new IllegalStateException("without a fault " + w.members[0].id + " does not lead after "
                    + SETTLED_TICKS + " ticks: " + w.members[0].state.epoch());
        }
        return new SmallWorld(w, bounds, Budget.of(bounds), new Tally());
    }

    long nanos() {
        return tick * Bounds.TICK_NANOS;
    }

    Now now() {
        return new Now(nanos(), tick * Bounds.TICK_MILLIS);
    }

    /** Adds a message: kept in the members' order, so that equal worlds are equal however they came about. */
    void send(Flight flight) {
        int at = flights.size();
        while (at > 0 && flights.get(at - 1).member() > flight.member()) {
            at--;
        }
        flights.add(at, flight);
    }

    void violated(String what) {
        if (violation == null) {
            violation = what + " (tick " + (tick - FIRST_TICK) + ")";
        }
    }

    /** The store has changed: everybody who lives is to be shown it. */
    void changed() {
        for (SmallMember m : members) {
            if (m.alive && m.watch != SmallMember.Watch.READY) {
                m.watch = SmallMember.Watch.FRESH;
            }
        }
    }

    /** Whether the store can say anything to that member now. */
    boolean hears(SmallMember m) {
        return m.runs() && m.deaf < 0 && stalled < 0;
    }

    /** S1: an epoch is granted to one life of one member, and epochs only grow. */
    void granted(SmallMember to, int life, Epoch epoch) {
        int e = (int) epoch.value();
        int owner = to.index * 16 + life;
        if (e < holders.length && holders[e] != 0 && holders[e] != owner) {
            violated("S1: epoch " + e + " was granted twice, the second time to " + to.id);
        }
        for (int later = e + 1; later < holders.length; later++) {
            if (holders[later] != 0) {
                violated("S1: epoch " + e + " was granted to " + to.id + " after epoch " + later);
            }
        }
        if (e < holders.length) {
            holders[e] = owner;
        }
    }

    /** S4 at this instant: guards for what no resource fences, and guards that no fence bars. */
    void checkGuards() {
        int exclusive = 0;
        int unfenced = 0;
        for (SmallMember m : members) {
            if (m.guardOpen(nanos())) {
                exclusive += nanos() >= m.exclusiveFrom ? 1 : 0;
                unfenced += !bounds.receipts() || m.guardEpoch >= log.highest() ? 1 : 0;
            }
        }
        if (exclusive > 1) {
            violated("S4: " + exclusive + " exclusive guards are open");
        }
        if (unfenced > 1) {
            violated("S4: " + unfenced + " guards are open that nothing fences");
        }
    }

    /** Whether the log takes what is written with that token. */
    boolean accepts(int token) {
        return token == log.token() || (token > 0 && !rules.logFences());
    }

    /** S2: nothing of an epoch is accepted after something of a later one. */
    void append(long epoch) {
        if (epoch < log.highest()) {
            violated("S2: the log accepted epoch " + epoch + " after epoch " + log.highest());
        }
        log = log.append(epoch);
    }
}
