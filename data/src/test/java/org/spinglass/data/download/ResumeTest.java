// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class ResumeTest extends DownloadFixture {
    @Test
    void goesOnWhereTheConnectionBroke() throws Exception {
        server.put(NAME, content);
        server.next(FileServer.cutAfter(100_000));
        fetch();
        assertFetched();
        assertThat(server.asked()).hasSize(2);
        FileServer.Asked second = server.asked().get(1);
        assertThat(second.range()).matches("bytes=\\d+-").isNotEqualTo("bytes=0-");
        assertThat(second.ifRange()).isNotEmpty();
        assertThat(progress).isSorted().endsWith((long) LENGTH);
        assertThat(waits).hasSize(1);
    }

    @Test
    void goesOnWhereAnEarlierProgramStopped() throws Exception {
        server.put(NAME, content);
        server.next(FileServer.cutAfter(100_000), FileServer.status(500), FileServer.status(500));
        assertThatThrownBy(this::fetch).isInstanceOf(DownloadException.class);
        assertThat(file()).doesNotExist();
        long there = Files.size(part());
        assertThat(there).isPositive();
        progress.clear();

        fetch();
        assertFetched();
        assertThat(server.asked().getLast().range()).isEqualTo("bytes=" + there + "-");
        assertThat(progress).startsWith(there);
    }

    @Test
    void startsOverWhenTheServerIgnoresRanges() throws Exception {
        server.put(NAME, content);
        server.next(FileServer.cutAfter(100_000), FileServer.whole());
        fetch();
        assertFetched();
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void startsOverWhenTheServersFileHasChanged() throws Exception {
        server.put(NAME, bytes(2));
        server.next(FileServer.cutAfter(100_000), FileServer.status(503), FileServer.status(503));
        assertThatThrownBy(this::fetch).isInstanceOf(DownloadException.class);
        assertThat(part()).exists();
        server.put(NAME, content);
        fetch();
        assertFetched();
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void startsOverWhenThePartTurnsOutToBeOfAnotherFile() throws Exception {
        Files.createDirectories(folder());
        Files.write(part(), new byte[1000]);
        server.put(NAME, content);
        fetch();
        assertFetched();
        assertThat(server.asked()).extracting(FileServer.Asked::range).containsExactly("bytes=1000-", "");
    }

    @Test
    void aPartThatIsTooLongIsThrownAway() throws Exception {
        Files.createDirectories(folder());
        Files.write(part(), new byte[LENGTH + 1]);
        server.put(NAME, content);
        fetch();
        assertFetched();
        assertThat(server.asked()).extracting(FileServer.Asked::range).containsExactly("");
    }

    @Test
    void aRangeThatWasNotAskedForIsNotUsed() throws Exception {
        Files.createDirectories(folder());
        Files.write(part(), new byte[1000]);
        server.put(NAME, content);
        server.next((exchange, bytes) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 5-9/" + LENGTH);
            exchange.sendResponseHeaders(206, 5);
            exchange.getResponseBody().write(bytes, 5, 5);
        });
        fetch();
        assertFetched();
    }

    @Test
    void startsOverWhenTheServerHasNoSuchRange() throws Exception {
        Files.createDirectories(folder());
        Files.write(part(), new byte[1000]);
        server.put(NAME, content);
        server.next(FileServer.status(416));
        fetch();
        assertFetched();
    }

    @Test
    void manyBreaksAreNoFailureAsLongAsBytesArrive() throws Exception {
        server.put(NAME, content);
        FileServer.Behaviour some = (exchange, bytes) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (from > 0) {
                exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (LENGTH - 1) + "/" + LENGTH);
            }
            exchange.sendResponseHeaders(from == 0 ? 200 : 206, LENGTH - from);
            exchange.getResponseBody().write(bytes, from, Math.min(60_000, LENGTH - from));
        };
        server.next(some, some, some, some, some, some, some, some);
        fetch();
        assertFetched();
        assertThat(server.asked()).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void interruptionStopsItAndKeepsWhatIsThere() throws Exception {
        server.put(NAME, content);
        Semaphore more = new Semaphore(0);
        server.next(FileServer.stallAfter(100_000, more));
        CountDownLatch flowing = new CountDownLatch(1);
        TransferListener signal = new TransferListener() {
            @Override
            public void progress(String file, long done, long total) {
                if (done > 0) {
                    flowing.countDown();
                }
            }

            @Override
            public void waiting(String file, String reason) {}
        };
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> wasInterrupted = threads.submit(() -> {
                try {
                    new Downloader(IMPATIENT).fetch(List.of(remote()), folder(), signal);
                    return false;
                } catch (InterruptedException e) {
                    return true;
                }
            });
            flowing.await();
            threads.shutdownNow();
            assertThat(wasInterrupted.get()).isTrue();
        }
        more.release();
        assertThat(file()).doesNotExist();
        long there = Files.size(part());
        assertThat(there).isPositive();
        fetch();
        assertFetched();
        assertThat(server.asked().getLast().range()).isEqualTo("bytes=" + there + "-");
    }
}
