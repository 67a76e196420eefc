// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads in parts, as D-Wave's client makes them, and what can go wrong with them. */
@Timeout(60)
class UploadTest extends HybridFixture {

    @Test
    void checksumsAreThoseThatTheManualTells() throws IOException {
        String id = begun(XY.length);
        assertThat(put(id, 1, XY, "mkDiHuw5xZD3ocYSikE4nw==").status()).isEqualTo(200);
        RawHttp.Response combined = combine(id, "baf79ab99e269f7fda21e927b33345e9");
        assertThat(combined.status()).isEqualTo(200);
        assertThat(combined.body()).isEqualTo("{}");
        assertThat(status(id).toString()).isEqualTo("{\"status\":\"UPLOAD_COMPLETED\",\"parts\":[]}");
    }

    @Test
    void anUploadGoesOnWhereItWasCut() throws IOException {
        byte[] file = new byte[2 * Upload.PART + 1000];
        new Random(3).nextBytes(file);
        byte[] first = Arrays.copyOf(file, Upload.PART);
        byte[] second = Arrays.copyOfRange(file, Upload.PART, 2 * Upload.PART);
        byte[] last = Arrays.copyOfRange(file, 2 * Upload.PART, file.length);
        String id = begun(file.length);
        assertThat(put(id, 3, last, base64(last)).status()).isEqualTo(200);
        assertThat(put(id, 1, second, base64(second)).status()).isEqualTo(200);
        assertThat(put(id, 1, first, base64(first)).status()).isEqualTo(200);
        assertThat(status(id).path("status").asString()).isEqualTo("UPLOAD_IN_PROGRESS");
        assertThat(status(id).path("parts").toString())
                .isEqualTo("[{\"part_number\":1,\"checksum\":\"" + hex(first) + "\"},{\"part_number\":3,\"checksum\":\""
                        + hex(last) + "\"}]");
        RawHttp.Response early = combine(id, combined(first, last));
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.body()).contains("1 of 3 parts are missing, the first is part 2");
        assertThat(put(id, 2, second, base64(second)).status()).isEqualTo(200);
        assertThat(combine(id, combined(first, second)).status()).isEqualTo(400);
        assertThat(combine(id, combined(first, second, last)).status()).isEqualTo(200);
    }

    @Test
    void aSecondEndDoesNothingAndAnotherIsRefused() throws IOException {
        String id = uploaded(XY);
        assertThat(combine(id, combined(XY)).status()).isEqualTo(200);
        assertThat(combine(id, combined(XY, XY)).status()).isEqualTo(409);
        assertThat(put(id, 1, XY, base64(XY)).status()).isEqualTo(409);
    }

    @Test
    void partsThatAreNotWhatTheySayAreRefused() throws IOException {
        String id = begun(XY.length);
        RawHttp.Response wrong = put(id, 1, XY, base64(new byte[1]));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("Content-MD5 of part 1 is").contains("mkDiHuw5xZD3ocYSikE4nw==");
        RawHttp.Response packed = send(
                "PUT",
                "bqm/multipart/" + id + "/part/1",
                "*/*",
                XY,
                "Content-MD5",
                base64(XY),
                "Content-Encoding",
                "gzip");
        assertThat(packed.status()).isEqualTo(415);
        assertThat(packed.body()).contains("Content-Encoding is gzip; expected none, as parts are taken as they are");
        assertThat(put(id, 0, XY, base64(XY)).status()).isEqualTo(400);
        assertThat(put(id, 2, XY, base64(XY)).body()).contains("part 2 of an upload of 312 bytes; expected 1 to 1");
        byte[] shorter = Arrays.copyOf(XY, 300);
        assertThat(put(id, 1, shorter, base64(shorter)).body()).contains("has 300 bytes; expected 312");
        byte[] longer = Arrays.copyOf(XY, Upload.PART);
        RawHttp.Response refused = put(id, 1, longer, base64(longer));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("has more than 312 bytes; expected 312");
        assertThat(status(id).path("parts").isEmpty()).isTrue();
        assertThat(combine(id, combined(XY)).body()).contains("1 of 1 parts are missing");
    }

    @Test
    void uploadsThatAreNotThereOrCannotBeAreRefused() throws IOException {
        assertThat(put("none", 1, XY, base64(XY)).status()).isEqualTo(404);
        assertThat(combine("none", combined(XY)).status()).isEqualTo(404);
        assertThat(send("GET", "bqm/multipart/none/status", "*/*", new byte[0]).status())
                .isEqualTo(404);
        assertThat(post("bqm/multipart", "{}").body()).contains("size is missing");
        assertThat(post("bqm/multipart", "{\"size\": 0}").status()).isEqualTo(400);
        assertThat(post("bqm/multipart", "{\"size\": 1e3}").status()).isEqualTo(400);
        assertThat(post("bqm/multipart", "{\"size\": 99999999999999}").status()).isEqualTo(413);
        assertThat(send("PUT", "bqm/multipart/none/part/x", "*/*", XY, "X-Auth-Token", "other")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatNobodyWaitsForGivesWayAndTheRestDoesNot(@TempDir Path folder) throws IOException {
        UploadFolder own = UploadFolder.open(folder);
        try (UploadStore store = new UploadStore(own, 1000)) {
            Upload old = complete(store);
            Upload wanted = complete(store);
            store.acquire(wanted.id());
            Upload open = store.begin(300);
            store.begin(300); // in place of the old one
            assertThatThrownBy(() -> store.require(old.id())).hasMessageContaining("does not exist");
            assertThat(store.require(open.id())).isSameAs(open);
            assertThatThrownBy(() -> store.begin(300))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.status()).isEqualTo(503));
            store.release(wanted.id());
            store.begin(300);
            assertThatThrownBy(() -> store.acquire(wanted.id())).hasMessageContaining("does not exist");
            assertThatThrownBy(() -> store.acquire(open.id())).hasMessageContaining("is not complete");
            try (Stream<Path> folders = Files.list(own.path())) {
                assertThat(folders.filter(Files::isDirectory)).hasSize(3);
            }
        }
        assertThat(own.path()).doesNotExist();
    }

    private static Upload complete(UploadStore store) throws IOException {
        byte[] bytes = new byte[300];
        Upload upload = store.begin(bytes.length);
        upload.put(1, new ByteArrayInputStream(bytes), null);
        upload.combine(combined(bytes));
        assertThat(upload.open().readAllBytes()).isEqualTo(bytes);
        return upload;
    }

    @Test
    void whatAKilledServiceLeftIsCleared(@TempDir Path parent) throws IOException {
        Path left = Files.createDirectory(parent.resolve("spinglass-uploads123"));
        Files.createFile(left.resolve("lock"));
        Files.writeString(Files.createDirectory(left.resolve("upload")).resolve("1"), "part");
        Path older = Files.createDirectory(parent.resolve("spinglass-uploads4"));
        Files.setLastModifiedTime(older, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path young = Files.createDirectory(parent.resolve("spinglass-uploads5"));
        Path other = Files.createDirectory(parent.resolve("another"));
        try (UploadFolder first = UploadFolder.open(parent);
                UploadFolder second = UploadFolder.open(parent)) {
            assertThat(parent)
                    .isDirectoryContaining(first.path()::equals)
                    .isDirectoryContaining(second.path()::equals)
                    .isDirectoryContaining(young::equals)
                    .isDirectoryContaining(other::equals);
            assertThat(left).doesNotExist();
            assertThat(older).doesNotExist();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            assertThat(folders).containsExactlyInAnyOrder(young, other);
        }
    }
}
