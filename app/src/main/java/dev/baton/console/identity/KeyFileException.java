package dev.baton.console.identity;

import java.io.IOException;

/** A key file that cannot be used, told to a person. Never holds a secret. */
public class KeyFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public KeyFileException(String message) {
        super(message);
    }

    public KeyFileException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The file is there and whole as far as can be told; it is the passphrase that does not open it. */
    public static final class WrongPassphrase extends KeyFileException {
        private static final long serialVersionUID = 1L;

        public WrongPassphrase(String message) {
            super(message);
        }
    }
}
