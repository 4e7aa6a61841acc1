package dev.baton.lab.sim.search;

import dev.baton.lab.sim.search.Choice.Kind;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Hlc;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults that may come at an instant, and those that end. Several at one instant come in one order, since they commute. */
final class Faults {
    private static final int PER_MEMBER = 5;
    private static final int STORE = PER_MEMBER * Bounds.MEMBERS;
    private static final long NEVER = Long.MAX_VALUE / 4;

    /** After so long nobody starts an action. */
    private static final int VALID_TICKS = 10;

    private Faults() {}

    static void choices(SmallWorld w, List<Choice> all) {
        boolean mustResume = false;
        for (SmallMember m : w.members) {
            mustResume |= m.paused >= w.bounds.pauseTicks();
        }
        if (!mustResume) {
            all.add(new Choice(Kind.PROCEED, 0));
        }
        for (SmallMember m : w.members) {
            ofMember(w, m, mustResume, all);
        }
        if (!mustResume && w.cursor <= STORE) {
            if (w.stalled >= 0) {
                all.add(new Choice(Kind.END_STALL, 0));
            } else if (w.left.stall()) {
                all.add(new Choice(Kind.STALL, 0));
            }
        }
        boolean settled = w.store.leadership.state() == LeadershipState.PRIMARY && w.store.open.id() == null;
        if (!mustResume && w.cursor <= STORE + 1 && settled && w.left.switchovers() > 0) {
            all.add(new Choice(Kind.SWITCHOVER, 0));
        }
    }

    private static void ofMember(SmallWorld w, SmallMember m, boolean mustResume, List<Choice> all) {
        if (m.paused >= 0) {
            if (m.paused > 0 && (mustResume ? m.paused >= w.bounds.pauseTicks() : w.cursor <= number(m, 0))) {
                all.add(new Choice(Kind.RESUME, m.index));
                all.add(new Choice(Kind.RESUME_TIMER_FIRST, m.index));
            }
            return;
        }
        if (mustResume) {
            return;
        }
        if (!m.alive) {
            if (w.left.restarts() > 0 && w.cursor <= number(m, 1)) {
                all.add(new Choice(Kind.RESTART, m.index));
            }
            return;
        }
        if (w.left.crash() && w.cursor <= number(m, 1)) {
            all.add(new Choice(Kind.CRASH, m.index));
        }
        if (w.left.pause() && w.cursor <= number(m, 2)) {
            pauses(w, m, all);
        }
        if (w.cursor <= number(m, 3)) {
            if (m.deaf >= 0) {
                all.add(new Choice(Kind.END_DEAF, m.index));
            } else if (w.left.deaf()) {
                all.add(new Choice(Kind.DEAF, m.index));
            }
        }
        if (w.cursor <= number(m, 4)) {
            if (m.mute >= 0) {
                all.add(new Choice(Kind.END_MUTE, m.index));
            } else if (w.left.mute()) {
                all.add(new Choice(Kind.MUTE, m.index));
            }
        }
    }

    /** Between two steps: whoever took the last one may fail before the next, and so may the store. */
    static void amid(SmallWorld w, List<Choice> all) {
        for (SmallMember m : w.members) {
            if (m.stepped && m.runs()) {
                if (w.left.crash()) {
                    all.add(new Choice(Kind.CRASH, m.index));
                }
                if (w.left.pause()) {
                    pauses(w, m, all);
                }
            }
            if (w.storeStepped && w.left.deaf() && w.hears(m)) {
                all.add(new Choice(Kind.DEAF, m.index));
            }
        }
        if (w.storeStepped && w.left.stall() && w.stalled < 0) {
            all.add(new Choice(Kind.STALL, 0));
        }
    }

    private static void pauses(SmallWorld w, SmallMember m, List<Choice> all) {
        all.add(new Choice(Kind.PAUSE, m.index));
        for (Flight f : w.flights) {
            boolean unsent = f.leg() == Flight.Leg.SENT || f.leg() == Flight.Leg.DEFERRED || f.leg() == Flight.Leg.DUE;
            if (f.member() == m.index && f.life() == m.life && unsent) {
                all.add(new Choice(Kind.PAUSE_HOLDING, m.index));
                return;
            }
        }
    }

    static void perform(SmallWorld w, Choice c) {
        SmallMember m = w.members[c.index()];
        switch (c.kind()) {
            case CRASH -> {
                w.left = w.left.crashed();
                Hands.crash(w, m);
                next(w, number(m, 1));
            }
            case RESTART -> {
                w.left = w.left.restarted();
                Hands.restart(w, m);
                next(w, number(m, 1));
            }
            case PAUSE, PAUSE_HOLDING -> {
                w.left = w.left.paused();
                m.paused = 0;
                m.holding = c.kind() == Kind.PAUSE_HOLDING;
                next(w, number(m, 2));
            }
            case RESUME, RESUME_TIMER_FIRST -> {
                m.paused = -1;
                m.holding = false;
                m.timerFirst = c.kind() == Kind.RESUME_TIMER_FIRST;
                next(w, number(m, 0));
            }
            case DEAF -> {
                w.left = w.left.deafened();
                m.deaf = 0;
                next(w, number(m, 3));
            }
            case END_DEAF -> {
                m.deaf = -1;
                next(w, number(m, 3));
            }
            case MUTE -> {
                w.left = w.left.muted();
                m.mute = 0;
                next(w, number(m, 4));
            }
            case END_MUTE -> {
                m.mute = -1;
                next(w, number(m, 4));
            }
            case STALL -> {
                w.left = w.left.stalled();
                w.stalled = 0;
                next(w, STORE);
            }
            case END_STALL -> {
                w.stalled = -1;
                next(w, STORE);
            }
            case SWITCHOVER -> {
                w.left = w.left.asked();
                ask(w);
                next(w, STORE + 1);
            }
            default -> throw new IllegalArgumentException("no fault: " + c);
        }
    }

    private static int number(SmallMember m, int which) {
        return PER_MEMBER * m.index + which;
    }

    private static void next(SmallWorld w, int done) {
        w.cursor = done + 1;
    }

    private static void ask(SmallWorld w) {
        ActionKind kind = kind(w);
        boolean planned = kind.handsOver();
        ActionRequest request = new ActionRequest(
                "act-" + w.left.switchovers(),
                w.members[0].id.group(),
                kind,
                target(w, kind),
                w.store.leadership.epoch(),
                w.store.leadershipVersion,
                "search",
                "operator",
                Hlc.ZERO,
                planned ? NEVER : w.now().wallMillis() + VALID_TICKS * Bounds.TICK_MILLIS,
                List.of(),
                null,
                null,
                kind == ActionKind.ROLLBACK ? w.store.leadership.epoch() : null,
                null);
        w.store.open(ActionRecord.requested(request));
        w.changed();
    }

    private static ActionKind kind(SmallWorld w) {
        return switch (w.bounds.action()) {
            case FENCE -> fenced(w) == null ? ActionKind.FENCE : ActionKind.REINSTATE;
            case PAUSE -> w.store.policy.pause() == null ? ActionKind.PAUSE : ActionKind.RESUME;
            case SWITCHOVER, FAILOVER, REINSTATE, ROLLBACK, RESUME, DRILL -> w.bounds.action();
        };
    }

    /** The holder is fenced, which asks most of the others; a role is forced upon the last of them. */
    private static @Nullable MemberId target(SmallWorld w, ActionKind kind) {
        return switch (kind) {
            case FENCE -> w.store.leadership.holder();
            case REINSTATE -> fenced(w);
            case FAILOVER, ROLLBACK -> {
                MemberId last = w.members[2].id;
                yield last.equals(w.store.leadership.holder()) ? w.members[1].id : last;
            }
            case SWITCHOVER, PAUSE, RESUME, DRILL -> null;
        };
    }

    private static @Nullable MemberId fenced(SmallWorld w) {
        for (MemberRecord record : w.store.members) {
            if (record.fenced()) {
                return record.member();
            }
        }
        return null;
    }
}
