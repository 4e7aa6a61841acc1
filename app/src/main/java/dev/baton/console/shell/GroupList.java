package dev.baton.console.shell;

import dev.baton.console.fleet.FleetBook;
import dev.baton.model.GroupId;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/** The list of groups at the left: only what differs is put into it. JavaFX thread only. */
final class GroupList {
    private final ListView<GroupRow> list;
    private final Label count;
    private List<GroupRow> rows = List.of();
    private FleetBook shown = FleetBook.EMPTY;
    private @Nullable GroupId marked;
    private boolean filling;

    GroupList(ListView<GroupRow> list, Label count, Consumer<GroupId> onSelect) {
        this.list = list;
        this.count = count;
        list.setCellFactory(view -> new GroupCell());
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null && !filling) {
                onSelect.accept(is.id());
            }
        });
    }

    @SuppressWarnings("ReferenceEquality") // the very book: nothing was looked at anew
    void show(FleetBook book, @Nullable GroupId selected) {
        if (book == shown && Objects.equals(selected, marked)) {
            return;
        }
        if (book != shown) {
            rows = GroupRow.of(book.rows());
        }
        shown = book;
        marked = selected;
        filling = true;
        if (rows.size() != list.getItems().size()) {
            list.getItems().setAll(rows);
        } else {
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.get(i).equals(list.getItems().get(i))) {
                    list.getItems().set(i, rows.get(i));
                }
            }
        }
        count.setText(String.valueOf(rows.size()));
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(selected)) {
                if (list.getSelectionModel().getSelectedIndex() != i) {
                    list.getSelectionModel().select(i);
                }
                break;
            }
        }
        filling = false;
    }
}
