package dev.baton.lab.sim.search;

import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;

/** A choice in words, for the list that a violation prints. */
final class Telling {
    private static final String INDENT = "  ";

    private Telling() {}

    static String of(SmallWorld w, Choice c) {
        return switch (c.kind()) {
            case PROCEED -> "";
            case CRASH, RESTART, PAUSE, PAUSE_HOLDING, RESUME, RESUME_TIMER_FIRST, DEAF, END_DEAF, MUTE, END_MUTE ->
                INDENT + w.members[c.index()].id + " " + words(c);
            case STALL, END_STALL, SWITCHOVER -> INDENT + "the store: " + words(c);
            case DELIVER, NOW, LOSE, LATER -> INDENT + message(w, c.index()) + " " + words(c);
            case APPLY, DEFER, ORPHAN -> INDENT + message(w, c.index()) + " " + words(c);
            case ADVANCE -> "tick";
        };
    }

    private static String words(Choice c) {
        return c.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static String message(SmallWorld w, int index) {
        if (index < 0) {
            return w.members[-1 - index].id + " watch";
        }
        Flight f = w.flights.get(index);
        String who = w.members[f.member()].id + (f.life() == 1 ? "" : "(" + f.life() + ")") + " ";
        Input reply = f.reply();
        return who + (reply == null ? what(f.errand()) : "answer " + reply) + (f.age() > 0 ? " of age " + f.age() : "");
    }

    private static String what(Errand errand) {
        return switch (errand) {
            case Errand.Write e -> what(e.effect());
            case Errand.ReadLease e -> "reads the lease";
            case Errand.ReadLeadership e -> "reads the leadership";
            case Errand.Register e -> "registers";
            case Errand.Fence e -> "fences and replays for epoch " + e.epoch();
            case Errand.Mark e -> "marks epoch " + e.epoch();
            case Errand.Own e -> "stops or drains";
        };
    }

    private static String what(Effect effect) {
        return switch (effect) {
            case Effect.Grant e -> "grant of epoch " + e.epoch().epoch() + " on lease " + e.leaseVersion();
            case Effect.Renew e -> "renewal of lease " + e.version();
            case Effect.Lead e ->
                e.leadership().state() + " of epoch " + e.leadership().epoch() + " on leadership " + e.version();
            case Effect.Activated e -> "activation of epoch " + e.activation().epoch();
            case Effect.WriteAction e -> "action step";
            default -> effect.toString();
        };
    }
}
