// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Tells browsers of changes as they come, by server-sent events; each has a thread that looks for them. */
final class Feed implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int PAUSES_OF_A_SIGN = 4;

    private static final System.Logger LOG = System.getLogger(Feed.class.getName());

    private final Semaphore places;
    private final Set<Thread> followers = ConcurrentHashMap.newKeySet();

    /** For as many browsers at once. */
    Feed(int most) {
        places = new Semaphore(most);
    }

    /**
     * Sends a text now and whenever it has changed, until the browser goes.
     *
     * @param content asked twice a second; null for nothing to be said
     */
    void follow(SseClient client, Supplier<String> content) {
        if (!places.tryAcquire()) {
            client.close();
            return;
        }
        client.keepAlive();
        Thread follower = Thread.ofVirtual().unstarted(() -> {
            try {
                send(client, content);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) { // such as a folder that was taken away; the browser asks again, and is told
                LOG.log(System.Logger.Level.DEBUG, "a browser is no longer told of changes", e);
            } finally {
                followers.remove(Thread.currentThread());
                places.release();
                client.close();
            }
        });
        followers.add(follower);
        client.onClose(follower::interrupt);
        follower.start();
    }

    private static void send(SseClient client, Supplier<String> content) throws InterruptedException {
        String sent = "";
        for (int pauses = 1; !client.terminated(); pauses++) {
            String now = content.get();
            if (!now.equals(sent)) {
                client.sendEvent("change", now);
                sent = now;
            } else if (pauses % PAUSES_OF_A_SIGN == 0) {
                client.sendComment("still here"); // fails where the browser is gone
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Ends all. */
    @Override
    public void close() {
        followers.forEach(Thread::interrupt);
    }
}
