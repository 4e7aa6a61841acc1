package dev.baton.console.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

/**
 * The colours of one theme for what CSS does not reach: canvases. Read from the same {@code styles/tokens.css} as everything else.
 */
public record Palette(
        Color bg,
        Color panel,
        Color raised,
        Color line,
        Color grid,
        Color fg,
        Color muted,
        Color dim,
        Color ok,
        Color info,
        Color warn,
        Color bad,
        Color special,
        Color lease,
        Color accent) {
    private static final Pattern TOKEN = Pattern.compile("-b-([a-z-]+):\\s*(#[0-9a-fA-F]{6});");

    /** The colour that says {@code tone}. */
    public Color of(Tone tone) {
        return switch (tone) {
            case OK -> ok;
            case INFO -> info;
            case WARN -> warn;
            case BAD -> bad;
            case SPECIAL -> special;
            case QUIET -> dim;
        };
    }

    /**
     * The palette of one section of a token file.
     *
     * @param selector the theme's style class, {@code dark} or {@code light}
     * @throws IllegalStateException naming the token or section that is missing
     */
    static Palette parse(String css, String selector) {
        int from = css.indexOf(".root." + selector + " {");
        int to = css.indexOf('}', Math.max(0, from));
        if (from < 0 || to < 0) {
            throw new IllegalStateException("styles/tokens.css: expected a section .root." + selector);
        }
        Map<String, Color> found = new TreeMap<>();
        Matcher token = TOKEN.matcher(css.substring(from, to));
        while (token.find()) {
            found.put(token.group(1), Color.web(token.group(2)));
        }
        return new Palette(
                need(found, "bg"),
                need(found, "panel"),
                need(found, "raised"),
                need(found, "line"),
                need(found, "grid"),
                need(found, "fg"),
                need(found, "muted"),
                need(found, "dim"),
                need(found, "ok"),
                need(found, "info"),
                need(found, "warn"),
                need(found, "bad"),
                need(found, "special"),
                need(found, "lease"),
                need(found, "accent"));
    }

    static Palette load(String selector) {
        try (InputStream in = Palette.class.getResourceAsStream("/styles/tokens.css")) {
            if (in == null) {
                throw new IllegalStateException(
                        "styles/tokens.css is not on the class path: build the app module again");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), selector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Color need(Map<String, Color> found, String name) {
        Color color = found.get(name);
        if (color == null) {
            throw new IllegalStateException("styles/tokens.css: expected a colour -b-" + name);
        }
        return color;
    }
}
