package dev.baton.console.connect;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    /** Replaces the file: after a crash there is the old content or the new one, never a part. Makes the folder. */
    public static void write(Path file, Map<String, String> content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        StringBuilder text = new StringBuilder();
        new TreeMap<>(content).forEach((key, value) -> text.append(escaped(key, true))
                .append('=')
                .append(escaped(value, false))
                .append('\n'));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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
