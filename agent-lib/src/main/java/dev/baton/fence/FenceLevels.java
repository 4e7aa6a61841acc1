package dev.baton.fence;

import dev.baton.model.MemberId;
import dev.baton.port.FenceDevice;
import java.util.List;
import java.util.Map;

/**
 * Which devices are asked in which order (Pacemaker's fencing topology): level 1 first; a level is done once all of its devices say "off".
 *
 * @param common for every member that has none of its own
 * @param own by member
 */
public record FenceLevels(List<List<String>> common, Map<MemberId, List<List<String>>> own) {
    public static final int MOST = 9;

    public FenceLevels {
        common = copy(common);
        own = own.entrySet().stream()
                .collect(java.util.stream.Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> copy(e.getValue())));
    }

    /** Levels that hold for every member. */
    public static FenceLevels of(List<List<String>> levels) {
        return new FenceLevels(levels, Map.of());
    }

    private static List<List<String>> copy(List<List<String>> levels) {
        return levels.stream().map(List::copyOf).toList();
    }

    /** The levels as written for this member. */
    public List<List<String>> written(MemberId member) {
        return own.getOrDefault(member, common);
    }

    /**
     * What is asked for this member: the levels that it has devices in, with the number that each is written as. A level none of whose devices
     * covers the member is not there for it.
     */
    List<Level> levels(MemberId member, Map<String, FenceDevice> devices) {
        List<List<String>> written = written(member);
        return java.util.stream.IntStream.range(0, written.size())
                .mapToObj(i -> new Level(i + 1, written.get(i)))
                .filter(level -> level.devices().stream().anyMatch(name -> covers(devices, name, member)))
                .toList();
    }

    private static boolean covers(Map<String, FenceDevice> devices, String name, MemberId member) {
        FenceDevice device = devices.get(name);
        return device != null && device.covers(member);
    }

    /** One level: its number, from 1, and its devices in the order in which they are asked. */
    record Level(int number, List<String> devices) {
        Level {
            devices = List.copyOf(devices);
        }
    }
}
