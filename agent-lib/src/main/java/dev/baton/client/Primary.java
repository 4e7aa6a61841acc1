package dev.baton.client;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who serves a group.
 *
 * @param endpoint where the service is reached, as it told the agent ({@code serviceEndpoint}); null where it told none
 * @param since when the member wrote that it serves, by its clock
 */
public record Primary(
        GroupId group,
        MemberId member,
        Epoch epoch,
        @Nullable String endpoint,
        Instant since) {}
