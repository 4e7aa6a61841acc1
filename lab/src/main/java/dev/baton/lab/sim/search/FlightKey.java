package dev.baton.lab.sim.search;

import dev.baton.model.MemberRecord;
import dev.baton.protocol.Answer;
import dev.baton.protocol.Effect;
import dev.baton.protocol.Input;
import dev.baton.protocol.StateKey;
import dev.baton.protocol.StateKey.Frame;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The part of a {@link WorldKey} that tells what is under way: errands to the store and the log, and their replies. */
final class FlightKey {
    private final SmallWorld w;
    private final Frame frame;
    private final LongConsumer out;

    FlightKey(SmallWorld w, Frame frame, LongConsumer out) {
        this.w = w;
        this.frame = frame;
        this.out = out;
    }

    /** What of a record changes here. */
    static String changing(MemberRecord r) {
        return r.incarnation().value()
                + (r.fence() == null ? "" : "!" + r.fence().action() + r.fence().receipt());
    }

    void flight(Flight f) {
        put(f.member());
        put(f.life());
        which(f.leg());
        put(f.awaited() || f.leg() == Flight.Leg.ORPHAN ? f.age() : 0);
        put(f.awaited() ? 1 : 0);
        SmallMember m = w.members[f.member()];
        put(f.awaited() && m.alive && m.life == f.life() ? StateKey.rank(m.state, f.request()) : -1);
        errand(f.errand(), f.replied() || f.leg() == Flight.Leg.GONE);
        reply(f.errand(), f.reply());
    }

    /** What is still to be done; of what is done, only its kind. */
    private void errand(Errand errand, boolean done) {
        switch (errand) {
            case Errand.Write e -> {
                put(1);
                write(e.effect(), done);
            }
            case Errand.ReadLease e -> put(2);
            case Errand.ReadLeadership e -> put(3);
            case Errand.Register e -> {
                put(4);
                StateKey.text(changing(e.record()), out);
            }
            case Errand.Fence e -> {
                put(5);
                put(e.epoch().value());
                put(w.rules.replaysAfterFence() ? 0 : w.log.end() - e.endWhenAsked());
            }
            case Errand.Mark e -> {
                put(6);
                put(e.epoch().value());
                put(e.token() == w.log.token() ? 1 : 0);
                put(w.log.end() - e.replayed());
                put(e.again() ? 1 : 0);
            }
            case Errand.Own e -> put(7);
        }
    }

    private void write(Effect effect, boolean done) {
        switch (effect) {
            case Effect.Grant e -> {
                put(1);
                put(e.action() == null ? 0 : 1);
                if (!done) {
                    StateKey.write(e.lease(), frame, out);
                    StateKey.write(e.leadership(), frame, out);
                    put(frame.leaseVersion() - e.leaseVersion());
                    put(frame.leadershipVersion() - e.leadershipVersion());
                    put(e.ownVersion());
                    StateKey.write(e.action(), frame, out);
                    put(e.action() == null ? 0 : frame.actionVersion() - e.actionVersion());
                }
            }
            case Effect.Renew e -> {
                put(2);
                if (!done) {
                    StateKey.write(e.lease(), frame, out);
                    put(frame.leaseVersion() - e.version());
                }
            }
            case Effect.Lead e -> {
                put(3);
                put(e.action() == null ? 0 : 1);
                if (!done) {
                    StateKey.write(e.leadership(), frame, out);
                    put(frame.leadershipVersion() - e.version());
                    put(e.activation() == null ? 0 : e.activation().epoch().value());
                    StateKey.write(e.action(), frame, out);
                    put(e.action() == null ? 0 : frame.actionVersion() - e.actionVersion());
                }
            }
            case Effect.WriteAction e -> {
                put(4);
                if (!done) {
                    StateKey.write(e.action(), frame, out);
                    put(frame.actionVersion() - e.version());
                    put(e.openVersion() < 0 ? -1 : frame.openActionVersion() - e.openVersion());
                    put(e.leadershipVersion() < 0 ? -1 : frame.leadershipVersion() - e.leadershipVersion());
                    change(e.change());
                }
            }
            case Effect.Activated e -> {
                put(5);
                if (!done) {
                    put(e.activation().epoch().value());
                    put(frame.leadershipVersion() - e.leadershipVersion());
                }
            }
            default -> throw new IllegalStateException("not a write: " + effect);
        }
    }

    private void change(Effect.@Nullable Change change) {
        switch (change) {
            case Effect.Change.OfMember c -> {
                put(1);
                put(c.version());
                StateKey.text(c.record().member() + " " + changing(c.record()), out);
            }
            case Effect.Change.OfPolicy c -> {
                put(2);
                put(c.version());
                put(c.policy().pause() == null ? 0 : 1);
            }
            case null -> put(0);
        }
    }

    private void reply(Errand errand, @Nullable Input reply) {
        switch (reply) {
            case null -> put(0);
            case Input.Written r -> {
                put(1);
                answer(errand, r.answer());
            }
            case Input.LeaseRead r -> {
                put(2);
                StateKey.write(r.lease(), frame, out);
                put(r.lease() == null ? 0 : frame.leaseVersion() - r.version());
            }
            case Input.LeadershipRead r -> {
                put(3);
                StateKey.write(r.leadership(), frame, out);
                put(r.leadership() == null ? 0 : frame.leadershipVersion() - r.version());
            }
            case Input.Promoted r -> {
                put(4);
                put(r.epoch().value());
            }
            case Input.PromotionRefused r -> {
                put(5);
                put(r.epoch().value());
            }
            case Input.PromotionFailed r -> {
                put(6);
                put(r.epoch().value());
            }
            case Input.Drained r -> {
                put(7);
                put(r.epoch().value());
                put(frame.position() - r.position());
            }
            case Input.Demoted r -> {
                put(8);
                put(r.epoch().value());
            }
            case Input.ResourceFenced r -> {
                put(9);
                put(r.epoch().value());
            }
            case Input.FencedOff r -> {
                put(10);
                put(r.off() == null ? 0 : 1);
            }
            case Input.Rejoined r -> {
                put(11);
                put(r.done() ? 1 : 0);
            }
            default -> throw new IllegalStateException("no reply: " + reply);
        }
    }

    private void answer(Errand errand, Answer answer) {
        switch (answer) {
            case Answer.Applied a -> {
                put(1);
                boolean lease = errand instanceof Errand.Write w && w.effect() instanceof Effect.Renew;
                boolean grant = errand instanceof Errand.Write w && w.effect() instanceof Effect.Grant;
                boolean action = errand instanceof Errand.Write w && w.effect() instanceof Effect.WriteAction;
                for (int i = 0; i < a.versions().size(); i++) {
                    if (action && i > 0) {
                        put(a.versions()
                                .get(i)); // Of open-action, a member or the policy, which only grow with an action.
                        continue;
                    }
                    int now = lease || (grant && i == 0)
                            ? frame.leaseVersion()
                            : action || (!grant && i == 1) ? frame.actionVersion() : frame.leadershipVersion();
                    put(now - a.versions().get(i));
                }
            }
            case Answer.Refused a -> {
                put(2);
                StateKey.text(a.path(), out);
            }
            case Answer.Unknown a -> put(3);
        }
    }

    @SuppressWarnings("EnumOrdinal") // A number for each, for as long as a search runs.
    private void which(Enum<?> value) {
        out.accept(value.ordinal());
    }

    private void put(long value) {
        out.accept(value);
    }
}
