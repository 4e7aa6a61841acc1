package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.MemberId;
import dev.baton.model.Reach;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.util.ArrayList;
import java.util.List;

/** What must hold before an action starts, checked by the member that carries it out against what it sees at that moment. Every broken rule is named. */
final class Prechecks {
    private Prechecks() {}

    static List<Refusal> refusals(MemberState s, ActionRecord action, List<Rule> rules) {
        List<Refusal> refused = new ArrayList<>();
        String aborted = Actions.aborted(s, action);
        if (aborted != null) {
            refused.add(new Refusal("not aborted", "no abort", aborted));
        }
        rules.stream().filter(Rule::blocks).map(Rule::refusal).forEach(refused::add);
        return refused;
    }

    static boolean fresh(MemberState s, Now now, MemberId member) {
        Peer peer = s.peers.get(member);
        return peer != null
                && peer.status() != null
                && peer.reach() == Reach.OK
                && now.nanos() - peer.heardNanos() <= s.timing().suspectMillis() * 1_000_000L;
    }
}
