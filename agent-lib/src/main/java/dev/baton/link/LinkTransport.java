package dev.baton.link;

import dev.baton.secure.TlsIdentity;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sockets, TLS and HTTP of a {@link LinkServer}: one event loop, which accepts, reads, answers and streams. */
final class LinkTransport {
    static final int MAX_LINE = 4_096;
    static final int MAX_HEADERS = 8_192;

    private static final int BACKLOG = 1_024;
    private static final long LOOK_MILLIS = 500;
    private static final long CLOSE_MILLIS = 2_000;

    private final NioEventLoopGroup group =
            new NioEventLoopGroup(1, new DefaultThreadFactory("baton-link-server", true));
    private final EventLoop loop = group.next();
    /** One small arena: what it holds is bounded by the connections, each of which has bounded buffers. */
    private final ByteBufAllocator allocator = new PooledByteBufAllocator(true, 1, 1, 8_192, 3, 64, 16, true);

    private final Admission admission = new Admission();
    private final Streams streams;
    private final Refusals refusals = new Refusals();
    private final @Nullable ServerTls tls;
    private @Nullable Channel listener; // after open

    LinkTransport(@Nullable TlsIdentity identity, Supplier<List<byte[]>> greeting) {
        streams = new Streams(loop, allocator, greeting);
        tls = identity == null ? null : new ServerTls(identity);
    }

    Streams streams() {
        return streams;
    }

    Refusals refusals() {
        return refusals;
    }

    /** Listens; where it cannot, nothing is left of it. */
    void open(InetSocketAddress address, Endpoints endpoints) throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 1_024, 8_192))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32_768, 65_536))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        prepare(channel, endpoints);
                    }
                });
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            close();
            throw new IOException(cause.getMessage(), cause);
        }
        listener = bound.channel();
        Future<?> unused = loop.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void prepare(Channel channel, Endpoints endpoints) {
        Connection connection = new Connection(channel, admission, tls != null);
        channel.pipeline().addLast(connection);
        if (tls != null) {
            channel.pipeline().addLast(tls.handler());
        }
        requests(channel.pipeline(), new Requests(connection, endpoints, streams, refusals));
    }

    /** What reads requests, behind the connection and its TLS. */
    static void requests(ChannelPipeline pipeline, Requests requests) {
        HttpDecoderConfig bounds =
                new HttpDecoderConfig().setMaxInitialLineLength(MAX_LINE).setMaxHeaderSize(MAX_HEADERS);
        pipeline.addLast(new HttpRequestDecoder(bounds)).addLast(requests);
    }

    private void look() {
        long now = System.nanoTime();
        streams.look(now);
        admission.look(now);
    }

    int port() {
        return listener != null && listener.localAddress() instanceof InetSocketAddress local ? local.getPort() : -1;
    }

    /** Stops listening, then closes each connection; waits for its own thread only, and not for long. */
    void close() {
        Channel open = listener;
        if (open != null) {
            open.close().awaitUninterruptibly(CLOSE_MILLIS);
        }
        if (!loop.isShuttingDown()) {
            loop.submit(admission::closeAll).awaitUninterruptibly(CLOSE_MILLIS);
        }
        Future<?> unused = group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        if (tls != null) {
            tls.close();
        }
    }
}
