package dev.baton.lab.osv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.model.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part that ships.
 *
 * @param name as OSV names it: group:artifact
 */
record Component(String name, String version) {
    private static final Pattern PURL = Pattern.compile("pkg:maven/([^/@]+)/([^/@]+)@([^?#]+).*");

    /**
     * All of a CycloneDX document that come from Maven.
     *
     * @throws IOException where it is none, or lists nothing from Maven: then nothing would be checked
     */
    static List<Component> of(Path bom) throws IOException {
        JsonNode document = Json.mapper().readTree(bom.toFile());
        List<Component> all = new ArrayList<>();
        for (JsonNode each : document.path("components")) {
            Matcher purl = PURL.matcher(each.path("purl").asText());
            if (purl.matches()) {
                all.add(new Component(part(purl.group(1)) + ":" + part(purl.group(2)), part(purl.group(3))));
            }
        }
        if (all.isEmpty()) {
            throw new IOException(bom + ": expected a CycloneDX document with components of Maven, found none");
        }
        return all.stream().distinct().toList();
    }

    private static String part(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
