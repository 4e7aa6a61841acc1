package dev.baton.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.GroupId;
import dev.baton.protocol.Input;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboxTest {
    private static final GroupId GROUP = new GroupId("orders");
    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    private final Inbox inbox = new Inbox();
    private final AtomicReference<List<Inbox.Mail>> taken = new AtomicReference<>();

    private static Input input(int number) {
        return new Input.StoreLink(number, number);
    }

    private static Inbox.Mail mail(int number) {
        return new Inbox.Mail(GROUP, input(number));
    }

    private Thread taker() {
        Thread thread = new Thread(() -> {
            try {
                taken.set(inbox.take(LONG));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    @Test
    void mailWakesWhoeverWaits() throws InterruptedException {
        Thread taker = taker();
        long from = System.nanoTime();
        inbox.put(GROUP, input(1));
        taker.join();
        assertEquals(List.of(mail(1)), taken.get());
        assertTrue(System.nanoTime() - from < LONG / 2);
    }

    @Test
    void routineMailWaitsForTheNextAndTheOrderIsKept() throws InterruptedException {
        Thread taker = taker();
        inbox.putRoutine(GROUP, input(1));
        inbox.putRoutine(GROUP, input(2));
        assertEquals(Thread.State.TIMED_WAITING, taker.getState());
        inbox.put(GROUP, input(3));
        taker.join();
        assertEquals(List.of(mail(1), mail(2), mail(3)), taken.get());
    }

    @Test
    void routineMailIsTakenWhenTheTimeIsOver() throws InterruptedException {
        inbox.putRoutine(GROUP, input(1));
        assertEquals(List.of(mail(1)), inbox.take(1));
        assertEquals(List.of(), inbox.take(0));
    }

    @Test
    void aFullOneLetsTheCallerWaitAndLosesNothing() throws InterruptedException {
        for (int i = 0; i < Inbox.CAPACITY; i++) {
            inbox.putRoutine(GROUP, input(i));
        }
        Thread caller = new Thread(() -> inbox.put(GROUP, input(-1)));
        caller.setDaemon(true);
        caller.start();
        await().until(() -> caller.getState() == Thread.State.WAITING);
        assertEquals(Inbox.CAPACITY, inbox.take(0).size());
        caller.join();
        assertEquals(List.of(mail(-1)), inbox.take(LONG));
    }
}
