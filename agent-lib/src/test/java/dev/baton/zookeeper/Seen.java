package dev.baton.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.port.StoreEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Collects what a watch reports, each as a short text. */
final class Seen implements Consumer<StoreEvent> {
    private final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void accept(StoreEvent event) {
        if (event instanceof StoreEvent.Node node) {
            all.add(node.path() + "=" + new String(node.data(), UTF_8));
        } else if (event instanceof StoreEvent.Gone gone) {
            all.add(gone.path() + " gone");
        } else if (event instanceof StoreEvent.Connection connection) {
            all.add(connection.connected() + "/" + connection.total() + " " + connection.detail());
        } else {
            all.add("synced");
        }
    }

    boolean has(String text) {
        return all.contains(text);
    }

    boolean hasPart(String text) {
        return all.stream().anyMatch(each -> each.contains(text));
    }

    long count(String text) {
        return all.stream().filter(text::equals).count();
    }

    void clear() {
        all.clear();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
