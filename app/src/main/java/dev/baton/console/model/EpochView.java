package dev.baton.console.model;

import dev.baton.model.Activation;
import dev.baton.model.EpochRecord;
import org.jspecify.annotations.Nullable;

/** One epoch as the store holds it; {@code activation} is absent until it served; {@code zxid} is that of the grant. */
public record EpochView(EpochRecord record, @Nullable Activation activation, long zxid) {}
