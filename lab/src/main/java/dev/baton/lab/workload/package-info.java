/**
 * The lab's load: numbered commands in, with a record of which Kafka has acknowledged.
 */
@NullMarked
package dev.baton.lab.workload;

import org.jspecify.annotations.NullMarked;
