package dev.baton.cli;

import dev.baton.console.connect.ConfirmedStep;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a receipt says about who checked what, and about who said what of the result. */
final class ReceiptLines {
    private static final String STORE = "the store";

    private ReceiptLines() {}

    /** First what the write of the request was conditional on, then what its runner looked at. */
    static List<Receipt.Precondition> preconditions(ActionRecord record, List<ConfirmedStep> steps) {
        ActionRequest request = record.request();
        long asked = zxid(steps, Name.REQUESTED);
        List<Receipt.Precondition> all = new ArrayList<>();
        all.add(new Receipt.Precondition(
                "leadership as shown",
                "version " + request.seenLeadershipVersion() + " in epoch " + request.seenEpoch(),
                true,
                STORE,
                asked));
        all.add(new Receipt.Precondition("no other action open", "none", true, STORE, asked));
        ConfirmedStep accepted = find(steps, Name.ACCEPTED);
        String rules = "the rules of a " + request.kind().name().toLowerCase(Locale.ROOT);
        if (accepted != null) {
            all.add(new Receipt.Precondition(
                    rules, "all hold", true, accepted.step().by(), accepted.zxid()));
        } else if (!record.refused().isEmpty()) {
            ConfirmedStep ended = find(steps, Name.ENDED);
            ActionStep last = ended == null ? record.last() : ended.step();
            all.add(new Receipt.Precondition(
                    rules, "all hold", false, last == null ? "nobody" : last.by(), ended == null ? -1 : ended.zxid()));
        }
        return all;
    }

    /** The members' own words about the result: of the new primary, the former one, or the member that it is about. */
    static List<Receipt.Word> acknowledged(List<ConfirmedStep> steps) {
        return steps.stream()
                .filter(step -> step.step().state() == ActionStep.State.DONE)
                .filter(step -> says(step.step().step()) != null)
                .map(step -> new Receipt.Word(
                        step.step().by(),
                        String.valueOf(says(step.step().step())),
                        step.zxid(),
                        step.step().at().instant().toString(),
                        step.step().position(),
                        step.step().note()))
                .toList();
    }

    private static @Nullable String says(Name step) {
        return switch (step) {
            case GRANTED -> "holds the new epoch";
            case ACTIVE -> "serves";
            case FOLLOWS -> "follows as a standby";
            case RESUMED -> "serves again in the old epoch";
            case STEPPED_DOWN -> "has stepped down";
            case SHUT_OFF -> "its fence devices answered that the member is off";
            case SET_ASIDE -> "has found its fork";
            case CLEARED -> "is fenced no more";
            case APPLIED -> "has written the policy";
            case APPROVED -> "signs it as the second operator";
            case REQUESTED, ACCEPTED, CAUGHT_UP, DRAINED, HANDED_OVER, CONFIRMED -> null;
            case ABORTED, BARRED, CONFIRMED_OFF, ENDED -> null;
        };
    }

    private static long zxid(List<ConfirmedStep> steps, Name name) {
        ConfirmedStep step = find(steps, name);
        return step == null ? -1 : step.zxid();
    }

    private static @Nullable ConfirmedStep find(List<ConfirmedStep> steps, Name name) {
        return steps.stream()
                .filter(step -> step.step().step() == name)
                .findFirst()
                .orElse(null);
    }

    /** Whether that kind leads to a new epoch. */
    static boolean moves(String kind) {
        ActionKind known = ActionKind.valueOf(kind);
        return known.handsOver() || known == ActionKind.FAILOVER;
    }
}
