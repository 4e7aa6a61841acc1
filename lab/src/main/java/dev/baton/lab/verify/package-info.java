/**
 * The check of what the lab's services committed against what they and Kafka had acknowledged.
 */
@NullMarked
package dev.baton.lab.verify;

import org.jspecify.annotations.NullMarked;
