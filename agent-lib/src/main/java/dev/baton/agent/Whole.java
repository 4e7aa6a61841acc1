package dev.baton.agent;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Json;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberRecord.FenceRecord;
import dev.baton.model.MemberRecord.Off;
import dev.baton.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Whether a record that was read lacks nothing that the core counts on. JSON leaves out what it likes, so what somebody wrote by hand may be a
 * record by its form and still end the agent. For the records that are written by others: actions and members.
 */
final class Whole {
    private final String path;

    private Whole(String path) {
        this.path = path;
    }

    static ActionRecord action(ActionRecord record, String path) throws Json.MalformedException {
        new Whole(path).action(record);
        return record;
    }

    static MemberRecord member(MemberRecord record, String path) throws Json.MalformedException {
        new Whole(path).member(record);
        return record;
    }

    private void action(ActionRecord record) throws Json.MalformedException {
        need(record.request(), "request");
        ActionRequest request = record.request();
        need(request.group(), "request.group");
        need(request.kind(), "request.kind");
        need(request.seenEpoch(), "request.seenEpoch");
        need(request.reason(), "request.reason");
        need(request.operator(), "request.operator");
        need(request.requestedAt(), "request.requestedAt");
        need(record.epochBefore(), "epochBefore");
        for (ActionStep step : record.steps()) {
            need(step.step(), "steps.step");
            need(step.state(), "steps.state");
            need(step.at(), "steps.at");
            need(step.by(), "steps.by");
        }
        for (Refusal refusal : record.refused()) {
            need(refusal.rule(), "refused.rule");
            need(refusal.expected(), "refused.expected");
            need(refusal.actual(), "refused.actual");
        }
    }

    private void member(MemberRecord record) throws Json.MalformedException {
        need(record.member(), "member");
        need(record.incarnation(), "incarnation");
        FenceRecord fence = record.fence();
        if (fence == null) {
            return;
        }
        need(fence.epoch(), "fence.epoch");
        need(fence.action(), "fence.action");
        need(fence.reason(), "fence.reason");
        need(fence.at(), "fence.at");
        Off off = fence.off();
        if (off != null) {
            need(off.kind(), "fence.off.kind");
            need(off.by(), "fence.off.by");
            need(off.detail(), "fence.off.detail");
            need(off.at(), "fence.off.at");
        }
    }

    private void need(@Nullable Object part, String name) throws Json.MalformedException {
        if (part == null) {
            throw new Json.MalformedException(path + ": expected " + name + ", found none");
        }
    }
}
