package dev.baton.cli;

/** Logs go to standard error, and only what matters; set before the first logger is made. */
final class Logging {
    private Logging() {}

    static void quiet() {
        property("org.slf4j.simpleLogger.defaultLogLevel", "error");
        property("org.slf4j.simpleLogger.log.org.apache.zookeeper", "off");
        property("org.slf4j.simpleLogger.log.org.apache.kafka", "off");
        property("org.slf4j.simpleLogger.log.org.apache.curator", "off");
        property("org.slf4j.simpleLogger.logFile", "System.err");
        // Says on standard error which provider it chose, otherwise.
        property("slf4j.internal.verbosity", "ERROR");
    }

    private static void property(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
