package dev.baton.lab.torture;

import dev.baton.lab.proxy.Direction;
import dev.baton.lab.proxy.Route;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A kind of fault as the deck holds it, before it has a victim and a time. */
sealed interface Blow {
    /** A service is killed and started again. */
    record KillService() implements Blow {}

    /** A service stands still. */
    record PauseService() implements Blow {}

    /** A service stands still shortly, three times. */
    record Stutter() implements Blow {}

    /** A service is cut off. */
    record Cut(Set<Route.Kind> from, Direction direction) implements Blow {
        public Cut {
            from = Set.copyOf(from);
        }
    }

    /** Everything of a service comes late. */
    record Slow() implements Blow {}

    /** A service's disk is full. */
    record DiskFull() implements Blow {}

    /** A process that all services need is stopped in its own good order and started again. */
    record Restart(String server) implements Blow {}

    /** One is killed and started again. */
    record KillServer(String server) implements Blow {}

    /** Every kind once. Cuts of store, peers and Kafka come each way and both. */
    static List<Blow> deck(int storeServers) {
        List<Blow> deck = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (Route.Kind kind : List.of(Route.Kind.STORE, Route.Kind.PEERS, Route.Kind.KAFKA)) {
                deck.add(new Cut(Set.of(kind), direction));
            }
            deck.add(new Cut(EnumSet.allOf(Route.Kind.class), direction));
            deck.add(new KillService());
        }
        deck.add(new PauseService());
        deck.add(new PauseService());
        deck.add(new Stutter());
        deck.add(new Slow());
        deck.add(new DiskFull());
        deck.add(new Restart("kafka"));
        deck.add(new KillServer("kafka"));
        deck.add(new KillServer("store-leader"));
        if (storeServers == 1) {
            deck.add(new Restart("store-1"));
        } else {
            deck.add(new KillServer("store-leader"));
            deck.add(new Restart("store"));
            deck.add(new Restart("store-leader"));
        }
        return deck;
    }
}
