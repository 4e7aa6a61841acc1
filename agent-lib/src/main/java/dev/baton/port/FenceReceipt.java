package dev.baton.port;

import dev.baton.model.Epoch;
import dev.baton.model.MemberId;

/**
 * Why a member is held to be unable to act (protocol.md, Fence or wait). The kind says what the receipt is worth, and always stands beside it: a
 * person's word is never shown as a device's receipt.
 *
 * @param epoch of the member that can no longer have an effect
 * @param by the device, the resource, the member whose clock it was, or the person
 * @param atMillis when, by the wall clock of the process that took it
 * @param said in the words of {@code by}
 */
public record FenceReceipt(Kind kind, MemberId member, Epoch epoch, String by, long atMillis, String said) {
    /** Who vouches. */
    public enum Kind {
        /** A fence device answered "off": the member has no effect of any kind. */
        DEVICE,
        /** The resource refuses the member's epoch: bars what goes through that resource, and nothing else. */
        RESOURCE,
        /** D x (1 + drift) has passed: the member's own guard has run out. Bars whatever asks the guard. */
        CLOCK,
        /** Somebody says so. Proves nothing; recorded with who and when. */
        PERSON;

        /** Whether it counts as proof without anybody's word. */
        public boolean proof() {
            return this != PERSON;
        }
    }

    public FenceReceipt {
        if (by.isBlank()) {
            throw new IllegalArgumentException("a receipt of kind " + kind + " for " + member
                    + " names nobody: expected the device, resource, member or person that vouches");
        }
    }

    /** "I confirm it is off": a person's word, which is no proof. */
    public static FenceReceipt person(MemberId member, Epoch epoch, String who, long atMillis, String said) {
        return new FenceReceipt(Kind.PERSON, member, epoch, who, atMillis, said);
    }

    /** In one sentence that begins with what it is. */
    public String words() {
        return switch (kind) {
            case DEVICE -> "device " + by + " says that " + member + " is off: " + said;
            case RESOURCE -> "resource " + by + " refuses epoch " + epoch + " of " + member + ": " + said;
            case CLOCK -> "by the clock of " + by + " the guard of " + member + " has run out: " + said;
            case PERSON -> by + " gave the word, unproven, that " + member + " is off: " + said;
        };
    }
}
