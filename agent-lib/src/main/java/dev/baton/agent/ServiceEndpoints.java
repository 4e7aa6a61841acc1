package dev.baton.agent;

import dev.baton.model.MemberRecord;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the services' endpoints among the members' tags, and says what is wrong with them. */
final class ServiceEndpoints {
    private static final int MAX_LENGTH = 255;

    private ServiceEndpoints() {}

    static List<AgentConfig.Hosted> put(
            List<AgentConfig.Hosted> members, Map<String, String> endpoints, List<String> wrong) {
        List<AgentConfig.Hosted> all = new ArrayList<>();
        for (AgentConfig.Hosted hosted : members) {
            Map<String, String> tags = new HashMap<>(hosted.tags());
            String told = endpoints.get(hosted.group().value());
            String tagged = told == null ? null : tags.put(MemberRecord.ENDPOINT, told);
            if (tagged != null && !tagged.equals(told)) {
                wrong.add("group '" + hosted.group() + "' has the service endpoint '" + told + "' and the tag '"
                        + tagged + "': expected one of them");
            }
            String problem = problem(hosted.group().value(), tags.get(MemberRecord.ENDPOINT));
            if (problem != null) {
                wrong.add(problem);
            }
            all.add(new AgentConfig.Hosted(hosted.group(), hosted.resource(), hosted.priority(), Map.copyOf(tags)));
        }
        for (String group : endpoints.keySet()) {
            if (members.stream().noneMatch(m -> m.group().value().equals(group))) {
                wrong.add("service endpoint of group '" + group + "', which has no member here");
            }
        }
        return List.copyOf(all);
    }

    private static @Nullable String problem(String group, @Nullable String endpoint) {
        if (endpoint == null) {
            return null;
        }
        try {
            URI uri = new URI(endpoint);
            if (uri.isAbsolute() && uri.getHost() != null && endpoint.length() <= MAX_LENGTH) {
                return null;
            }
        } catch (URISyntaxException e) {
            // The message below says it.
        }
        return "service endpoint '" + endpoint + "' of group '" + group + "': expected scheme://host:port of at most "
                + MAX_LENGTH + " characters, for example http://10.0.0.1:8080";
    }
}
