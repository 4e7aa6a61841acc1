package dev.baton.zookeeper;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One node whose rights have to be changed, or that has to be made.
 *
 * @param path as the servers know it
 * @param row the path by which the table of rights knows it
 * @param version of the list of rights that it has now; {@link #MADE} where it is to be made
 * @param holes what is mended; empty where the rights could not be read
 */
public record AclChange(String path, String row, int version, List<Hole> holes) {
    /** The version of a node that is absent. */
    static final int MADE = -1;

    public AclChange {
        holes = List.copyOf(holes);
    }

    public boolean made() {
        return version == MADE;
    }

    /** One line for a person. */
    @Override
    public String toString() {
        if (made()) {
            return path + ": is absent and is made";
        }
        return holes.isEmpty()
                ? path + ": its rights may not be read"
                : holes.stream().map(Hole::toString).collect(Collectors.joining("; "));
    }
}
