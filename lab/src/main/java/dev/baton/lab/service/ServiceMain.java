package dev.baton.lab.service;

/** A service as a process: {@code ServiceMain CONFIG.json}. */
public final class ServiceMain {
    private ServiceMain() {}

    public static void main(String[] args) {
        System.err.println("this build has no agent to host yet");
        System.exit(1);
    }
}
