package dev.baton.lab.fence;

import java.util.concurrent.CountDownLatch;

/** A process that is there to be switched off. */
public final class Machine {
    private Machine() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println("READY");
        new CountDownLatch(1).await();
    }
}
