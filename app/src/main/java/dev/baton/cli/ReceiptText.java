package dev.baton.cli;

import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A receipt for a person. */
final class ReceiptText {
    private ReceiptText() {}

    static void print(PrintWriter out, Receipt receipt) {
        out.println(receipt.kind() + " " + receipt.action() + " of " + receipt.group() + ": "
                + (receipt.outcome() == null ? "not ended" : receipt.outcome()));
        out.println("  asked for by " + receipt.operator() + " at " + receipt.requestedAt()
                + (receipt.reason().isEmpty() ? "" : ": " + receipt.reason())
                + (receipt.overrides().isEmpty() ? "" : "  [" + String.join(", ", receipt.overrides()) + "]"));
        out.println("  shown: epoch " + receipt.observed().epoch() + ", leadership version "
                + receipt.observed().leadershipVersion()
                + (receipt.observed().toEpoch() < 0
                        ? ""
                        : ", back to before epoch " + receipt.observed().toEpoch())
                + (receipt.observed().until() == null
                        ? ""
                        : ", until " + receipt.observed().until()));
        out.println("  about: " + (receipt.target() == null ? "the group" : receipt.target()) + ", carried out by "
                + (receipt.runner() == null ? "nobody" : receipt.runner())
                + (receipt.former() == null ? "" : ", primary then " + receipt.former()));
        table(out, "Preconditions", preconditions(receipt));
        table(out, "As found by who accepted it", checked(receipt));
        table(out, "Steps", steps(receipt));
        table(out, "Acknowledged", words(receipt));
        if (ReceiptLines.moves(receipt.kind())) {
            out.println("Epoch " + receipt.epochBefore() + " -> "
                    + (receipt.epochAfter() < 0 ? "none granted" : Long.toString(receipt.epochAfter()))
                    + (receipt.writePauseMs() < 0 ? "" : ", writes paused " + receipt.writePauseMs() + " ms"));
        }
        if (receipt.epoch() != null) {
            Receipt.NewEpoch epoch = receipt.epoch();
            out.println("Epoch " + epoch.epoch() + " granted to " + epoch.holder() + ", zxid "
                    + Out.zxid(epoch.grantZxid()) + (epoch.proof() == null ? "" : ", serving by " + epoch.proof()));
        }
        for (Refusal refusal : receipt.refused()) {
            out.println("Refused by " + refusal);
        }
        for (String leftover : receipt.leftovers()) {
            out.println("Left over: " + leftover);
        }
        out.println("In the store: " + receipt.record().path() + ", version "
                + receipt.record().version() + ", zxid "
                + Out.zxid(receipt.record().zxid()));
        out.flush();
    }

    private static List<List<String>> preconditions(Receipt receipt) {
        List<List<String>> rows = new ArrayList<>();
        for (Receipt.Precondition rule : receipt.preconditions()) {
            rows.add(Out.row(
                    rule.held() ? "held" : "BROKEN",
                    rule.rule(),
                    "expected " + rule.expected(),
                    "checked by " + rule.checkedBy(),
                    "zxid " + Out.zxid(rule.zxid())));
        }
        return rows;
    }

    private static List<List<String>> checked(Receipt receipt) {
        List<List<String>> rows = new ArrayList<>();
        for (Rule rule : receipt.checked()) {
            String sign =
                    switch (rule.state()) {
                        case OK -> "held";
                        case WARN -> "warn";
                        case BLOCKED -> "BROKEN";
                    };
            rows.add(Out.row(sign, rule.name(), "expected " + rule.expected(), "found " + rule.actual()));
        }
        return rows;
    }

    private static List<List<String>> steps(Receipt receipt) {
        List<List<String>> rows = new ArrayList<>();
        for (ActionReport.Step step : receipt.steps()) {
            rows.add(Out.row(
                    "+" + step.atMs() + " ms",
                    step.step(),
                    step.state(),
                    "by " + step.by(),
                    "zxid " + Out.zxid(step.zxid()),
                    step.note() == null ? "" : step.note()));
        }
        return rows;
    }

    private static List<List<String>> words(Receipt receipt) {
        List<List<String>> rows = new ArrayList<>();
        for (Receipt.Word word : receipt.acknowledged()) {
            rows.add(Out.row(
                    word.member(),
                    word.says(),
                    "zxid " + Out.zxid(word.zxid()),
                    word.position() < 0 ? "" : "position " + word.position()));
        }
        return rows;
    }

    private static void table(PrintWriter out, String title, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            out.println(title);
            Out.table(out, "  ", rows);
        }
    }
}
