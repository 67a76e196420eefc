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
    private final MessageDigest sha256;

    private ContentDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(LabelledImages training, @Nullable LabelledImages validation, @Nullable LabelledImages test) {
        ContentDigest digest = new ContentDigest();
        digest.add("training", training);
        digest.add("validation", validation);
        digest.add("test", test);
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void add(String part, @Nullable LabelledImages images) {
        if (images == null) {
            return;
        }
        sha256.update(part.getBytes(StandardCharsets.US_ASCII));
        sha256.update((byte) 0);
        sha256.update(ByteBuffer.allocate(5 * Integer.BYTES)
                .putInt(images.count())
                .putInt(images.channels())
                .putInt(images.size().height())
                .putInt(images.size().width())
                .putInt(images.classes())
                .flip());
        sha256.update(images.labels());
        sha256.update(images.pixels());
    }
}
