package dev.baton.console.model;

/** The fold behind {@link ClusterView#apply}. */
final class Fold {
    private Fold() {}

    static ClusterView apply(ClusterView view, Observed observed) {
        return new ClusterView(
                view.groups(),
                view.storeConnected(),
                view.storeTotal(),
                view.storeDetail(),
                view.storeZxid(),
                view.telemetryMillis(),
                Math.max(view.lastMillis(), observed.receivedMillis()),
                view.events() + 1);
    }
}
