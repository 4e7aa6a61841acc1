package dev.baton.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.baton.model.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes documents and tables. */
final class Out {
    /** Fields without a value are written as null: a reader of the contract finds every name. */
    private static final ObjectWriter DOCUMENTS = Json.mapper()
            .copy()
            .setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS)
            .writerWithDefaultPrettyPrinter();

    private Out() {}

    /** One document, indented. */
    static void json(PrintWriter to, Object value) {
        try {
            to.println(DOCUMENTS.writeValueAsString(value));
        } catch (JsonProcessingException bad) {
            throw new IllegalStateException("cannot write JSON: " + bad.getOriginalMessage(), bad);
        }
        to.flush();
    }

    /** One document on one line, for streams. */
    static void line(PrintWriter to, Object value) {
        to.println(Json.text(value));
        to.flush();
    }

    /** Columns as wide as their widest cell; the first row is the head. */
    static void table(PrintWriter to, String indent, List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = IntStream.range(0, columns)
                .map(c -> rows.stream()
                        .filter(row -> c < row.size())
                        .mapToInt(row -> row.get(c).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int c = 0; c < row.size(); c++) {
                boolean last = c == row.size() - 1;
                line.append(last ? row.get(c) : pad(row.get(c), widths[c] + 2));
            }
            to.println(line.toString().stripTrailing());
        }
        to.flush();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** A row of cells; null is shown as a dash. */
    static List<String> row(@org.jspecify.annotations.Nullable Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell == null ? "-" : cell.toString());
        }
        return row;
    }

    static String zxid(long zxid) {
        return zxid < 0 ? "-" : "0x" + Long.toHexString(zxid);
    }
}
