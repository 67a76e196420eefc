// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;

/**
 * Pictures of any sizes, decoded and brought to one size. Those that cannot be read are left out.
 *
 * <p>Memory: three bytes a pixel of the wanted size, and at once pictures of {@link PictureFile#MOST_PIXELS} pixels as
 * stored.
 */
final class Pictures {
    private static final int COLOURS = 3;

    private final FileOptions options;
    private final FileListener listener;
    private final Room room = new Room();
    private final List<String> leftOut = new ArrayList<>();
    private int done;
    private int total;
    private @Nullable ImageSize smallest;
    private @Nullable ImageSize largest;

    Pictures(FileOptions options, FileListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /**
     * A picture that is to be read.
     *
     * @param file where it is
     * @param label the number of its class
     */
    record Entry(Path file, int label) {}

    /**
     * A picture in the wanted size.
     *
     * @param pixels unsigned bytes of one plane, or of three
     * @param label the number of its class
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
    record Decoded(byte[] pixels, int label) {}

    /** A picture with what is to be known of it as stored; or why it cannot be read. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Read(
            byte @Nullable [] pixels,
            boolean isGrey,
            @Nullable ImageSize stored,
            @Nullable String fault) {}

    /** All parts have been read of so many pictures. */
    void expect(int pictures) {
        total = pictures;
    }

    /**
     * Decodes pictures, in their order.
     *
     * @throws DataException when the thread is interrupted
     */
    List<Decoded> decode(List<Entry> entries) {
        List<Decoded> decoded = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(options.threads())) {
            List<Future<Read>> reads = entries.stream()
                    .map(entry -> threads.submit(() -> read(entry.file())))
                    .toList();
            try {
                for (int i = 0; i < reads.size(); i++) {
                    add(reads.get(i).get(), entries.get(i), decoded);
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new DataException("the reading of the pictures was stopped", e);
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw unexpected(e.getCause());
            }
        }
        return decoded;
    }

    private static RuntimeException unexpected(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException fault -> fault;
            case OutOfMemoryError full ->
                new DataException(
                        "there is not enough memory for the pictures; a smaller --size needs less, " + FreeMemory.MORE,
                        full);
            case null, default -> new IllegalStateException("a picture could not be read", cause);
        };
    }

    private Read read(Path file) {
        try {
            return PictureFile.read(file, room, picture -> {
                boolean isGrey = options.isGrey() || picture.isGrey();
                byte[] pixels = picture.pixels(isGrey ? 1 : COLOURS, options.size());
                return new Read(pixels, isGrey, PictureFile.size(picture), null);
            });
        } catch (DataException e) {
            return new Read(null, false, null, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) { // which pictures a set has must not depend on the memory
            throw new DataException(PictureFile.noMemory(file.toString()), e);
        }
    }

    private void add(Read read, Entry entry, List<Decoded> decoded) {
        byte[] pixels = read.pixels();
        ImageSize stored = read.stored();
        if (pixels == null || stored == null) {
            String fault = String.valueOf(read.fault());
            leftOut.add(fault);
            listener.leftOut(fault);
        } else {
            smallest = smallest == null || area(stored) < area(smallest) ? stored : smallest;
            largest = largest == null || area(stored) > area(largest) ? stored : largest;
            decoded.add(new Decoded(pixels, entry.label()));
        }
        done++;
        listener.decoded(done, Math.max(done, total));
    }

    private static long area(ImageSize size) {
        return (long) size.height() * size.width();
    }

    /** A line for each picture that was left out so far. */
    List<String> leftOut() {
        return leftOut;
    }

    /** Adds a line about something that is left out without a look at it. */
    void leaveOut(String reason) {
        leftOut.add(reason);
        listener.leftOut(reason);
    }

    @Nullable
    ImageSize smallest() {
        return smallest;
    }

    @Nullable
    ImageSize largest() {
        return largest;
    }

    /** Whether any picture has colours. */
    boolean isColoured(List<List<Decoded>> parts) {
        int area = options.size().height() * options.size().width();
        return parts.stream().flatMap(List::stream).anyMatch(one -> one.pixels().length > area);
    }

    /** Decoded pictures as images of one kind; grey ones become three equal planes where others have colours. */
    LabelledImages images(List<Decoded> decoded, boolean isColoured, int classes) {
        int area = options.size().height() * options.size().width();
        int channels = isColoured ? COLOURS : 1;
        long bytes = (long) decoded.size() * channels * area;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new DataException(decoded.size() + " pictures of " + channels + "x" + options.size()
                    + " have more pixels than can be held; a smaller --size or fewer pictures can");
        }
        byte[] pixels = new byte[(int) bytes];
        for (int i = 0; i < decoded.size(); i++) {
            byte[] own = decoded.get(i).pixels();
            for (int channel = 0; channel < channels; channel++) {
                int from = own.length == area ? 0 : channel * area;
                System.arraycopy(own, from, pixels, (i * channels + channel) * area, area);
            }
        }
        int[] labels = IntStream.range(0, decoded.size())
                .map(i -> decoded.get(i).label())
                .toArray();
        return LabelledImages.of(channels, options.size(), classes, pixels, labels);
    }
}
