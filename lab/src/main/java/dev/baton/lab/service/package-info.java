/**
 * The lab's service: a keyed balance as a stateful Kafka consumer, made active-passive by the agent.
 */
@NullMarked
package dev.baton.lab.service;

import org.jspecify.annotations.NullMarked;
