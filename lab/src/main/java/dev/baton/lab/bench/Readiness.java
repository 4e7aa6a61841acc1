package dev.baton.lab.bench;

import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabState;
import dev.baton.secure.Security;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Waits until every member of every service is primary or eligible, as the services themselves say. */
final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

    private final Lab lab;
    private final HttpClient http;
    private final String scheme;

    /** {@code security}: how the lab's links are reached; stays open, and the caller's. */
    Readiness(Lab lab, Security security) {
        this.lab = lab;
        TlsIdentity tls = security.tls();
        scheme = tls == null ? "http" : "https";
        http = tls == null
                ? HttpClient.newHttpClient()
                : HttpClient.newBuilder().sslContext(tls.context()).build();
    }

    void await() throws LabException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        String last = "";
        while (System.nanoTime() < deadline) {
            last = notReady();
            if (last.isEmpty()) {
                Thread.sleep(500);
                return;
            }
            Thread.sleep(100);
        }
        throw new LabException("not every service is ready within " + LIMIT.toSeconds() + " s: " + last);
    }

    private String notReady() throws LabException, InterruptedException {
        for (LabState.Service service : lab.state().services()) {
            try {
                HttpRequest ask = HttpRequest.newBuilder(URI.create(scheme + "://" + service.endpoint() + "/ready"))
                        .timeout(ANSWER_LIMIT)
                        .build();
                HttpResponse<String> answer = http.send(ask, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    return service.id() + ": " + answer.body();
                }
            } catch (IOException e) {
                return service.id() + ": " + e;
            }
        }
        return "";
    }
}
