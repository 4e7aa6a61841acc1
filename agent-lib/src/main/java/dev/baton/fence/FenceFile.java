package dev.baton.fence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.port.FenceDevice;
import dev.baton.port.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the file of devices and levels, and reports everything that is wrong with it at once. */
final class FenceFile {
    private static final ObjectReader READER = Json.mapper()
            .reader()
            .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Fields fields = new Fields();
    private final DeviceReader reader;
    private final Map<String, FenceDevice> devices = new LinkedHashMap<>();

    private FenceFile(Programs programs, Ticker ticker) {
        reader = new DeviceReader(fields, programs, ticker);
    }

    static FenceSetup parse(byte[] json, String where, Programs programs, Ticker ticker) throws InvalidFenceFile {
        JsonNode root;
        try {
            root = READER.readTree(json);
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            // Not the whole message: it may quote the source, and so a secret.
            throw new InvalidFenceFile(where, List.of("expected JSON, found none" + at + ": " + shortened(e)));
        } catch (IOException e) {
            throw new InvalidFenceFile(where, List.of("expected JSON: " + e.getMessage()));
        }
        FenceFile file = new FenceFile(programs, ticker);
        FenceLevels levels = file.read(root);
        if (!file.fields.problems().isEmpty()) {
            throw new InvalidFenceFile(where, file.fields.problems());
        }
        return new FenceSetup(List.copyOf(file.devices.values()), levels);
    }

    private static String shortened(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return message.startsWith("Duplicate field") ? message : "a token that does not belong there";
    }

    private FenceLevels read(JsonNode root) {
        if (!fields.object("the file", root)) {
            return FenceLevels.of(List.of());
        }
        fields.onlyKeys("", root, Set.of("devices", "levels"));
        JsonNode listed = root.path("devices");
        if (fields.object("devices", listed)) {
            if (listed.isEmpty()) {
                fields.problem("devices", "at least one device", "none");
            }
            listed.properties().forEach(entry -> {
                FenceDevice device = reader.read(entry.getKey(), entry.getValue());
                if (device != null) {
                    devices.put(entry.getKey(), device);
                }
            });
        }
        FenceLevels levels = levels(root.path("levels"), names(listed));
        Set<String> used = new HashSet<>();
        levels.common().forEach(used::addAll);
        levels.own().values().forEach(own -> own.forEach(used::addAll));
        for (String name : devices.keySet()) {
            if (!used.contains(name)) {
                fields.problem(
                        "devices." + name, "that a level names it", "that none does, so it would never be asked");
            }
        }
        covered(levels);
        return levels;
    }

    private static Set<String> names(JsonNode listed) {
        Set<String> names = new TreeSet<>();
        listed.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A list for all members, or an object of lists by member. */
    private FenceLevels levels(JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            return FenceLevels.of(list("levels", node, known));
        }
        Map<MemberId, List<List<String>>> own = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            MemberId member = fields.member("levels", entry.getKey());
            List<List<String>> levels = list("levels." + entry.getKey(), entry.getValue(), known);
            if (member != null) {
                own.put(member, levels);
            }
        });
        if (own.isEmpty()) {
            fields.problem("levels", "levels of at least one member", "none");
        }
        return new FenceLevels(List.of(), own);
    }

    private List<List<String>> list(String key, JsonNode node, Set<String> known) {
        if (!node.isArray() || node.isEmpty() || node.size() > FenceLevels.MOST) {
            fields.problem(
                    key,
                    "a list of 1 to " + FenceLevels.MOST + " levels, each a list of device names",
                    node.isArray() ? node.size() + " levels" : Fields.kind(node));
            return List.of();
        }
        List<List<String>> levels = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String where = key + "[" + i + "]";
            List<String> names = fields.texts(where, node.get(i), "device names");
            Set<String> seen = new HashSet<>();
            for (String name : names) {
                if (!known.contains(name)) {
                    fields.problem(where, "one of the devices " + known, "'" + name + "'");
                }
                if (!seen.add(name)) {
                    fields.problem(where, "each device once", "'" + name + "' twice");
                }
            }
            levels.add(names);
        }
        return levels;
    }

    /** All devices of a level must say off: one that does not cover a member which its neighbours cover could never, or would be forgotten. */
    private void covered(FenceLevels levels) {
        Set<MemberId> members = new TreeSet<>(levels.own().keySet());
        members.addAll(reader.targets());
        for (MemberId member : members) {
            List<List<String>> written = levels.written(member);
            for (int i = 0; i < written.size(); i++) {
                List<FenceDevice> present = named(written.get(i));
                List<String> without = present.stream()
                        .filter(device -> !device.covers(member))
                        .map(FenceDevice::name)
                        .toList();
                if (!without.isEmpty() && without.size() < present.size()) {
                    fields.problem(
                            "levels",
                            "that all devices of level " + (i + 1) + " cover " + member + ", since all must say off",
                            "that " + without
                                    + " do not; add the member to their targets, or put them into a level of their own");
                }
            }
            if (written.stream().flatMap(names -> named(names).stream()).noneMatch(device -> device.covers(member))) {
                fields.problem("levels", "a level for " + member + ", which a device names as its target", "none");
            }
        }
    }

    private List<FenceDevice> named(List<String> names) {
        return devices.values().stream()
                .filter(device -> names.contains(device.name()))
                .toList();
    }
}
