package dev.baton.console.theme;

import dev.baton.console.model.Phrase;
import dev.baton.model.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The console's words, by key: {@code dev/baton/console/messages.properties}, in English. Any thread. */
public final class Messages {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.baton.console.messages", Locale.ROOT);
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Map<String, Text> TEXTS = new ConcurrentHashMap<>();

    /** What stands between the places, and which value goes to each; read from the bundle once, since labels ask at every frame. */
    private record Text(List<String> between, List<Integer> places) {
        static Text of(String key) {
            String pattern = BUNDLE.getString(key);
            Matcher found = PLACE.matcher(pattern);
            List<String> between = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            int from = 0;
            while (found.find()) {
                between.add(pattern.substring(from, found.start()));
                places.add(Integer.valueOf(found.group(1)));
                from = found.end();
            }
            between.add(pattern.substring(from));
            return new Text(List.copyOf(between), List.copyOf(places));
        }

        String filled(Object... values) {
            if (places.isEmpty()) {
                return between.getFirst();
            }
            StringBuilder text = new StringBuilder(between.getFirst());
            for (int i = 0; i < places.size(); i++) {
                int index = places.get(i);
                text.append(index < values.length ? word(values[index]) : "{" + index + "}");
                text.append(between.get(i + 1));
            }
            return text.toString();
        }
    }

    private Messages() {}

    /**
     * The text of that key, with {@code {0}} and so on replaced by the values.
     *
     * @throws java.util.MissingResourceException for a key that there is not
     */
    public static String of(String key, Object... values) {
        return TEXTS.computeIfAbsent(key, Text::of).filled(values);
    }

    /** A phrase of the model in words, with those within it. */
    public static String of(Phrase phrase) {
        return TEXTS.computeIfAbsent(phrase.key(), Text::of)
                .filled(phrase.values().toArray());
    }

    /** All of them in words, one each. */
    public static List<String> of(List<Phrase> phrases) {
        return phrases.stream().map(Messages::of).toList();
    }

    private static String word(Object value) {
        if (value instanceof Phrase phrase) {
            return of(phrase);
        }
        if (value instanceof List<?> several) {
            return several.stream().map(Messages::word).collect(Collectors.joining(of("words.comma")));
        }
        return value instanceof Cause cause ? Words.of(cause) : String.valueOf(value);
    }

    static ResourceBundle bundle() {
        return BUNDLE;
    }
}
