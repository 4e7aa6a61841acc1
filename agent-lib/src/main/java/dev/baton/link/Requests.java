package dev.baton.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of one connection, one at a time: reads, and nothing else. By the event loop's thread only. */
final class Requests extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final Connection connection;
    private final Endpoints endpoints;
    private final Streams streams;
    private final Refusals refusals;
    private @Nullable HttpRequest request; // whose end has not come yet
    private boolean answering;
    private boolean last;

    Requests(Connection connection, Endpoints endpoints, Streams streams, Refusals refusals) {
        this.connection = connection;
        this.endpoints = endpoints;
        this.streams = streams;
        this.refusals = refusals;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (last) {
                return; // What follows the request that ended this connection's talk.
            }
            if (answering || connection.stage() == Connection.Stage.STREAMING) {
                connection.abort(); // It talks on without hearing.
            } else if (message instanceof HttpRequest next) {
                begin(context, next);
            } else if (message instanceof LastHttpContent && request != null) {
                HttpRequest whole = request;
                request = null;
                answer(context, whole);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest next) {
        if (next.decoderResult().isFailure()) {
            answer(context, malformed(next.decoderResult().cause()), true, false);
        } else if (next.protocolVersion().majorVersion() != 1) {
            answer(context, malformed(null), true, false);
        } else if (next.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || HttpUtil.getContentLength(next, 0L) > 0) {
            answer(context, Answer.problem(413, "expected a request without a body"), true, false);
        } else {
            request = next;
        }
    }

    private static Answer malformed(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Answer.problem(414, "expected a request line of at most " + LinkTransport.MAX_LINE + " bytes");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return Answer.problem(431, "expected headers of at most " + LinkTransport.MAX_HEADERS + " bytes");
        }
        return Answer.problem(400, "expected an HTTP/1.1 request");
    }

    private void answer(ChannelHandlerContext context, HttpRequest whole) {
        boolean head = whole.method().equals(HttpMethod.HEAD);
        boolean stay = HttpUtil.isKeepAlive(whole);
        if (!head && !whole.method().equals(HttpMethod.GET)) {
            Answer answer =
                    Answer.problem(405, "expected the method GET or HEAD").with("Allow: GET, HEAD\r\n");
            answer(context, answer, true, stay);
            return;
        }
        String path = path(whole.uri());
        if (!path.equals("/stream")) {
            answer(context, endpoints.get(path), !head, stay);
        } else if (head) {
            answer(context, new Answer(200, "text/event-stream", new byte[0], ""), false, stay);
        } else {
            stream(context);
        }
    }

    private static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private void stream(ChannelHandlerContext context) {
        boolean opened;
        try {
            opened = streams.open(context.channel());
        } catch (RuntimeException e) {
            LOG.error("cannot begin a stream", e);
            connection.abort();
            return;
        }
        if (!opened) {
            String problem = "too many streams: expected at most " + Streams.MAX_CLIENTS + "; close one";
            answer(context, Answer.problem(503, problem), true, false);
            return;
        }
        connection.streaming();
        context.pipeline().remove(HttpRequestDecoder.class);
    }

    private void answer(ChannelHandlerContext context, Answer answer, boolean withBody, boolean stay) {
        byte[] head = answer.head(stay, Instant.now()).getBytes(US_ASCII);
        int length = head.length + (withBody ? answer.body().length : 0);
        ByteBuf bytes = context.alloc().directBuffer(length).writeBytes(head);
        if (withBody) {
            bytes.writeBytes(answer.body());
        }
        answering = true;
        last = !stay;
        ChannelFuture unused =
                context.writeAndFlush(bytes).addListener(done -> answered(context, done.isSuccess(), stay));
    }

    private void answered(ChannelHandlerContext context, boolean taken, boolean stay) {
        answering = false;
        if (!taken) {
            connection.abort();
        } else if (stay) {
            connection.served();
        } else {
            ChannelFuture unused = context.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        streams.writable(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        streams.closed(context.channel());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                connection.handshaken();
            } else {
                last = true; // The handshake's end sends an alert and closes.
                refusals.add(connection.address(), handshake.cause());
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("a connection from {} ends: {}", connection.address(), cause.toString());
        if (!last) {
            connection.abort();
        }
    }
}
