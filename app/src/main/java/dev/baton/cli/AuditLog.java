package dev.baton.cli;

import dev.baton.audit.AuditChain;
import dev.baton.audit.AuditChain.Break;
import dev.baton.audit.AuditChain.Problem;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One chain as the archive and the store have it.
 *
 * @param head as the store has it after the archive was read; absent where the store has no such chain
 * @param archivedTo up to which the archive had to hold the entries when it was read
 * @param archived what the archive holds, in its order; null where it was not read
 * @param stored what the store holds, in the order of its nodes
 * @param unreadable what is no entry where one should be
 */
record AuditLog(
        String chain,
        @Nullable AuditHead head,
        long archivedTo,
        @Nullable List<AuditEntry> archived,
        List<AuditEntry> stored,
        List<Problem> unreadable) {
    AuditLog {
        archived = archived == null ? null : List.copyOf(archived);
        stored = List.copyOf(stored);
        unreadable = List.copyOf(unreadable);
    }

    /** Each entry once, in the order of the chain: as the archive has it, else as the store has it. */
    List<AuditEntry> whole() {
        TreeMap<Long, AuditEntry> all = new TreeMap<>();
        stored.forEach(entry -> all.putIfAbsent(entry.seq(), entry));
        if (archived != null) {
            List<AuditEntry> latestFirst = new ArrayList<>(archived);
            java.util.Collections.reverse(latestFirst);
            latestFirst.forEach(entry -> all.put(entry.seq(), entry));
        }
        return List.copyOf(all.values());
    }

    /** Where {@link #whole} begins. */
    AuditChain.Start start() {
        AuditChain.Start beginning = AuditHead.empty(chain).inStore();
        return archived == null && head != null ? head.inStore() : beginning;
    }

    /** Whether entries that left the store were not looked at. */
    boolean partial() {
        return archived == null && head != null && head.trimmedTo() > 0;
    }

    /** Every broken place, in the order of the chain. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(unreadable);
        if (head != null) {
            problems.addAll(AuditChain.verify(chain, stored, head.inStore(), head));
        } else if (!stored.isEmpty()) {
            problems.add(new Problem(chain, 0, Break.CUT, "a head", "none, but " + stored.size() + " entries"));
        }
        if (archived != null) {
            archive(archived, problems);
        }
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparingLong(Problem::seq))
                .toList();
    }

    private void archive(List<AuditEntry> kept, List<Problem> problems) {
        TreeMap<Long, AuditEntry> first = new TreeMap<>();
        for (AuditEntry entry : kept) { // Sent twice is no fault, and the order in the topic is not that of the chain.
            AuditEntry known = first.putIfAbsent(entry.seq(), entry);
            if (known != null && !same(known, entry)) {
                differ(problems, "in the archive", known, "there once more", entry);
            }
        }
        AuditChain.verify(
                        chain,
                        List.copyOf(first.values()),
                        AuditHead.empty(chain).inStore(),
                        null)
                .forEach(each -> problems.add(in(each, "in the archive")));
        for (AuditEntry entry : stored) {
            AuditEntry its = first.get(entry.seq());
            if (its != null && !same(its, entry)) {
                differ(problems, "in the archive", its, "in the store", entry);
            }
        }
        long last = first.isEmpty() ? 0 : first.lastKey();
        if (last < archivedTo) {
            problems.add(new Problem(
                    chain,
                    last + 1,
                    Break.CUT,
                    "the archive to hold the entries to " + archivedTo + ", as the head says",
                    "it ends with " + last));
        }
        if (head == null ? last > 0 : last > head.seq()) {
            problems.add(new Problem(
                    chain,
                    (head == null ? 0 : head.seq()) + 1,
                    Break.CUT,
                    "the store to hold entry " + last + ", which the archive has",
                    head == null ? "no chain" : "a head that ends with " + head.seq()));
        }
        if (head != null && head.trimmedTo() > 0) {
            AuditEntry end = first.get(head.trimmedTo());
            if (end != null && !end.hash().equals(head.trimmedHash())) {
                problems.add(new Problem(
                        chain,
                        head.trimmedTo(),
                        Break.UNLINKED,
                        "hash " + head.trimmedHash() + ", as the store's head says",
                        "hash " + end.hash() + " in the archive"));
            }
        }
    }

    private static boolean same(AuditEntry one, AuditEntry other) {
        return java.util.Arrays.equals(one.bytes(), other.bytes());
    }

    private static Problem in(Problem problem, String where) {
        return new Problem(
                problem.chain(), problem.seq(), problem.what(), problem.expected(), problem.found() + " " + where);
    }

    private void differ(List<Problem> problems, String here, AuditEntry one, String there, AuditEntry other) {
        problems.add(new Problem(
                chain,
                one.seq(),
                Break.EDITED,
                "the same entry: hash " + one.hash() + " " + here,
                "hash " + other.hash() + (other.hash().equals(one.hash()) ? " over other content " : " ") + there));
    }
}
