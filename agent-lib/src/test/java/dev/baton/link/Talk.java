package dev.baton.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection to the server's own handlers without a socket, whose other end takes answers when it is told to. */
final class Talk implements AutoCloseable {
    private static final long LATER_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final Taker taker = new Taker();
    private final Half channel;
    private final List<String> answers = new ArrayList<>();
    private @Nullable Connection connection;
    private @Nullable Streams streams;
    private boolean heldOnce;

    Talk(LinkServer.Config config) {
        channel = new Half(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel made) {
                made.config().setAllocator(allocator);
                Connection its = new Connection(made, new Admission(), false);
                Streams own = new Streams(made.eventLoop(), allocator, () -> List.of("hello".getBytes(ISO_8859_1)));
                Refusals refusals = new Refusals();
                made.pipeline().addLast(taker).addLast(its);
                LinkTransport.requests(
                        made.pipeline(), new Requests(its, new Endpoints(config, own, refusals), own, refusals));
                connection = its;
                streams = own;
            }
        });
    }

    /** The other end sends that much at once; not where it has been cut off. Throws what the handlers let through. */
    void say(byte[] bytes, int from, int to) {
        if (open()) {
            channel.writeInbound(allocator.heapBuffer(to - from).writeBytes(bytes, from, to - from));
            collect();
        }
    }

    /** Whether the other end takes nothing from now on. */
    void hold(boolean hold) {
        heldOnce |= hold;
        taker.hold(hold);
        channel.runPendingTasks();
        collect();
    }

    private void collect() {
        channel.checkException();
        for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            ByteBuf bytes = (ByteBuf) sent;
            answers.add(bytes.toString(ISO_8859_1));
            bytes.release();
        }
    }

    boolean open() {
        return channel.isOpen();
    }

    /** Whether it was let go with its last answer, and may only take that. */
    boolean lastSaid() {
        return channel.outputShut;
    }

    boolean heldOnce() {
        return heldOnce;
    }

    boolean streamed() {
        return of(connection).stage() == Connection.Stage.STREAMING;
    }

    int streams() {
        return of(streams).size();
    }

    /** What was sent, each write by itself. */
    List<String> answers() {
        return List.copyOf(answers);
    }

    int answered() {
        return answers.size();
    }

    /** Of all buffers, the heap's too. */
    long held() {
        return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
    }

    Object unread() {
        return channel.inboundMessages().size();
    }

    /** Its deadline passes. */
    void expire() {
        Connection its = of(connection);
        if (open() && its.late(System.nanoTime() + LATER_NANOS)) {
            its.expire();
            channel.runPendingTasks();
            collect();
        }
    }

    /** The other end goes away. */
    @Override
    public void close() {
        taker.drop();
        channel.unsafe().close(channel.unsafe().voidPromise());
        channel.runPendingTasks();
        collect();
    }

    private static <T> T of(@Nullable T made) {
        if (made == null) {
            throw new IllegalStateException("the channel was not prepared");
        }
        return made;
    }

    /** Where writes wait for the other end. */
    private static final class Taker extends ChannelOutboundHandlerAdapter {
        private record Held(ChannelHandlerContext context, Object message, ChannelPromise promise) {}

        private final Deque<Held> held = new ArrayDeque<>();
        private boolean holding;

        void hold(boolean next) {
            holding = next;
            while (!next && !held.isEmpty()) {
                Held first = held.remove();
                ChannelFuture unused = first.context().writeAndFlush(first.message(), first.promise());
            }
        }

        void drop() {
            while (!held.isEmpty()) {
                Held first = held.remove();
                ReferenceCountUtil.release(first.message());
                first.promise().tryFailure(new ClosedChannelException());
            }
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (holding) {
                held.add(new Held(context, message, promise));
            } else {
                ChannelFuture unused = context.write(message, promise);
            }
        }
    }

    /** Can be closed in one direction, as a socket can. */
    private static final class Half extends EmbeddedChannel implements DuplexChannel {
        private volatile boolean outputShut;

        Half(ChannelInitializer<Channel> prepare) {
            super(prepare);
        }

        @Override
        public boolean isInputShutdown() {
            return false;
        }

        @Override
        public boolean isOutputShutdown() {
            return outputShut;
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public ChannelFuture shutdownOutput() {
            return shutdownOutput(newPromise());
        }

        @Override
        public ChannelFuture shutdownOutput(ChannelPromise promise) {
            outputShut = true;
            return promise.setSuccess();
        }

        @Override
        public ChannelFuture shutdownInput() {
            throw new UnsupportedOperationException("nothing of the server's does so");
        }

        @Override
        public ChannelFuture shutdownInput(ChannelPromise promise) {
            return shutdownInput();
        }

        @Override
        public ChannelFuture shutdown() {
            return shutdownInput();
        }

        @Override
        public ChannelFuture shutdown(ChannelPromise promise) {
            return shutdownInput();
        }
    }
}
