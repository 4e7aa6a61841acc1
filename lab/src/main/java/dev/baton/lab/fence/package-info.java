/** Simulated power controllers (BMCs) of the lab's services, so that fencing can be practised with the real agents. */
@NullMarked
package dev.baton.lab.fence;

import org.jspecify.annotations.NullMarked;
