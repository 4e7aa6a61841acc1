package dev.baton.port;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import java.util.List;

/**
 * How one fencing went: every answer of every device in the order in which they were asked. Goes into the receipt of the action as it is.
 *
 * @param level the level whose devices all answered "off", counted from 1; 0 where there is none
 * @param reason in one sentence, fit for a person
 * @param startedMillis by the wall clock
 */
public record FencingReport(
        MemberId member,
        Epoch epoch,
        Outcome outcome,
        int level,
        String reason,
        long startedMillis,
        long tookMillis,
        List<DeviceAnswer> answers) {
    public FencingReport {
        answers = List.copyOf(answers);
    }

    /** What is known of the member afterwards. */
    public enum Outcome {
        /** All devices of one level say that it is off. */
        OFF,
        /** Every device that was asked answered, and no level is complete: the member must be taken to act. */
        FAILED,
        /** No level is complete, and at least one device gave no answer: the member may be off or on. Never "dead". */
        UNKNOWN
    }

    /**
     * One device's answer.
     *
     * @param kind what an "off" of it is worth
     * @param atMillis when it answered, by the wall clock
     */
    public record DeviceAnswer(
            int level, String device, FenceReceipt.Kind kind, long atMillis, long tookMillis, FenceAnswer answer) {}

    @JsonIgnore
    public boolean off() {
        return outcome == Outcome.OFF;
    }

    /** One receipt for each device of the level that succeeded; empty unless {@link Outcome#OFF}. */
    public List<FenceReceipt> receipts() {
        return answers.stream()
                .filter(a -> off() && a.level() == level && a.answer() instanceof FenceAnswer.Off)
                .map(a -> new FenceReceipt(
                        a.kind(),
                        member,
                        epoch,
                        a.device(),
                        a.atMillis(),
                        a.answer().words()))
                .toList();
    }
}
