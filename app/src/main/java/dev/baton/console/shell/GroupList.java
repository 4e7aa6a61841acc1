package dev.baton.console.shell;

import dev.baton.model.GroupId;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/** The list of groups: keeps its place while its rows change. JavaFX thread only. */
final class GroupList {
    private final ListView<GroupRow> list;
    private final Label count;
    private boolean filling;

    /** @param chosen called when the operator picks a group */
    GroupList(ListView<GroupRow> list, Label count, Consumer<GroupId> chosen) {
        this.list = list;
        this.count = count;
        list.setCellFactory(view -> new GroupCell());
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null && !filling) {
                chosen.accept(is.id());
            }
        });
    }

    void show(List<GroupRow> rows, @Nullable GroupId shown) {
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
            if (rows.get(i).id().equals(shown) && list.getSelectionModel().getSelectedIndex() != i) {
                list.getSelectionModel().select(i);
            }
        }
        filling = false;
    }
}
