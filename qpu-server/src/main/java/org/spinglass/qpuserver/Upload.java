// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that a client uploads in parts of {@link #PART} bytes, the last of which is shorter; each part is a file in a folder
 * of the upload's own. Safe for several threads: parts may come at the same time, and the same one twice, of which the last
 * stands.
 */
final class Upload {
    /** Bytes of every part but the last. */
    static final int PART = 5 << 20;

    private static final int BUFFER = 1 << 16;

    private final String id;
    private final long size;
    private final Path folder;
    /** Of the parts that are there: MD5 in hexadecimal digits. */
    private final @Nullable String[] checksums;

    private @Nullable String combined;
    private long arrivals;

    /**
     * An upload of which nothing is there yet.
     *
     * @param size in bytes, at least 1
     * @param folder exists, and is the upload's own
     */
    Upload(String id, long size, Path folder) {
        this.id = id;
        this.size = size;
        this.folder = folder;
        this.checksums = new String[(int) Math.ceilDiv(size, (long) PART)];
    }

    String id() {
        return id;
    }

    long size() {
        return size;
    }

    synchronized boolean isComplete() {
        return combined != null;
    }

    /**
     * Takes a part.
     *
     * @param number from 1
     * @param md5 of its bytes, in Base64; null where the client does not say
     * @throws Refusal when there is no such part, it has another length or other bytes than announced, or the upload is
     *     complete
     * @throws IOException when it cannot be read or kept
     */
    void put(int number, InputStream body, @Nullable String md5) throws IOException {
        if (number < 1 || number > checksums.length) {
            throw new Refusal(
                    400,
                    "part " + number + " of an upload of " + size + " bytes; expected 1 to " + checksums.length
                            + ", each of " + PART + " bytes but the last");
        }
        Path arriving = arriving(number);
        try {
            byte[] digest = keep(number, body, arriving);
            String expected = Base64.getEncoder().encodeToString(digest);
            if (md5 != null && !md5.strip().equals(expected)) {
                throw new Refusal(
                        400,
                        "Content-MD5 of part " + number + " is " + md5 + ", but that of its bytes " + expected
                                + "; expected the same");
            }
            stand(number, arriving, HexFormat.of().formatHex(digest));
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private synchronized Path arriving(int number) {
        requireOpen();
        return folder.resolve(number + ".arriving" + ++arrivals);
    }

    private synchronized void stand(int number, Path arriving, String checksum) throws IOException {
        requireOpen();
        Files.move(arriving, part(number), StandardCopyOption.REPLACE_EXISTING);
        checksums[number - 1] = checksum;
    }

    private void requireOpen() {
        if (combined != null) {
            throw new Refusal(409, "upload " + id + " is complete, and takes no more parts");
        }
    }

    private Path part(int number) {
        return folder.resolve(Integer.toString(number));
    }

    private byte[] keep(int number, InputStream body, Path file) throws IOException {
        long length = number < checksums.length ? PART : size - (long) PART * (checksums.length - 1);
        MessageDigest digest = md5();
        long count = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = body.read(buffer); read >= 0 && count <= length; read = body.read(buffer)) {
                count += read;
                if (count <= length) {
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            }
        }
        if (count != length) {
            throw new Refusal(
                    400,
                    "part " + number + " has " + (count > length ? "more than " + length : count) + " bytes; expected "
                            + length);
        }
        return digest.digest();
    }

    /** {@code {"status": "UPLOAD_IN_PROGRESS", "parts": [{"part_number": 1, "checksum": "..."}]}}. */
    synchronized ObjectNode status() {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("status", combined == null ? "UPLOAD_IN_PROGRESS" : "UPLOAD_COMPLETED");
        ArrayNode parts = json.putArray("parts");
        for (int k = 0; k < checksums.length && combined == null; k++) {
            if (checksums[k] != null) {
                parts.addObject().put("part_number", k + 1).put("checksum", checksums[k]);
            }
        }
        return json;
    }

    /**
     * Ends the upload: its parts are one file from now on. Asked again with the same checksum, as after a lost answer, it does
     * nothing.
     *
     * @param checksum MD5 of the MD5s of all parts, one after the other, in hexadecimal digits
     * @throws Refusal when parts are missing, or the checksum is another one
     */
    synchronized void combine(String checksum) {
        if (combined != null) {
            if (!combined.equalsIgnoreCase(checksum)) {
                throw new Refusal(409, "upload " + id + " is complete, with checksum " + combined);
            }
            return;
        }
        List<Integer> missing = new ArrayList<>();
        MessageDigest digest = md5();
        for (int k = 0; k < checksums.length; k++) {
            String part = checksums[k];
            if (part == null) {
                missing.add(k + 1);
            } else {
                digest.update(HexFormat.of().parseHex(part));
            }
        }
        if (!missing.isEmpty()) {
            throw new Refusal(
                    400,
                    missing.size() + " of " + checksums.length + " parts are missing, the first is part "
                            + missing.getFirst());
        }
        String expected = HexFormat.of().formatHex(digest.digest());
        if (!expected.equalsIgnoreCase(checksum)) {
            throw new Refusal(400, "checksum is '" + checksum + "', but that of the parts " + expected);
        }
        combined = expected;
    }

    /** The file, of a complete upload; its parts are opened one after the other. */
    InputStream open() {
        return new SequenceInputStream(new Enumeration<>() {
            private int number;

            @Override
            public boolean hasMoreElements() {
                return number < checksums.length;
            }

            @Override
            public InputStream nextElement() {
                try {
                    return Files.newInputStream(part(++number));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has MD5", e);
        }
    }
}
