package dev.baton.lab.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.faults.Fault.Edit;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The harness itself: a catalogue that has fallen behind the code must fail, and an edit must reach the class that runs. */
class HarnessTest {
    private static final String SOURCE = "int guard(int sent, int d) {\n    return sent\n        + d;\n}\n";

    private static String refusal(Executable work) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, work).getMessage());
    }

    private static String patched(String find, String put) {
        return Patch.replace("test", new Edit("Guard.java", find, put), SOURCE);
    }

    @Test
    void anEditIsFoundWhateverItsWhiteSpace() {
        assertEquals("int guard(int sent, int d) {\n    return now;\n}\n", patched("return sent + d ;", "return now;"));
    }

    @Test
    void aTextThatIsGoneOrStandsTwiceIsRefusedByTheNameOfTheFault() {
        String gone = refusal(() -> patched("sent - d", "0"));
        assertTrue(gone.startsWith("test.fault: expected the text exactly once in Guard.java, found it nowhere"));
        String twice = refusal(() -> patched("sent", "0"));
        assertTrue(twice.contains("more than once"), twice);
    }

    @Test
    void aCatalogueFileNamesItsRuleChecksAndEdits() {
        Fault fault = FaultFile.parse("early", """
                # a remark
                rule: first line
                  and second
                spec: Lease fromanswer
                caught: S4, L1
                in: A.java
                find:
                    one;
                put:
                    two;
                find: three
                put:
                """);
        assertEquals("first line and second", fault.rule());
        assertEquals("Lease fromanswer", fault.spec());
        assertEquals(Set.of("S4", "L1"), fault.caught());
        assertEquals(new Edit("A.java", "one;", "two;"), fault.edits().get(0));
        assertEquals(new Edit("A.java", "three", ""), fault.edits().get(1));
        assertEquals("", fault.with());
    }

    @Test
    void aCatalogueFileWithAnUnknownKeyOrWithoutAnEditIsRefused() {
        String unknown = refusal(() -> FaultFile.parse("x", "rle: a"));
        assertTrue(unknown.contains("found 'rle'"), unknown);
        String none = refusal(() -> FaultFile.parse("x", "rule: a\ncaught: S1"));
        assertTrue(none.contains("at least one in:/find:/put:"), none);
    }

    @Test
    void theEditedSourceIsTheClassThatRuns() throws Exception {
        String source = """
                package dev.baton.lab.faults;
                public class Edited {
                    private final String argument;
                    public Edited(String argument) {
                        this.argument = argument;
                    }
                    @Override public String toString() {
                        return argument + " " + Fault.class.getClassLoader().getName();
                    }
                }
                """;
        Map<String, byte[]> classes = Compiled.of("test", Map.of("dev/baton/lab/faults/Edited.java", source));
        assertEquals(
                "edited broken",
                new BrokenLoader(classes)
                        .instance("dev.baton.lab.faults.Edited", "edited")
                        .toString());
    }

    @Test
    void aPutThatDoesNotCompileSaysSo() {
        String refused = refusal(() -> Compiled.of("test", Map.of("A.java", "class A { int a = nothing; }")));
        assertTrue(refused.startsWith("test.fault: the edited source does not compile"));
    }
}
