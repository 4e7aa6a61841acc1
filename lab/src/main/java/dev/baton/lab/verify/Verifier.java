package dev.baton.lab.verify;

import dev.baton.lab.LabException;
import dev.baton.lab.LabFiles;
import dev.baton.model.GroupId;
import dev.baton.secure.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** Checks a lab's history, also while it grows. */
public final class Verifier {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Verifier() {}

    /**
     * Reads what was acknowledged, and then each group's log to an end taken after that: so nothing that is still on its way can look
     * lost.
     *
     * @throws LabException where a log cannot be read to that end in time: then nothing is claimed
     */
    public static VerifyReport verify(LabFiles files, String kafka, Security security, List<GroupId> groups)
            throws LabException {
        List<GroupReport> reports = new ArrayList<>();
        for (GroupId group : groups) {
            BitSet acknowledged = acknowledged(files, group);
            BitSet accepted = numbers(files.workload().resolve(group + ".log"));
            HistoryChecker checker = new HistoryChecker();
            try (LogReader reader = LogReader.open(kafka, security, group)) {
                reader.readToEnd(checker::accept, PATIENCE);
            }
            BitSet attempted = CommandReader.attempted(kafka, security, group, PATIENCE);
            reports.add(checker.report(group.value(), attempted, acknowledged, accepted));
        }
        return VerifyReport.of(reports);
    }

    /** All numbers that any process of the group's members has acknowledged. */
    private static BitSet acknowledged(LabFiles files, GroupId group) throws LabException {
        BitSet all = new BitSet();
        try (Stream<Path> logs = Files.list(files.acks())) {
            for (Path log : logs.toList()) {
                if (AckFiles.belongs(log, group)) {
                    all.or(numbers(log));
                }
            }
        } catch (IOException failed) {
            throw new LabException("cannot read what was acknowledged in " + files.acks() + ": " + failed, failed);
        }
        return all;
    }

    private static BitSet numbers(Path file) throws LabException {
        try {
            return NumberLog.read(file);
        } catch (IOException failed) {
            throw new LabException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
    }
}
