package dev.baton.protocol;

/** What the resource says of itself, as of the last tick. */
public record ResourceView(long position, long lag, long committed, boolean ready, String health, boolean fences) {
    public static final ResourceView UNKNOWN = new ResourceView(0, -1, 0, false, "starting", false);
}
