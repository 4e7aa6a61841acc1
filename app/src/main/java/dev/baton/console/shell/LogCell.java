package dev.baton.console.shell;

import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/** A line of the log; one that warns or worse stands out. */
final class LogCell extends ListCell<String> {
    private static final Pattern WARNING = Pattern.compile("^\\S+ WARNING .*");
    private static final Pattern ERROR = Pattern.compile("^\\S+ (ERROR|SEVERE) .*");
    private static final PseudoClass WARNS = PseudoClass.getPseudoClass("warns");
    private static final PseudoClass FAILS = PseudoClass.getPseudoClass("fails");

    @Override
    protected void updateItem(@Nullable String item, boolean empty) {
        super.updateItem(item, empty);
        String line = empty || item == null ? "" : item;
        setText(line);
        pseudoClassStateChanged(WARNS, WARNING.matcher(line).matches());
        pseudoClassStateChanged(FAILS, ERROR.matcher(line).matches());
    }
}
