// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.data.download.DownloadPatience;
import org.spinglass.data.download.FileServer;

class DataStoreTest {
    private static final DownloadPatience IMPATIENT = new DownloadPatience(
            2, Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(1));
    private static final Map<String, byte[]> IDX_FILES = Map.of(
            "train-images-idx3-ubyte.gz", IdxWriter.gzip(IdxWriter.idx(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2)),
            "train-labels-idx1-ubyte.gz", IdxWriter.gzip(IdxWriter.idx(new byte[] {7, 3}, 2)),
            "t10k-images-idx3-ubyte.gz", IdxWriter.gzip(IdxWriter.idx(new byte[] {9, 9, 9, 9}, 1, 2, 2)),
            "t10k-labels-idx1-ubyte.gz", IdxWriter.gzip(IdxWriter.idx(new byte[] {5}, 1)));

    @TempDir
    Path temporary;

    private static DataSet load(DataStore store, String name, Path folder) {
        return store.load(name, folder, DownloadListener.silent());
    }

    private DataSet local(String name) {
        return load(DataStore.standard(), name, temporary);
    }

    private static void write(Path folder, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private DataStore remote(URI base, String name, FileLayout layout, Map<String, byte[]> files) {
        List<Publication.PublishedFile> published = files.entrySet().stream()
                .map(file ->
                        new Publication.PublishedFile(file.getKey(), file.getValue().length, sha256(file.getValue())))
                .toList();
        return new DataStore(
                temporary.resolve("cache"), List.of(new Publication(name, layout, base, published)), IMPATIENT);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void knowsFourNames() {
        assertThat(DataStore.names()).containsExactly("digits", "mnist", "fashion-mnist", "cifar-10");
        assertThatThrownBy(() -> DataStore.standard().load("minst", null, DownloadListener.silent()))
                .isInstanceOf(DataException.class)
                .hasMessage("unknown data set 'minst', expected one of digits, mnist, fashion-mnist, cifar-10");
    }

    @Test
    void publishedFilesComeOverHttpsAndAreChecked() {
        for (Publication publication : Publication.ALL) {
            assertThat(publication.remoteFiles()).isNotEmpty().allSatisfy(file -> {
                assertThat(file.address().getScheme()).isEqualTo("https");
                assertThat(file.sha256()).matches("[0-9a-f]{64}");
                assertThat(file.bytes()).isPositive();
            });
        }
    }

    @Test
    void readsLocalCopiesInTheFolderOrInItsSubfolder() throws IOException {
        write(temporary.resolve("mnist"), IDX_FILES);
        DataSet inSubfolder = local("mnist");
        DataSet inFolder = load(DataStore.standard(), "mnist", temporary.resolve("mnist"));
        assertThat(inSubfolder.training().count()).isEqualTo(2);
        assertThat(inSubfolder.training().label(0)).isEqualTo(7);
        assertThat(Objects.requireNonNull(inSubfolder.test()).label(0)).isEqualTo(5);
        assertThat(inFolder.digest()).isEqualTo(inSubfolder.digest());
    }

    @Test
    void digestIsThatOfTheContentHoweverItIsCompressed() throws IOException {
        write(temporary, IDX_FILES);
        String digest = local("mnist").digest();
        Files.delete(temporary.resolve("train-labels-idx1-ubyte.gz"));
        Files.write(temporary.resolve("train-labels-idx1-ubyte"), IdxWriter.idx(new byte[] {7, 3}, 2));
        assertThat(local("mnist").digest()).isEqualTo(digest).matches("[0-9a-f]{64}");
        Files.write(temporary.resolve("train-labels-idx1-ubyte"), IdxWriter.idx(new byte[] {7, 4}, 2));
        assertThat(local("mnist").digest()).isNotEqualTo(digest);
    }

    @Test
    void testImagesMayBeMissingButNotHalfOfThem() throws IOException {
        write(temporary, IDX_FILES);
        Files.delete(temporary.resolve("t10k-images-idx3-ubyte.gz"));
        assertThatThrownBy(() -> local("mnist"))
                .isInstanceOf(DataException.class)
                .hasMessage(temporary + ": t10k-images-idx3-ubyte is missing, plain or .gz, beside"
                        + " t10k-labels-idx1-ubyte.gz");
        Files.delete(temporary.resolve("t10k-labels-idx1-ubyte.gz"));
        assertThat(local("mnist").test()).isNull();
    }

    @Test
    void missingFilesAndFoldersAreNamed() {
        assertThatThrownBy(() -> local("fashion-mnist"))
                .isInstanceOf(DataException.class)
                .hasMessage("no fashion-mnist files: looked for train-images-idx3-ubyte or train-images.idx3-ubyte and"
                        + " the labels to it, plain or .gz in " + temporary
                        + ", in its folders and in theirs named raw; it holds nothing");
        assertThatThrownBy(() -> local("cifar-10"))
                .isInstanceOf(DataException.class)
                .hasMessage("no cifar-10 files: looked for data_batch_1.bin to data_batch_5.bin or"
                        + " cifar-10-binary.tar.gz in " + temporary
                        + ", in its folders and in theirs named raw; it holds nothing");
        Path nowhere = temporary.resolve("nowhere");
        assertThatThrownBy(() -> load(DataStore.standard(), "mnist", nowhere))
                .isInstanceOf(DataException.class)
                .hasMessage(nowhere + ": no such folder, expected one with the files of mnist");
        assertThatThrownBy(() -> local("digits"))
                .isInstanceOf(DataException.class)
                .hasMessage("digits ships with the program and is not read from " + temporary
                        + "; a data folder goes with one of mnist, fashion-mnist, cifar-10");
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        write(temporary, IDX_FILES);
        Path labels = temporary.resolve("train-labels-idx1-ubyte.gz");
        Files.write(labels, IdxWriter.idx(new byte[] {7, 16}, 2));
        assertThatThrownBy(() -> local("mnist"))
                .isInstanceOf(DataException.class)
                .hasMessage(labels + ": label 16 at offset 9, but of the labels from 10 to 16 no more than 1 occur;"
                        + " expected labels that count up from 0 or 1");
    }

    @Test
    void fetchesWhatIsNotInTheCache() {
        try (FileServer server = new FileServer()) {
            IDX_FILES.forEach(server::put);
            DataStore store = remote(server.base(), "mnist", FileLayout.IDX, IDX_FILES);
            List<String> finished = new ArrayList<>();
            DataSet data = store.load("mnist", null, (file, done, total) -> {
                if (done == total) {
                    finished.add(file);
                }
            });
            assertThat(data.training().count()).isEqualTo(2);
            assertThat(finished).containsExactlyInAnyOrderElementsOf(IDX_FILES.keySet());
            assertThat(store.cacheFolder().resolve("mnist").resolve("train-images-idx3-ubyte.gz"))
                    .exists();
            assertThat(store.load("mnist", null, DownloadListener.silent()).digest())
                    .isEqualTo(data.digest());
            assertThat(server.asked()).hasSize(4);
        }
    }

    @Test
    void damagedFilesInTheCacheAreFetchedAgain() throws IOException {
        try (FileServer server = new FileServer()) {
            IDX_FILES.forEach(server::put);
            DataStore store = remote(server.base(), "mnist", FileLayout.IDX, IDX_FILES);
            String digest = store.load("mnist", null, DownloadListener.silent()).digest();
            Path folder = store.cacheFolder().resolve("mnist");
            Path images = folder.resolve("train-images-idx3-ubyte.gz");
            byte[] flipped = Files.readAllBytes(images);
            flipped[flipped.length - 6] ^= 1;
            Files.write(images, flipped);
            Path labels = folder.resolve("t10k-labels-idx1-ubyte.gz");
            Files.write(labels, new byte[3]);
            assertThat(store.load("mnist", null, DownloadListener.silent()).digest())
                    .isEqualTo(digest);
            assertThat(server.asked()).hasSize(6);
            assertThat(Files.readAllBytes(images)).isEqualTo(IDX_FILES.get("train-images-idx3-ubyte.gz"));
            assertThat(Files.readAllBytes(labels)).isEqualTo(IDX_FILES.get("t10k-labels-idx1-ubyte.gz"));
        }
    }

    @Test
    void readsAFetchedArchive() throws IOException {
        Map<String, byte[]> files = Map.of(
                "cifar-10-binary.tar.gz",
                CifarTest.archive(Map.of(
                        "data_batch_1.bin", CifarTest.rows(0, 4),
                        "data_batch_2.bin", CifarTest.rows(4, 2),
                        "test_batch.bin", CifarTest.rows(2, 3))));
        try (FileServer server = new FileServer()) {
            files.forEach(server::put);
            DataSet data = remote(server.base(), "cifar-10", FileLayout.CIFAR, files)
                    .load("cifar-10", null, DownloadListener.silent());
            assertThat(data.training().count()).isEqualTo(6);
            assertThat(Objects.requireNonNull(data.test()).count()).isEqualTo(3);
        }
    }

    @Test
    void withoutANetworkItSaysWhatWasWantedAndWhatElseToDo() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        URI base = URI.create("http://localhost:" + port + "/");
        Map<String, byte[]> files = Map.of("train-images-idx3-ubyte.gz", new byte[1]);
        assertThatThrownBy(() ->
                        remote(base, "mnist", FileLayout.IDX, files).load("mnist", null, DownloadListener.silent()))
                .isInstanceOf(DataException.class)
                .hasMessage("cannot fetch " + base + "train-images-idx3-ubyte.gz: no connection to localhost;"
                        + " --data-dir DIR reads local copies of mnist instead");
    }

    @Test
    void anInterruptedThreadCancelsTheDownload() {
        try (FileServer server = new FileServer()) {
            IDX_FILES.forEach(server::put);
            DataStore store = remote(server.base(), "mnist", FileLayout.IDX, IDX_FILES);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.load("mnist", null, DownloadListener.silent()))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.load("mnist", null, DownloadListener.silent())
                            .training()
                            .count())
                    .isEqualTo(2);
        }
    }
}
