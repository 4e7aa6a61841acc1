package dev.baton.protocol;

import dev.baton.authority.Authority;
import dev.baton.authority.Operators;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Approval;
import dev.baton.model.Policy;
import dev.baton.model.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an action may start as far as it depends on who asks for it: signature, role, and the second signature where the policy wants one. */
final class Licence {
    private Licence() {}

    /** A request that was verified, so that it is verified once and not with each turn. */
    record Checked(ActionRequest request, Operators operators, List<Rule> rules) {}

    /** The rules about who asks, in their order. */
    static List<Rule> rules(MemberState s, Now now, ActionRequest request) {
        Checked checked = s.checked;
        if (checked == null
                || !checked.request().equals(request)
                || !checked.operators().equals(s.operators)) {
            checked = new Checked(request, s.operators, Authority.of(s.operators, request, now.wallMillis()));
            s.checked = checked;
        }
        return checked.rules();
    }

    /** Whether it is known that nobody who may has asked for that action. */
    static boolean refuses(MemberState s, Now now, ActionRecord action) {
        return s.operators.read() && rules(s, now, action.request()).stream().anyMatch(Rule::blocks);
    }

    /** Whether the policy asks for a second signature under that action. */
    static boolean fourEyes(MemberState s, ActionRecord action) {
        Policy policy = s.policy == null ? null : s.policy.value();
        return policy != null
                && !s.operators.open()
                && policy.fourEyes().contains(action.request().kind());
    }

    /** The rule of four eyes; null where the policy does not ask for it, or nobody has signed yet. */
    static @Nullable Rule second(MemberState s, ActionRecord action) {
        Seen<Approval> approval = fourEyes(s, action) ? Wishes.approval(s, action) : null;
        return approval == null ? null : Authority.second(s.operators, action.request(), approval.value());
    }

    /** Whether it waits for somebody else's signature, or for the policy, which may ask for one. */
    static boolean waits(MemberState s, ActionRecord action) {
        return policyUnread(s) || (fourEyes(s, action) && Wishes.approval(s, action) == null);
    }

    /** Whether it is not known yet which actions need a second signature. */
    static boolean policyUnread(MemberState s) {
        return s.policy == null && !s.operators.open();
    }

    /** Remembers that it has ended. */
    static void ended(MemberState s, ActionRecord action) {
        String id = action.request().id();
        if (!s.used.contains(id)) {
            List<String> all = new ArrayList<>(s.used);
            all.add(id);
            s.used = List.copyOf(all.subList(Math.max(0, all.size() - MOST_USED), all.size()));
        }
    }

    /** One that is older than these has expired long since. */
    private static final int MOST_USED = 256;
}
