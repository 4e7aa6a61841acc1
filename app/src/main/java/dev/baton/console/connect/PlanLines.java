package dev.baton.console.connect;

import dev.baton.console.connect.ActionPlan.Change;
import dev.baton.console.connect.ActionPlan.Undo;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an action will change, and what takes each step of it back. */
final class PlanLines {
    private PlanLines() {}

    static List<Change> changes(
            GroupView group, ActionWish wish, @Nullable MemberId from, @Nullable MemberId to, Epoch epoch, long now) {
        List<Change> lines = new ArrayList<>();
        switch (wish.kind()) {
            case SWITCHOVER, ROLLBACK, DRILL -> moved(lines, from, to, epoch);
            case FAILOVER -> {
                moved(lines, from, to, epoch);
                lines.add(new Change("Requests in flight", "", "those not acknowledged yet fail"));
                lines.add(new Change("May be lost", "", loss(group, wish, to)));
            }
            case FENCE -> {
                lines.add(new Change("Fence record of " + name(to), "none", "fenced in epoch " + epoch));
                if (to != null && to.equals(from)) {
                    lines.add(new Change("Primary", name(from), "the best eligible standby, in a new epoch"));
                }
            }
            case REINSTATE -> {
                lines.add(new Change("Fence record of " + name(to), "fenced", "none"));
                lines.add(new Change("What only " + name(to) + " has", "", "set aside in a file on its host"));
            }
            case PAUSE -> lines.add(new Change("Automatic failover", pause(group, now), until(wish, now)));
            case RESUME -> lines.add(new Change("Automatic failover", pause(group, now), "on"));
        }
        return lines;
    }

    private static void moved(List<Change> lines, @Nullable MemberId from, @Nullable MemberId to, Epoch epoch) {
        lines.add(new Change("Primary", name(from), name(to)));
        lines.add(new Change("Epoch", epoch.toString(), epoch.next().toString()));
    }

    private static String loss(GroupView group, ActionWish wish, @Nullable MemberId to) {
        MemberView member = to == null ? null : group.members().get(to);
        MemberStatus status = member == null ? null : member.status();
        String behind = status == null || status.lag() < 0
                ? "how far it is behind is not known"
                : status.lag() == 0 ? "nothing: it has the whole log" : "it is " + status.lag() + " records behind";
        return behind + (wish.overrides().contains(ActionRequest.ALLOW_DATA_LOSS) ? "; loss is allowed" : "");
    }

    private static String pause(GroupView group, long now) {
        Policy policy = group.policy() == null ? Policy.DEFAULT : group.policy().value();
        String paused = policy.pausedBecause(now);
        return paused == null ? "on" : paused;
    }

    private static String until(ActionWish wish, long now) {
        return wish.pauseFor() == null
                ? "off until it is resumed"
                : "off until " + Instant.ofEpochMilli(now).plus(wish.pauseFor());
    }

    static List<Undo> undo(ActionWish wish, @Nullable MemberId from, @Nullable MemberId to, Epoch epoch) {
        return switch (wish.kind()) {
            case SWITCHOVER, ROLLBACK, DRILL ->
                List.of(
                        new Undo(
                                "before writes pause", "nothing to take back: " + name(from) + " serves all the while"),
                        new Undo("writes paused", name(from) + " takes writes again in epoch " + epoch),
                        new Undo(
                                "role handed over, not granted",
                                name(from) + " takes the role back in epoch " + epoch + " and serves again"),
                        new Undo("granted", "no way back but a rollback, which is a new epoch"));
            case FAILOVER ->
                List.of(
                        new Undo("before the grant", "nothing to take back; it can be aborted"),
                        new Undo("granted", "no way back but a rollback, which is a new epoch"));
            case FENCE ->
                List.of(
                        new Undo("before the fence record", "nothing to take back; it can be aborted"),
                        new Undo("fence record written", "reinstate " + name(to)));
            case REINSTATE ->
                List.of(
                        new Undo(
                                "before the fence record is taken away", name(to) + " stays fenced; it can be aborted"),
                        new Undo("taken away", "fence " + name(to) + " again"));
            case PAUSE -> List.of(new Undo("policy written", "resume"));
            case RESUME -> List.of(new Undo("policy written", "pause again"));
        };
    }

    private static String name(@Nullable MemberId member) {
        return member == null ? "nobody" : member.value();
    }
}
