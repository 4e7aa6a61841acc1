package dev.baton.console.theme;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console's words, by key: {@code dev/baton/console/messages.properties}, in English. Any thread. */
public final class Messages {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("dev.baton.console.messages", Locale.ROOT);
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private Messages() {}

    /**
     * The text of that key, with {@code {0}} and so on replaced by the values.
     *
     * @throws java.util.MissingResourceException for a key that there is not
     */
    public static String of(String key, Object... values) {
        Matcher places = PLACE.matcher(BUNDLE.getString(key));
        StringBuilder text = new StringBuilder();
        while (places.find()) {
            int index = Integer.parseInt(places.group(1));
            String value = index < values.length ? String.valueOf(values[index]) : places.group();
            places.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return places.appendTail(text).toString();
    }

    static ResourceBundle bundle() {
        return BUNDLE;
    }
}
