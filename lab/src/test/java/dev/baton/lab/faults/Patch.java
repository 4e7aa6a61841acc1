package dev.baton.lab.faults;

import dev.baton.lab.faults.Fault.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Applies the edits of a fault to the shipped sources. White space does not count, so that a new line break breaks no fault. */
final class Patch {
    private Patch() {}

    /** The edited files, by their path below {@code root}. */
    static Map<String, String> apply(Path root, Fault fault) throws IOException {
        Map<String, String> edited = new LinkedHashMap<>();
        for (Edit edit : fault.edits()) {
            String source = edited.get(edit.file());
            if (source == null) {
                Path file = root.resolve(edit.file());
                if (!Files.isRegularFile(file)) {
                    throw new IllegalArgumentException(fault.name() + ".fault: there is no " + edit.file()
                            + "; name the file that holds the rule now");
                }
                source = Files.readString(file);
            }
            edited.put(edit.file(), replace(fault.name(), edit, source));
        }
        return edited;
    }

    static String replace(String fault, Edit edit, String source) {
        int[] at = new int[source.length()];
        StringBuilder dense = new StringBuilder();
        for (int i = 0; i < source.length(); i++) {
            if (!Character.isWhitespace(source.charAt(i))) {
                at[dense.length()] = i;
                dense.append(source.charAt(i));
            }
        }
        String find = edit.find().replaceAll("\\s+", "");
        int first = dense.indexOf(find);
        int second = first < 0 ? -1 : dense.indexOf(find, first + 1);
        if (first < 0 || second >= 0) {
            throw new IllegalArgumentException(fault + ".fault: expected the text exactly once in " + edit.file()
                    + ", found it " + (first < 0 ? "nowhere" : "more than once")
                    + "; bring the catalogue up to the code: " + edit.find());
        }
        return source.substring(0, at[first]) + edit.put() + source.substring(at[first + find.length() - 1] + 1);
    }
}
