// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that has been fetched so far, in {@code NAME.part} beside where the whole file goes, and in
 * {@code NAME.part.version} what the server called the version that it is a part of.
 */
final class PartFile {
    private final Path target;
    private final Path part;
    private final Path version;

    PartFile(Path target) {
        this.target = target;
        this.part = target.resolveSibling(target.getFileName() + ".part");
        this.version = target.resolveSibling(target.getFileName() + ".part.version");
    }

    /** Number of bytes fetched. */
    long length() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    /** What goes into {@code If-Range}, or null when the server gave no version. */
    @Nullable
    String version() throws IOException {
        return Files.exists(version) ? Files.readString(version) : null;
    }

    /** Begins anew with another version, of which nothing is there. */
    void restart(@Nullable String newVersion) throws IOException {
        delete();
        if (newVersion != null) {
            Files.writeString(version, newVersion);
        }
    }

    /** A channel that writes after the last byte fetched. */
    FileChannel append() throws IOException {
        return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** SHA-256 of what is there, in lower-case hexadecimal digits. */
    String sha256() throws IOException {
        return sha256(part);
    }

    /** SHA-256 of a file, in lower-case hexadecimal digits. */
    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Puts the whole file in its place in one step. */
    void moveIntoPlace() throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(version);
    }

    /** Forgets what has been fetched. */
    void delete() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(version);
    }

    @Override
    public String toString() {
        return part.toString();
    }
}
