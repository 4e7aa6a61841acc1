package dev.baton.console.connect;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Small files of settings, written whole or not at all. Any thread; two writers of one file are not foreseen. */
public final class PropertyFile {
    private PropertyFile() {}

    /**
     * The content.
     *
     * @throws IOException naming what is wrong, also where it is no file of properties
     */
    public static Map<String, String> read(Path file) throws IOException {
        Properties content = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            content.load(in);
        } catch (IllegalArgumentException malformed) {
            throw new IOException(malformed.getMessage(), malformed);
        }
        Map<String, String> all = new TreeMap<>();
        content.forEach((key, value) -> all.put(String.valueOf(key), String.valueOf(value)));
        return all;
    }

    /** Replaces the file as {@link WholeFile} does. */
    public static void write(Path file, Map<String, String> content) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(content).forEach((key, value) -> text.append(escaped(key, true))
                .append('=')
                .append(escaped(value, false))
                .append('\n'));
        WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text, boolean key) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '=', ':', '#', '!' -> out.append(key ? "\\" : "").append(c);
                case ' ' -> out.append(key || i == 0 ? "\\ " : " ");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
