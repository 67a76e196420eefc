package org.spinglass.data.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
    private static final RetryPolicy IMPATIENT =
            new RetryPolicy(3, Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(1));
    private static final String NAME = "data.bin";
    private static final int LENGTH = 300_000;

    @TempDir
    Path temporary;

    private final FileServer server = new FileServer();
    private final byte[] content = bytes(1);
    private final List<Long> progress = new ArrayList<>();
    private final List<String> waits = new ArrayList<>();
    private final TransferListener listener = new TransferListener() {
        @Override
        public void progress(String file, long done, long total) {
            assertThat(file).isEqualTo(NAME);
            assertThat(total).isEqualTo(LENGTH);
            progress.add(done);
        }

        @Override
        public void waiting(String file, String reason) {
            waits.add(reason);
        }
    };

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[LENGTH];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path folder() {
        return temporary.resolve("cache").resolve("set");
    }

    private Path file() {
        return folder().resolve(NAME);
    }

    private Path part() {
        return folder().resolve(NAME + ".part");
    }

    private RemoteFile remote() {
        return new RemoteFile(server.base().resolve(NAME), LENGTH, sha256(content));
    }

    private void fetch() throws IOException, InterruptedException {
        fetch(IMPATIENT, remote());
    }

    private void fetch(RetryPolicy policy, RemoteFile remote) throws IOException, InterruptedException {
        new Downloader(policy).fetch(List.of(remote), folder(), listener);
    }

    private void assertFetched() throws IOException {
        assertThat(file()).hasBinaryContent(content);
        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(NAME, ".lock");
        }
    }

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
    void aSilentServerIsAskedAgain() throws Exception {
        server.put(NAME, content);
        Semaphore more = new Semaphore(0);
        server.next(FileServer.stallAfter(100_000, more));
        RetryPolicy policy =
                new RetryPolicy(3, Duration.ZERO, Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofMillis(1));
        fetch(policy, remote());
        more.release();
        assertFetched();
        assertThat(waits).containsExactly("the connection broke: no data for 500 ms");
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgain() throws Exception {
        server.put(NAME, content);
        Semaphore more = new Semaphore(0);
        server.next((exchange, bytes) -> more.acquireUninterruptibly());
        RetryPolicy policy =
                new RetryPolicy(3, Duration.ZERO, Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofMillis(1));
        fetch(policy, remote());
        more.release();
        assertFetched();
        assertThat(waits).containsExactly("no answer for 500 ms");
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
