package dev.baton.lab.service;

import dev.baton.kafka.Ack;
import dev.baton.lab.verify.AckFiles;
import dev.baton.lab.verify.NumberLog;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.ServiceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Writes down which commands this process has acknowledged, right after their commit, outside of Kafka: a kill cannot take that back, and
 * verify believes it more than the log.
 */
final class Witness implements AutoCloseable {
    private final NumberLog log;

    private Witness(NumberLog log) {
        this.log = log;
    }

    static Witness open(Path folder, GroupId group, ServiceId service) throws IOException {
        return new Witness(NumberLog.append(
                AckFiles.of(folder, group, service, ProcessHandle.current().pid())));
    }

    void acknowledged(Ack ack) {
        byte[] value = ack.value();
        if (ack.error() != null || value == null) {
            return;
        }
        try {
            log.add(Json.read(value, Balance.class, "result").n());
            log.flush();
        } catch (Json.MalformedException foreign) {
            throw new IllegalStateException("a result that this service never wrote was acknowledged", foreign);
        } catch (IOException full) {
            throw new UncheckedIOException("cannot write down what was acknowledged", full);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
