package dev.baton.lab.osv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** One vulnerability of the OSV database (https://ossf.github.io/osv-schema), and whether a version is among those that it affects. */
record Advisory(String id, List<String> aliases, String summary, List<Affected> affected) {
    /**
     * One package that it affects.
     *
     * @param versions listed one by one
     * @param ranges each a list of events
     */
    record Affected(String name, List<String> versions, List<List<Event>> ranges) {
        boolean has(String version) {
            return versions.contains(version) || ranges.stream().anyMatch(range -> in(range, version));
        }

        /** As the schema has it: the last event at or before that version decides. */
        private static boolean in(List<Event> events, String version) {
            ComparableVersion asked = new ComparableVersion(version);
            boolean inside = false;
            for (Event event : events.stream().sorted(Event.ORDER).toList()) {
                int order = event.at().equals("0") ? 1 : asked.compareTo(new ComparableVersion(event.at()));
                switch (event.kind()) {
                    case "introduced" -> inside |= order >= 0;
                    case "fixed", "limit" -> inside &= order < 0;
                    case "last_affected" -> inside &= order <= 0;
                    default -> throw new IllegalArgumentException("unknown event '" + event.kind() + "'");
                }
            }
            return inside;
        }
    }

    /** Where a range begins or ends. */
    record Event(String kind, String at) {
        static final Comparator<Event> ORDER = Comparator.comparing(
                        (Event event) -> new ComparableVersion(event.at().equals("0") ? "0-alpha-0" : event.at()))
                .thenComparingInt(event -> event.kind().equals("introduced") ? 1 : 0);
    }

    /** Null where it was withdrawn, or is about nothing from Maven. */
    static @org.jspecify.annotations.Nullable Advisory of(JsonNode json) {
        if (json.hasNonNull("withdrawn")) {
            return null;
        }
        List<Affected> affected = new ArrayList<>();
        for (JsonNode each : json.path("affected")) {
            if (each.path("package").path("ecosystem").asText().equals("Maven")) {
                affected.add(affected(each));
            }
        }
        List<String> aliases = new ArrayList<>();
        json.path("aliases").forEach(alias -> aliases.add(alias.asText()));
        return affected.isEmpty()
                ? null
                : new Advisory(
                        json.path("id").asText(), aliases, json.path("summary").asText(), affected);
    }

    private static Affected affected(JsonNode json) {
        List<String> versions = new ArrayList<>();
        json.path("versions").forEach(version -> versions.add(version.asText()));
        List<List<Event>> ranges = new ArrayList<>();
        for (JsonNode range : json.path("ranges")) {
            if (range.path("type").asText().equals("ECOSYSTEM")) {
                List<Event> events = new ArrayList<>();
                range.path("events").forEach(event -> event.properties()
                        .forEach(one -> events.add(
                                new Event(one.getKey(), one.getValue().asText()))));
                ranges.add(events);
            }
        }
        return new Affected(json.path("package").path("name").asText(), versions, ranges);
    }

    boolean affects(Component component) {
        return affected.stream()
                .anyMatch(each -> each.name().equals(component.name()) && each.has(component.version()));
    }

    @Override
    public String toString() {
        return id + (aliases.isEmpty() ? "" : " (" + String.join(", ", aliases) + ")") + ": " + summary;
    }
}
