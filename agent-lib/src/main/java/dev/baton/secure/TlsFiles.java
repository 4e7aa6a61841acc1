package dev.baton.secure;

import java.nio.file.Path;

/**
 * Where a process keeps its certificate: two PKCS#12 files under one passphrase.
 *
 * @param keyStore its own key and certificate chain, one entry
 * @param trustStore the authorities whose certificates it accepts
 * @param passphrase a file that holds the passphrase of both, one line, readable by its owner only
 */
public record TlsFiles(Path keyStore, Path trustStore, Path passphrase) {}
