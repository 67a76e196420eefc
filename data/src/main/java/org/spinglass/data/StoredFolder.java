// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The set in a folder whose training images stay in their files: IDX files, plain or compressed, as of MNIST, or plain
 * binary batches, as of CIFAR-10 and CIFAR-100. Headers, labels and test images are read.
 */
final class StoredFolder {
    private static final String EXPECTED = "expected a folder with IDX files, such as train-images-idx3-ubyte and"
            + " train-labels-idx1-ubyte, or with CIFAR's binary batches, such as data_batch_1.bin or train.bin";

    private static final int PIECE = 1 << 16;

    private final URI folder;
    private final List<StoredFiles.Entry> files;
    private final ContentDigest digest = ContentDigest.started();

    private StoredFolder(URI folder, List<StoredFiles.Entry> files) {
        this.folder = folder;
        this.files = files;
        digest.add("stored images");
    }

    /**
     * Reads what is to be known of the set.
     *
     * @throws DataException naming the file or folder when there is no set, or it is damaged as far as was looked at
     */
    static DataSet read(URI folder) {
        try {
            return new StoredFolder(folder, StoredFiles.of(folder).list(folder)).set();
        } catch (IOException e) {
            throw new DataException(
                    folder + ": cannot be read: "
                            + Objects.requireNonNullElse(
                                    e.getMessage(), e.getClass().getSimpleName())
                            + "; " + EXPECTED,
                    e);
        }
    }

    private DataSet set() {
        var sets = IdxFiles.sets(files);
        if (!sets.isEmpty()) {
            return idx(IdxFiles.only(folder, sets));
        }
        List<StoredFiles.Entry> batches = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> file("data_batch_" + i + ".bin"))
                .filter(Objects::nonNull)
                .toList();
        if (!batches.isEmpty()) {
            return cifar(batches, file("test_batch.bin"), CifarBatch.Kind.CIFAR_10);
        }
        StoredFiles.Entry train = file("train.bin");
        if (train != null) {
            return cifar(List.of(train), file("test.bin"), CifarBatch.Kind.CIFAR_100);
        }
        throw new DataException(folder + ": holds " + content() + "; " + EXPECTED);
    }

    private StoredFiles.@Nullable Entry file(String name) {
        return files.stream()
                .filter(file -> file.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElse(null);
    }

    private String content() {
        List<String> names = Stream.concat(
                        files.stream().limit(4).map(StoredFiles.Entry::name),
                        files.size() > 4 ? Stream.of((files.size() - 4) + " more files") : Stream.empty())
                .toList();
        return names.isEmpty() ? "no files" : String.join(", ", names);
    }

    private DataSet idx(IdxFiles.Four<StoredFiles.Entry> four) {
        StoredFiles.Entry[] training = pair(four, true);
        IdxPair.Content test = null;
        if (four.hasTest()) {
            StoredFiles.Entry[] pair = pair(four, false);
            try (ByteSource images = ByteSource.open(pair[0]);
                    ByteSource labels = ByteSource.open(pair[1])) {
                test = IdxPair.read(images, labels);
            }
        }
        IdxShape shape;
        RecordFile images;
        try (ByteSource source = ByteSource.open(training[0])) {
            shape = IdxShape.of(source, IdxPair.header(source, 3, 4));
            if (shape.values() < 0) {
                throw new DataException(
                        training[0].address() + ": the header promises images of more values than an array holds");
            }
            int length = (int) (shape.values() / shape.count());
            images = whole(training[0], source.isCompressed(), source.offset(), length, shape.count());
        }
        int[] counts = new int[1 << Byte.SIZE];
        RecordFile labels = idxLabels(training[1], shape, training[0], counts);
        int[] all = counts.clone();
        if (test != null) {
            for (byte label : test.labels()) {
                all[Byte.toUnsignedInt(label)]++;
            }
        }
        IdxFiles.Labels found = IdxFiles.Labels.of(
                all,
                (label, expected) ->
                        new DataException(training[1].address() + ": label " + label + " occurs, " + expected));
        int[] ofClasses = Arrays.copyOfRange(counts, found.first(), found.first() + found.classes());
        StoredImages stored =
                new StoredImages(shape, List.of(images), 0, List.of(labels), 0, found.first(), ofClasses, false);
        return set(stored, test == null ? null : test.images(found.first(), found.classes()), null);
    }

    private StoredFiles.Entry[] pair(IdxFiles.Four<StoredFiles.Entry> four, boolean isTraining) {
        StoredFiles.Entry images = four.images(isTraining);
        StoredFiles.Entry labels = four.labels(isTraining);
        if (images == null || labels == null) {
            StoredFiles.Entry there = images == null ? labels : images;
            throw IdxFiles.missing(folder, isTraining, images == null, there == null ? "" : there.name());
        }
        return new StoredFiles.Entry[] {images, labels};
    }

    /** A file of records that is as long as it must be. */
    private RecordFile whole(StoredFiles.Entry entry, boolean isCompressed, long start, int stride, int count) {
        RecordFile file = new RecordFile(entry.address(), entry.length(), isCompressed, start, stride, count);
        file.requireWhole();
        digest.add(entry.name() + " " + entry.length() + " " + count + " " + stride);
        return file;
    }

    /** Counts the labels of a file, a piece at a time. */
    private RecordFile idxLabels(StoredFiles.Entry entry, IdxShape shape, StoredFiles.Entry images, int[] counts) {
        try (ByteSource source = ByteSource.open(entry)) {
            int count = IdxPair.header(source, 1, 1)[0];
            if (count != shape.count()) {
                throw new DataException(images.address() + " has " + shape.count() + " images but " + entry.address()
                        + " has " + count + " labels");
            }
            RecordFile file = whole(entry, source.isCompressed(), source.offset(), 1, count);
            for (int left = count; left > 0; ) {
                byte[] piece = source.next(Math.min(left, PIECE), count + " labels");
                digest.add(piece);
                for (byte label : piece) {
                    counts[Byte.toUnsignedInt(label)]++;
                }
                left -= piece.length;
            }
            source.requireEnd();
            return file;
        }
    }

    private DataSet cifar(
            List<StoredFiles.Entry> batches, StoredFiles.@Nullable Entry testBatch, CifarBatch.Kind kind) {
        List<RecordFile> records = new ArrayList<>();
        int count = 0;
        for (StoredFiles.Entry batch : batches) {
            int rows = Math.clamp(Math.ceilDiv(batch.length(), (long) kind.row()), 1, Integer.MAX_VALUE);
            records.add(whole(batch, false, 0, kind.row(), rows));
            count = Math.addExact(count, rows);
        }
        int[] counts = new int[kind.classes()];
        byte[] label = new byte[1];
        try (RecordReader reader = new RecordReader(records, kind.labels() - 1, 1)) {
            for (int i = 0; i < count; i++) {
                reader.read(i, label, 0);
                int one = Byte.toUnsignedInt(label[0]);
                if (one >= counts.length) {
                    throw new DataException(
                            folder + ": label " + one + " of image " + i + ", expected 0 to " + (counts.length - 1));
                }
                counts[one]++;
                digest.add(label);
            }
        }
        IdxShape shape = new IdxShape(count, CifarBatch.CHANNELS, CifarBatch.SIZE, false);
        StoredImages stored =
                new StoredImages(shape, records, kind.labels(), records, kind.labels() - 1, 0, counts, false);
        LabelledImages test = null;
        if (testBatch != null) {
            try (ByteSource source = ByteSource.open(testBatch)) {
                test = CifarBatch.read(source, kind);
            }
        }
        return set(stored, test, kind == CifarBatch.Kind.CIFAR_100 ? fineNames(kind.classes()) : null);
    }

    private @Nullable List<String> fineNames(int classes) {
        StoredFiles.Entry names = file("fine_label_names.txt");
        if (names == null) {
            return null;
        }
        try (ByteSource source = ByteSource.open(names)) {
            List<String> lines = new String(source.rest(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .toList();
            if (lines.size() != classes) {
                throw new DataException(
                        names.address() + ": has " + lines.size() + " different names; expected " + classes);
            }
            return lines;
        }
    }

    private DataSet set(StoredImages training, @Nullable LabelledImages test, @Nullable List<String> classNames) {
        List<String> names = classNames != null
                ? classNames
                : IntStream.range(0, training.classes())
                        .mapToObj(Integer::toString)
                        .toList();
        if (test != null) {
            digest.add(ContentDigest.of(test, null, null));
        }
        return new DataSet(name(), training, null, test, digest.hex(), names, false);
    }

    private String name() {
        String path = Objects.requireNonNullElse(folder.getPath(), "").replaceAll("/+$", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? "data" : last;
    }
}
