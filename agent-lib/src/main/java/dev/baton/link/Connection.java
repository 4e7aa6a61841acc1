package dev.baton.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * One connection to the server: its place among the others and its deadline. First in the pipeline, before TLS, so that cutting it off needs
 * nothing from the other end. By the event loop's thread only.
 */
final class Connection extends ChannelDuplexHandler {
    /** How far it has come. Only who streams is never cut off for another's sake. */
    enum Stage {
        UNPROVEN,
        SERVED,
        STREAMING
    }

    /** For the TLS handshake, from the accept on. */
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(3);
    /** For the first request and its answer, from the accept on: however it drips. */
    private static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** For the next request to be in and answered. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** For the other end to take the last answer: an early close would reset the connection and lose it. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int LINGER_BYTES = 65_536;

    private final Channel channel;
    private final Admission admission;
    private final InetAddress address;
    private final long acceptedNanos = System.nanoTime();
    private Stage stage = Stage.UNPROVEN;
    private long deadlineNanos;
    private boolean lingering;
    private int discarded;

    Connection(Channel channel, Admission admission, boolean tls) {
        this.channel = channel;
        this.admission = admission;
        this.address = channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress();
        this.deadlineNanos = acceptedNanos + (tls ? HANDSHAKE_NANOS : REQUEST_NANOS);
    }

    InetAddress address() {
        return address;
    }

    Stage stage() {
        return stage;
    }

    void handshaken() {
        deadlineNanos = acceptedNanos + REQUEST_NANOS;
    }

    /** One request has been answered, and another may come. */
    void served() {
        stage = Stage.SERVED;
        deadlineNanos = System.nanoTime() + IDLE_NANOS;
    }

    void streaming() {
        stage = Stage.STREAMING;
    }

    boolean late(long now) {
        return (stage != Stage.STREAMING || lingering) && now - deadlineNanos > 0;
    }

    void abort() {
        abort(channel);
    }

    /** Its deadline is over: who has been answered is let go, anybody else cut off. */
    void expire() {
        if (stage == Stage.SERVED && !lingering) {
            end();
        } else {
            abort();
        }
    }

    /** Closes it at once and forgets what the kernel still holds for it. */
    static void abort(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException closedAlready) {
            // Nothing to forget.
        }
        end(channel);
    }

    /** Closes it at once; what the kernel holds still goes out. */
    void end() {
        end(channel);
    }

    private static void end(Channel channel) {
        channel.unsafe().close(channel.unsafe().voidPromise());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        admission.admit(this);
        if (channel.isActive()) {
            super.channelActive(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        admission.left(this);
        super.channelInactive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!lingering) {
            super.channelRead(context, message);
            return;
        }
        discarded += message instanceof ByteBuf bytes ? bytes.readableBytes() : 1;
        ReferenceCountUtil.release(message);
        if (discarded > LINGER_BYTES) {
            abort();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (lingering || !channel.isActive() || !(channel instanceof DuplexChannel duplex)) {
            ChannelFuture unused = context.close(promise);
            return;
        }
        lingering = true;
        deadlineNanos = System.nanoTime() + LINGER_NANOS;
        ChannelFuture unused = duplex.shutdownOutput();
        promise.trySuccess();
    }
}
