package dev.baton.protocol;

import dev.baton.model.Event;
import dev.baton.model.Role;
import java.util.Map;

/** The one funnel for every change of phase: audit, stream and log come from here. */
final class Transitions {
    private static final int MAX_TOLD = 16;

    private Transitions() {}

    static void to(MemberState s, Now now, Phase next, String reason) {
        Role from = s.phase.role();
        s.phase = next;
        if (from != next.role()) {
            s.emit(new Effect.Emit(new Event.Transition(
                    s.stamp(now), s.id.value(), s.id.group(), s.id, from, next.role(), s.epoch(), reason)));
            s.emit(new Effect.Beat());
        }
    }

    static void blocked(MemberState s, Now now, String decision, String blocker) {
        if (!blocker.equals(s.blockers.get(decision))) {
            Map<String, String> told = s.blockers.size() < MAX_TOLD ? s.blockers : Map.of();
            s.blockers = Maps.with(told, decision, blocker);
            s.emit(new Effect.Emit(
                    new Event.Blocked(s.stamp(now), s.id.value(), s.id.group(), s.id, decision, blocker)));
        }
    }
}
