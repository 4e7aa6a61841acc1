package dev.baton.cli;

import dev.baton.console.identity.EnrolCommand;
import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.Passphrases;
import dev.baton.model.OperatorRole;
import java.io.PrintWriter;
import java.nio.file.Path;

/** A key that was made or found, as it may be shown to anybody. */
record KeyReport(String name, String keyId, String publicKey, String file) {
    static KeyReport of(KeyFace face, Path file) {
        return new KeyReport(face.name(), face.keyId(), face.publicKey(), file.toString());
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            Out.json(out, this);
            return;
        }
        out.println("Key of " + name + " in " + file);
        out.println("  id          " + keyId);
        out.println("  public key  " + publicKey);
        out.println("Hand the public key to an admin, who adds it:");
        out.println("  " + new EnrolCommand(name, OperatorRole.OPERATOR, publicKey, null).text(""));
        out.flush();
    }

    /** Remarks upon a passphrase, without showing any of it. */
    static void remark(PrintWriter err, char[] passphrase) {
        String weak = Passphrases.weak(passphrase);
        if (weak != null) {
            err.println("baton: " + weak);
        }
    }
}
