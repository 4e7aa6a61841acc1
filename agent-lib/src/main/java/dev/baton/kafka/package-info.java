/**
 * Kafka as a fenced resource and as the carrier of telemetry.
 *
 * <p>Floor 4.
 */
@NullMarked
package dev.baton.kafka;

import org.jspecify.annotations.NullMarked;
