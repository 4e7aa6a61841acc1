package dev.baton.protocol;

import dev.baton.authority.Authority;
import dev.baton.authority.Operators;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Approval;
import dev.baton.model.Policy;
import dev.baton.model.Rule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * Remembers that it has ended, for as long as it could be asked for again. What was refused for its signature or role takes no place: it will be
     * refused again, and who has no key must not be able to have another's request forgotten.
     */
    static void ended(MemberState s, Now now, ActionRecord action) {
        ActionRequest request = action.request();
        if (s.used.containsKey(request.id()) || !again(s, action, now.wallMillis())) {
            return;
        }
        Map<String, Long> next = new LinkedHashMap<>(s.used);
        next.values().removeIf(expiry -> expired(expiry, now.wallMillis()));
        next.put(request.id(), request.expiresAt());
        if (next.size() > MOST_USED) {
            next.remove(next.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey());
        }
        s.used = Collections.unmodifiableMap(next);
    }

    /** Whether it would be carried out if somebody asked once more. */
    private static boolean again(MemberState s, ActionRecord action, long wallMillis) {
        ActionRequest request = action.request();
        String refused =
                action.refused().isEmpty() ? "" : action.refused().get(0).rule();
        boolean unlicensed = refused.equals(Authority.SIGNATURE) || refused.equals(Authority.ROLE);
        boolean tooLong = !s.operators.open() && Authority.tooLong(request);
        return !unlicensed && !expired(request.expiresAt(), wallMillis) && !tooLong;
    }

    /** By every member's clock. */
    private static boolean expired(long expiry, long wallMillis) {
        return expiry < wallMillis - MARGIN_MILLIS;
    }

    /** By how much clocks may differ. */
    private static final long MARGIN_MILLIS = 60_000;

    /** So many within an hour are beyond anybody who acts by hand; of more, those are forgotten that expire first. */
    private static final int MOST_USED = 4_096;
}
