package dev.baton.link;

import java.io.InterruptedIOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What a failed TLS connection means, in words that tell whose certificate is at fault. */
final class TlsTrouble {
    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

    private TlsTrouble() {}

    /** Whether it failed because nothing came in time. */
    static boolean isTimeout(SSLException e) {
        return caused(e, InterruptedIOException.class);
    }

    /** @param ownUntil when the certificate of this process expires */
    static String words(SSLException e, Instant ownUntil) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof SSLPeerUnverifiedException) {
            return message;
        }
        Matcher alert = ALERT.matcher(message);
        if (alert.find()) {
            return "it did not accept the certificate of this process, which is valid until " + ownUntil + ": "
                    + reason(alert.group(1));
        }
        if (caused(e, CertificateExpiredException.class)) {
            return "its certificate has expired: " + message;
        }
        if (caused(e, CertificateNotYetValidException.class)) {
            return "its certificate is not valid yet: " + message;
        }
        if (caused(e, CertPathBuilderException.class)) {
            return "its certificate is not trusted: expected one of an authority in the trust store";
        }
        if (message.contains("nrecognized SSL message")) {
            return "expected TLS, found something else: it is not secured, or not what it was taken for";
        }
        return "TLS: " + message;
    }

    private static String reason(String alert) {
        return switch (alert) {
            case "certificate_expired" -> "it has expired";
            case "certificate_required", "bad_certificate" ->
                "expected one of a trusted authority, found none or a bad one";
            case "certificate_unknown", "unknown_ca" -> "it has expired, or is not trusted there";
            default -> "the answer was " + alert;
        };
    }

    private static boolean caused(Throwable e, Class<? extends Throwable> by) {
        int depth = 0;
        for (Throwable cause = e; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (by.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
