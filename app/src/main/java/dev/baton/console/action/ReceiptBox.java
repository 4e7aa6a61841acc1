package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Rows;
import dev.baton.console.theme.Tone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** The receipt, with what gives it away: to the clipboard, or to a file as text or as JSON. JavaFX thread only. */
final class ReceiptBox {
    private final VBox box;
    private Function<String, @Nullable Path> where = this::ask;

    ReceiptBox(VBox box) {
        this.box = box;
    }

    /** Who names the file, given a name that would do; null for none. */
    void where(Function<String, @Nullable Path> chooser) {
        where = chooser;
    }

    void hide() {
        box.setVisible(false);
        box.setManaged(false);
    }

    void show(Receipt receipt, ReceiptExport export, List<StepLine> steps) {
        box.setVisible(true);
        box.setManaged(true);
        for (Tone tone : Tone.values()) {
            box.getStyleClass().remove("receipt-" + tone.styleClass());
        }
        box.getStyleClass().add("receipt-" + receipt.tone().styleClass());
        box.getChildren()
                .setAll(Rows.label(
                        receipt.headline(), "receipt-headline", receipt.tone().styleClass()));
        receipt.lines().forEach(line -> box.getChildren().add(Rows.label(line, "small")));
        Label told = Rows.label("", "small", "muted");
        Button copy = button("receiptCopy", "receipt.copy", "receipt.copy.aloud");
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(export.text(steps));
            Clipboard.getSystemClipboard().setContent(content);
            told.setText(Messages.of("receipt.copied"));
        });
        Button save = button("receiptSave", "receipt.save", "receipt.save.aloud");
        save.setOnAction(e -> told.setText(save(export, steps)));
        HBox give = new HBox(8, copy, save, told);
        give.getStyleClass().add("receipt-give");
        box.getChildren().add(give);
        box.setAccessibleText(Messages.of("alert.under.line", receipt.headline(), String.join(" ", receipt.lines())));
    }

    private static Button button(String id, String text, String aloud) {
        Button made = new Button(Messages.of(text));
        made.setId(id);
        made.getStyleClass().add("mini");
        made.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        made.setAccessibleText(Messages.of(aloud));
        return made;
    }

    /** What became of it, in words; empty where no file was named. */
    private String save(ReceiptExport export, List<StepLine> steps) {
        String id =
                export.record() == null ? "receipt" : export.record().request().id();
        Path file = where.apply(id + ".txt");
        if (file == null) {
            return "";
        }
        boolean json = file.toString().endsWith(".json");
        try {
            Files.writeString(file, json ? export.json() : export.text(steps));
            return Messages.of("receipt.saved", file);
        } catch (IOException failed) {
            return Messages.of("receipt.unsaved", file, String.valueOf(failed.getMessage()));
        }
    }

    private @Nullable Path ask(String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.of("receipt.save.title"));
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(Messages.of("receipt.save.text"), "*.txt"),
                        new FileChooser.ExtensionFilter(Messages.of("receipt.save.json"), "*.json"));
        java.io.File chosen = chooser.showSaveDialog(box.getScene().getWindow());
        return chosen == null ? null : chosen.toPath();
    }
}
