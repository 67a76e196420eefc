// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells browsers of changes as they come, by server-sent events. A request keeps its thread for as long as its browser
 * listens: what is answered later, on another thread, may find a request that its server has taken back meanwhile.
 */
final class Feed implements AutoCloseable {
    private static final long PAUSE = 500;
    private static final int PAUSES_OF_A_SIGN = 20;
    private static final String SIGN = ": still here\n\n";

    private final Semaphore places;
    private final CountDownLatch end = new CountDownLatch(1);

    /** For as many browsers at once. */
    Feed(int most) {
        places = new Semaphore(most);
    }

    /**
     * Sends a text now and whenever it has changed, until the browser goes or this is closed.
     *
     * @param content a line, asked twice a second
     */
    void follow(Context request, Supplier<String> content) {
        if (!places.tryAcquire()) {
            throw new ServiceUnavailableResponse("too many pages follow already");
        }
        try {
            request.contentType("text/event-stream; charset=utf-8");
            if (request.req().getMethod().equals("GET")) {
                send(request.res().getOutputStream(), content);
            }
        } catch (IOException gone) {
            // the browser is: nothing is left to be told
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private void send(OutputStream out, Supplier<String> content) throws IOException, InterruptedException {
        String sent = "";
        int pauses = 0;
        do {
            String now = content.get();
            if (!now.equals(sent)) {
                write(out, "event: change\ndata: " + now + "\n\n");
                sent = now;
            } else if (++pauses % PAUSES_OF_A_SIGN == 0) {
                write(out, SIGN); // fails where the browser is gone
            }
        } while (!end.await(PAUSE, TimeUnit.MILLISECONDS));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Ends all. */
    @Override
    public void close() {
        end.countDown();
    }
}
