// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 of the decoded content of a data set, as {@link DataSet#digest()} defines it. */
final class ContentDigest {
    private static final int PIECE = 1 << 20;

    private final MessageDigest sha256;

    private ContentDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(Labelled training, @Nullable Labelled validation, @Nullable Labelled test) {
        ContentDigest digest = new ContentDigest();
        digest.add("training", training);
        digest.add("validation", validation);
        digest.add("test", test);
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void add(String part, @Nullable Labelled labelled) {
        if (labelled == null) {
            return;
        }
        sha256.update(part.getBytes(StandardCharsets.US_ASCII));
        sha256.update((byte) 0);
        switch (labelled) {
            case LabelledImages images -> {
                add(
                        images.count(),
                        images.channels(),
                        images.size().height(),
                        images.size().width(),
                        images.classes());
                addLabels(images);
                add(images.pixels());
            }
            case StoredImages images ->
                throw new IllegalArgumentException("images that stay in their files have a digest of another kind");
            case FeatureTable table -> {
                add(table.count(), table.columns().size(), table.classes());
                addLabels(table);
                ByteBuffer row =
                        ByteBuffer.allocate(Float.BYTES * table.columns().size());
                for (int i = 0; i < table.count(); i++) {
                    row.clear();
                    for (int column = 0; column < table.columns().size(); column++) {
                        row.putFloat(table.value(i, column));
                    }
                    sha256.update(row.flip());
                }
            }
        }
    }

    /** One that is made piece by piece. */
    static ContentDigest started() {
        return new ContentDigest();
    }

    /** Adds a text and what ends it. */
    void add(String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
    }

    void add(byte[] bytes) {
        sha256.update(bytes);
    }

    /** The digest of all that was added, as hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private void add(Pixels pixels) {
        byte[] some = new byte[(int) Math.min(PIECE, pixels.length())];
        for (long done = 0; done < pixels.length(); done += some.length) {
            int count = (int) Math.min(some.length, pixels.length() - done);
            pixels.copy(done, some, count);
            sha256.update(some, 0, count);
        }
    }

    private void add(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        sha256.update(bytes.flip());
    }

    /** A byte a label where that is enough, else two, the higher first. */
    private void addLabels(Labelled labelled) {
        boolean isByte = labelled.classes() <= 1 << Byte.SIZE;
        ByteBuffer bytes = ByteBuffer.allocate(labelled.count() * (isByte ? 1 : 2));
        for (int i = 0; i < labelled.count(); i++) {
            if (isByte) {
                bytes.put((byte) labelled.label(i));
            } else {
                bytes.putShort((short) labelled.label(i));
            }
        }
        sha256.update(bytes.flip());
    }
}
