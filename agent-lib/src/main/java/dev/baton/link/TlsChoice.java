package dev.baton.link;

import java.util.Arrays;
import javax.net.ssl.SSLParameters;

/** Which versions and cipher suites the links speak: TLS 1.3 and 1.2, forward secret and authenticated encryption only. */
final class TlsChoice {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private TlsChoice() {}

    /** The same parameters, which offer less. */
    static SSLParameters narrowed(SSLParameters parameters) {
        parameters.setProtocols(PROTOCOLS.clone());
        parameters.setCipherSuites(Arrays.stream(parameters.getCipherSuites())
                .filter(TlsChoice::good)
                .toArray(String[]::new));
        return parameters;
    }

    private static boolean good(String suite) {
        boolean forward =
                suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_AES_") || suite.startsWith("TLS_CHACHA20_");
        return forward && (suite.contains("_GCM_") || suite.contains("CHACHA20_POLY1305"));
    }
}
