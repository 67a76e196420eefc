// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, taken piece by piece by the thread that asked for it, which waits no longer than it wants to
 * and can be interrupted. One piece is on its way at a time, so that a slow reader slows the server.
 */
final class BodyQueue implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
    private sealed interface Event {}

    private record Bytes(List<ByteBuffer> buffers) implements Event {}

    private record End(@Nullable Throwable failure) implements Event {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    /** The next piece, or null at the end of the body. */
    @Nullable
    List<ByteBuffer> next(Duration stallTimeout) throws IOException, InterruptedException {
        Event event = events.poll(stallTimeout.toMillis(), TimeUnit.MILLISECONDS);
        return switch (event) {
            case null -> throw new HttpTimeoutException("no data for " + stallTimeout.toMillis() + " ms");
            case Bytes bytes -> {
                request();
                yield bytes.buffers();
            }
            case End(Throwable failure) when failure != null -> throw new IOException(failure.getMessage(), failure);
            case End _ -> null;
        };
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        request();
    }

    private void request() {
        Flow.Subscription current = subscription;
        if (current != null) {
            current.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Bytes(buffers));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new End(failure));
    }

    @Override
    public void onComplete() {
        events.add(new End(null));
    }

    /** Lets go of the connection when the body has not been read to its end. */
    @Override
    public void close() {
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }
}
