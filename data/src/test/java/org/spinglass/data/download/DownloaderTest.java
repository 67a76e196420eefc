// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class DownloaderTest extends DownloadFixture {
    @Test
    void fetchesAFileOnce() throws Exception {
        server.put(NAME, content);
        fetch();
        assertFetched();
        assertThat(progress).isSorted().startsWith(0L).endsWith((long) LENGTH);
        fetch();
        assertThat(server.asked()).containsExactly(new FileServer.Asked("/" + NAME, "", ""));
        assertThat(waits).isEmpty();
    }

    @Test
    void wrongContentIsThrownAway() {
        byte[] other = bytes(2);
        server.put(NAME, other);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(DownloadException.class)
                .hasMessage("cannot fetch " + remote().address() + ": wrong content: its SHA-256 is " + sha256(other)
                        + ", expected " + sha256(content));
        assertThat(file()).doesNotExist();
        assertThat(part()).doesNotExist();
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aFileOfAnotherLengthIsNotFetched() {
        server.put(NAME, new byte[77]);
        assertThatThrownBy(this::fetch)
                .isInstanceOf(DownloadException.class)
                .hasMessage("cannot fetch " + remote().address() + ": the server offers 77 bytes, 300000 expected");
        assertThat(part()).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsAskedForOnce() {
        assertThatThrownBy(this::fetch)
                .isInstanceOf(DownloadException.class)
                .hasMessage("cannot fetch " + remote().address() + ": the server answered 404");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aServerInTroubleIsAskedAgain() throws Exception {
        server.put(NAME, content);
        server.next(FileServer.status(503), FileServer.status(500));
        fetch();
        assertFetched();
        assertThat(waits).containsExactly("the server answered 503", "the server answered 500");
    }

    @Test
    void aServerThatStaysInTroubleIsGivenUp() {
        server.put(NAME, content);
        server.next(FileServer.status(503), FileServer.status(503), FileServer.status(503));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(DownloadException.class)
                .hasMessage("cannot fetch " + remote().address() + ": the server answered 503 (3 attempts)");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void aServerThatIgnoresRangesAndBreaksOffIsGivenUp() {
        server.put(NAME, content);
        FileServer.Behaviour cut = FileServer.cutAfter(100_000);
        server.next(cut, cut, cut, cut, cut, cut, cut, cut, cut, cut);
        assertThatThrownBy(this::fetch).isInstanceOf(DownloadException.class).hasMessageContaining("(3 attempts)");
        assertThat(server.asked()).hasSizeLessThan(10);
    }

    @Test
    void aSilentServerIsAskedAgain() throws Exception {
        server.put(NAME, content);
        Semaphore more = new Semaphore(0);
        server.next(FileServer.stallAfter(100_000, more));
        DownloadPatience policy = new DownloadPatience(
                10, Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMillis(1));
        fetch(policy, remote());
        more.release();
        assertFetched();
        assertThat(waits).startsWith("the connection broke: no data for 1000 ms");
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgain() throws Exception {
        server.put(NAME, content);
        Semaphore more = new Semaphore(0);
        server.next((exchange, bytes) -> more.acquireUninterruptibly());
        DownloadPatience policy = new DownloadPatience(
                10, Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMillis(1));
        fetch(policy, remote());
        more.release();
        assertFetched();
        assertThat(waits).startsWith("no answer for 1000 ms");
    }

    @Test
    void aClosedPortIsReportedAtOnce() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI address = URI.create("http://localhost:" + port + "/" + NAME);
        assertThatThrownBy(() -> fetch(IMPATIENT, new RemoteFile(address, LENGTH, sha256(content))))
                .isInstanceOf(DownloadException.class)
                .hasMessage("cannot fetch " + address + ": no connection to localhost");
        assertThat(waits).isEmpty();
    }

    @Test
    void thoseWhoWantTheSameFileTakeTurns() throws Exception {
        server.put(NAME, content);
        Semaphore secondWaits = new Semaphore(0);
        server.next((exchange, bytes) -> {
            secondWaits.acquireUninterruptibly();
            FileServer.properly().answer(exchange, bytes);
        });
        TransferListener signal = new TransferListener() {
            @Override
            public void progress(String file, long done, long total) {}

            @Override
            public void waiting(String file, String reason) {
                secondWaits.release();
            }
        };
        Callable<Boolean> task = () -> {
            new Downloader(IMPATIENT).fetch(List.of(remote()), folder(), signal);
            return Files.size(file()) == LENGTH;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Boolean> done : threads.invokeAll(List.of(task, task))) {
                assertThat(done.get()).isTrue();
            }
        }
        assertFetched();
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.createFile(temporary.resolve("cache"));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(DownloadException.class)
                .hasMessageStartingWith("cannot keep downloads in " + folder());
        assertThat(server.asked()).isEmpty();
    }
}
