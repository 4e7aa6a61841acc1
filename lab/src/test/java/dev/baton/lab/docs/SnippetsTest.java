package dev.baton.lab.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code shown in docs/embedding.md is the code that {@link EmbeddingIT} runs. */
class SnippetsTest {
    private static final Path HERE = Path.of("src", "test", "java", "dev", "baton", "lab", "docs");
    private static final Pattern SHOWN =
            Pattern.compile("<!-- snippet: (\\w+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern RUN =
            Pattern.compile("^ *// snippet: (\\w+)\\n(.*?)^ *// end$", Pattern.DOTALL | Pattern.MULTILINE);

    private static Map<String, String> snippets(Path file, Pattern pattern) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Matcher matcher = pattern.matcher(Files.readString(file));
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2).stripTrailing().stripIndent());
        }
        return found;
    }

    @Test
    void thePageShowsTheCodeThatIsRun() throws IOException {
        Map<String, String> run = snippets(HERE.resolve("EmbeddingExample.java"), RUN);
        run.putAll(snippets(HERE.resolve("OrderBalances.java"), RUN));
        assertEquals(run, snippets(Path.of("..", "docs", "embedding.md"), SHOWN));
    }

    @Test
    void embeddingTakesTenLinesAtMost() throws IOException {
        Map<String, String> run = snippets(HERE.resolve("EmbeddingExample.java"), RUN);
        long lines = run.getOrDefault("embed", "").lines().count();
        assertTrue(lines > 0 && lines <= 10, () -> lines + " lines");
    }
}
