package dev.baton.link;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A socket that TLS may read from for as long as it takes: TLS would take a read that timed out for the end. Silence is told from below it,
 * as a plain stream tells it from above.
 */
class PatientSocket extends Socket {
    private LineInput.@Nullable Silence silence; // by the reading thread
    private long deadlineNanos; // by the reading thread; 0 for none

    /** From now on a read looks up at each timeout, tells how long nothing came, and goes on. */
    void patient(LineInput.Silence whileNothingComes) {
        silence = whileNothingComes;
    }

    /** By when reads must have come to an end, however much comes; 0 for never. */
    void until(long nanos) {
        deadlineNanos = nanos;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        LineInput.Silence tell = silence;
        InputStream plain = super.getInputStream();
        return tell == null ? plain : new Patient(plain, tell);
    }

    private final class Patient extends FilterInputStream {
        private final LineInput.Silence tell;

        Patient(InputStream in, LineInput.Silence tell) {
            super(in);
            this.tell = tell;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            long since = System.nanoTime();
            while (true) {
                if (deadlineNanos != 0 && System.nanoTime() - deadlineNanos > 0) {
                    throw new SocketTimeoutException("no end of the TLS handshake in time");
                }
                try {
                    return super.read(to, from, length);
                } catch (SocketTimeoutException nothingYet) {
                    tell.since(System.nanoTime() - since);
                }
            }
        }
    }
}
