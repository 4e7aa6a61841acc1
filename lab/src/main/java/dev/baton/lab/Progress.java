package dev.baton.lab;

/** Told what is being done, in words for a person. Called from the thread that does it. */
@FunctionalInterface
public interface Progress {
    void step(String what);

    /** Tells nobody. */
    static Progress silent() {
        return what -> {};
    }
}
