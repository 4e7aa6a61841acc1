package dev.baton.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.audit.AuditChain;
import dev.baton.audit.AuditChain.Break;
import dev.baton.audit.AuditChain.Problem;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An export: for each chain a line that says what follows, then its entries, each on a line as it stands in the store; at the end a line with the SHA-256 of
 * everything before it. A line ends with {@code \n} alone, and the bytes of an entry are its canonical form, so that a change of any byte shows.
 */
final class AuditFile {
    private static final int FORMAT = 1;
    /** Far more than the largest entry has. */
    private static final int LONGEST_LINE = 4 * AuditEntry.MAX_BYTES;

    private AuditFile() {}

    /**
     * The line before the entries of one chain.
     *
     * @param baton always {@code audit}
     * @param section which of the file's sections this is, from 1, and {@code of} how many
     * @param cluster where it was exported from
     * @param group absent for the cluster's own chain
     * @param seq of the first entry, and {@code previous} the hash before it
     * @param entries how many follow
     * @param head as the store had it
     */
    record Header(
            String baton,
            int format,
            int section,
            int of,
            String cluster,
            String exportedAt,
            String chain,
            @Nullable String group,
            long seq,
            String previous,
            int entries,
            @Nullable AuditHead head) {}

    /** The last line. Whoever edits a file can compute it anew: what vouches for the entries is their chain. */
    record End(String baton, String sha256) {}

    /** One chain of a file as it was read. */
    record Section(Header header, List<AuditEntry> entries, List<Problem> problems) {
        /** The place and hash of its last entry. */
        AuditChain.Start end() {
            return entries.isEmpty()
                    ? new AuditChain.Start(header.seq() - 1, header.previous())
                    : new AuditChain.Start(
                            entries.getLast().seq(), entries.getLast().hash());
        }
    }

    /** What a file holds; {@code problems}: of the file itself. */
    record Read(List<Section> sections, List<Problem> problems) {}

    static void write(OutputStream to, String cluster, String at, List<AuditLog> logs) throws IOException {
        MessageDigest digest = sha256();
        DigestOutputStream out = new DigestOutputStream(to, digest);
        for (int i = 0; i < logs.size(); i++) {
            AuditLog log = logs.get(i);
            List<AuditEntry> entries = log.whole();
            boolean own = log.chain().equals(AuditEntry.CLUSTER);
            Header header = new Header(
                    "audit",
                    FORMAT,
                    i + 1,
                    logs.size(),
                    cluster,
                    at,
                    log.chain(),
                    own ? null : log.chain(),
                    log.start().seq(),
                    log.start().previous(),
                    entries.size(),
                    log.head());
            out.write(Json.bytes(header));
            out.write('\n');
            for (AuditEntry entry : entries) {
                out.write(entry.bytes());
                out.write('\n');
            }
        }
        to.write(Json.bytes(new End("audit-end", HexFormat.of().formatHex(digest.digest()))));
        to.write('\n');
        to.flush();
    }

    static Read read(Path file) throws CliException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(new Lines(in), file.toString());
        } catch (IOException e) {
            throw new CliException(Exit.USAGE, file + ": cannot be read: " + e.getMessage());
        }
    }

    private static Read read(Lines lines, String name) throws IOException, CliException {
        List<Section> sections = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Section current = null;
        MessageDigest digest = sha256();
        boolean ended = false;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            String where = name + " line " + lines.number();
            String begins = new String(line, 0, Math.min(line.length, 40), UTF_8);
            if (ended) {
                problems.add(new Problem("", 0, Break.MOVED, "nothing after the end", "line " + lines.number()));
            }
            if (begins.startsWith("{\"baton\":\"audit-end\"")) {
                ended = true;
                byte[] its = Json.bytes(new End("audit-end", HexFormat.of().formatHex(digest.digest())));
                if (!Arrays.equals(line, its)) {
                    problems.add(new Problem("", 0, Break.EDITED, new String(its, UTF_8), new String(line, UTF_8)));
                }
                continue;
            }
            digest.update(line);
            digest.update((byte) '\n');
            if (begins.startsWith("{\"baton\":\"audit\"")) {
                current = new Section(header(line, where), new ArrayList<>(), new ArrayList<>());
                sections.add(current);
            } else if (current == null) {
                throw new CliException(
                        Exit.USAGE,
                        where + ": expected an export of the audit, which begins with {\"baton\":\"audit\"");
            } else {
                take(current, line, where);
            }
        }
        if (!lines.ended() || !ended) {
            problems.add(new Problem("", 0, Break.CUT, "the end of the export", "none"));
        }
        for (int i = 0; i < sections.size(); i++) {
            Header header = sections.get(i).header();
            boolean last = i == sections.size() - 1;
            if (header.section() != i + 1 || (last && header.of() != i + 1)) {
                String found = "section " + header.section() + " of " + header.of() + " as number " + (i + 1);
                problems.add(new Problem(header.chain(), 0, Break.CUT, "every section in its order", found));
            }
        }
        if (sections.isEmpty()) {
            throw new CliException(Exit.USAGE, name + ": expected an export of the audit, found an empty file");
        }
        return new Read(sections, problems);
    }

    private static void take(Section section, byte[] line, String where) {
        try {
            section.entries().add(AuditEntry.read(line, where));
        } catch (Json.MalformedException e) {
            long seq = section.end().seq() + 1;
            section.problems()
                    .add(new Problem(
                            section.header().chain(),
                            seq,
                            Break.UNREADABLE,
                            "an entry",
                            String.valueOf(e.getMessage())));
        }
    }

    private static Header header(byte[] line, String where) throws CliException {
        try {
            Header header = Json.read(line, Header.class, where);
            Objects.requireNonNull(header.chain());
            Objects.requireNonNull(header.previous());
            return header;
        } catch (Json.MalformedException | NullPointerException e) {
            throw new CliException(Exit.FAILED, where + ": expected the head of a section: " + e.getMessage());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Everything that is wrong with one section by itself. */
    static List<Problem> problems(Section section) {
        Header header = section.header();
        List<Problem> problems = new ArrayList<>(section.problems());
        AuditChain.Start start = new AuditChain.Start(header.seq(), header.previous());
        problems.addAll(AuditChain.verify(header.chain(), section.entries(), start, header.head()));
        if (header.seq() == 1 && !header.previous().equals(AuditEntry.genesis(header.chain()))) {
            problems.add(new Problem(
                    header.chain(), 1, Break.FOREIGN, AuditEntry.genesis(header.chain()), header.previous()));
        }
        if (section.entries().size() + section.problems().size() != header.entries()) {
            problems.add(new Problem(
                    header.chain(),
                    section.end().seq() + 1,
                    Break.CUT,
                    header.entries() + " entries, as the section's head says",
                    section.entries().size() + " entries"));
        }
        return problems;
    }

    /** Lines by {@code \n}, each of a bounded length. */
    private static final class Lines {
        private final InputStream in;
        private int number;
        private boolean ended = true;

        Lines(InputStream in) {
            this.in = new java.io.BufferedInputStream(in, 1 << 16);
        }

        int number() {
            return number;
        }

        /** Whether the last line had an end. */
        boolean ended() {
            return ended;
        }

        byte @Nullable [] next() throws IOException, CliException {
            java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
            for (int each = in.read(); each >= 0; each = in.read()) {
                if (each == '\n') {
                    number++;
                    return line.toByteArray();
                }
                line.write(each);
                if (line.size() > LONGEST_LINE) {
                    throw new CliException(
                            Exit.FAILED,
                            "line " + (number + 1) + " is longer than any entry: " + LONGEST_LINE + " bytes at most");
                }
            }
            if (line.size() == 0) {
                return null;
            }
            ended = false;
            number++;
            return line.toByteArray();
        }
    }
}
