// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.WholeFile;

/**
 * The container: eight bytes with the length of a JSON header, little-endian; the header, which gives each tensor's type,
 * shape and place; the values, little-endian, without gaps.
 */
final class Safetensors {
    /** The largest header that readers of the format accept. */
    private static final int HEADER_LIMIT = 100_000_000;

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Safetensors() {}

    /** What a file holds: tensors in the order of their places, and texts. */
    record Content(List<Tensor> tensors, Map<String, String> metadata) {}

    static Content read(Path file) {
        if (Files.isDirectory(file)) {
            throw new NetworkException(file + ": is a folder, expected a safetensors file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            return read(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (NoSuchFileException e) {
            throw new NetworkException(file + ": no such file", e);
        } catch (IOException e) {
            throw new NetworkException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Content read(Path file, MemorySegment bytes) {
        long size = bytes.byteSize();
        if (size < 8) {
            throw new NetworkException(
                    file + ": has " + size + " bytes, too few for a safetensors file, which begins with 8");
        }
        long length = bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        if (length < 2 || length > HEADER_LIMIT || 8 + length > size) {
            throw new NetworkException(String.format(
                    Locale.ROOT,
                    "%s: is not a safetensors file, or truncated: its first 8 bytes announce a header of %s bytes, but %d bytes follow",
                    file,
                    Long.toUnsignedString(length),
                    size - 8));
        }
        SafetensorsHeader header =
                SafetensorsHeader.parse(file, bytes.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE));
        header.requireCovers(file, size - 8 - length);
        List<Tensor> tensors = new ArrayList<>();
        for (SafetensorsHeader.Entry entry : header.entries()) {
            float[] values = new float[(int) ((entry.end() - entry.begin()) / Float.BYTES)];
            MemorySegment.copy(bytes, FLOAT, 8 + length + entry.begin(), values, 0, values.length);
            requireFinite(file, entry.name(), values);
            tensors.add(new Tensor(entry.name(), entry.shape(), values));
        }
        return new Content(tensors, header.metadata());
    }

    private static void requireFinite(Path file, String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new NetworkException(String.format(
                        Locale.ROOT,
                        "%s: tensor %s: value %d is %s, expected only finite numbers",
                        file,
                        name,
                        i,
                        values[i]));
            }
        }
    }

    static void write(Path file, Content content) {
        for (Tensor tensor : content.tensors()) {
            requireFinite(file, tensor.name(), tensor.values());
        }
        WholeFile.write(file, stream -> {
            byte[] header = SafetensorsHeader.of(content).toJson();
            stream.write(little(Long.BYTES).putLong(header.length).array());
            stream.write(header);
            for (Tensor tensor : content.tensors()) {
                writeValues(stream, tensor.values());
            }
        });
    }

    private static void writeValues(OutputStream stream, float[] values) throws IOException {
        int chunk = 1 << 18;
        ByteBuffer buffer = little(Math.min(chunk, values.length) * Float.BYTES);
        for (int from = 0; from < values.length; from += chunk) {
            int count = Math.min(chunk, values.length - from);
            buffer.asFloatBuffer().put(values, from, count);
            stream.write(buffer.array(), 0, count * Float.BYTES);
        }
    }

    private static ByteBuffer little(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
