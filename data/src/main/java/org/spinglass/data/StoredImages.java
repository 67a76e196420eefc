// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Images that stay in their files: known are the files, the shape of an image and how many images there are of each
 * class. Memory does not grow with the number of images. Samples that are drawn of them say which they are, and are
 * read where they are first asked for, which may be another process ({@link SamplesBytes}). Immutable, and safe for any
 * number of threads, as long as nobody changes the files.
 */
public final class StoredImages implements Labelled {
    private final IdxShape shape;
    private final List<RecordFile> files;
    private final int pixelsAt;
    private final List<RecordFile> labelFiles;
    private final int labelAt;
    private final int firstLabel;
    private final int[] classCounts;
    private final boolean isGrey;

    /**
     * @param shape of all images as stored
     * @param files with the images, one behind the other
     * @param pixelsAt bytes of a record before its pixels
     * @param labelFiles with a label for each image, which may be the same files
     * @param labelAt bytes of a record before its label
     * @param firstLabel what the first class is called in the file
     * @param classCounts images of each class
     * @param isGrey whether colours are turned to grey
     */
    StoredImages(
            IdxShape shape,
            List<RecordFile> files,
            int pixelsAt,
            List<RecordFile> labelFiles,
            int labelAt,
            int firstLabel,
            int[] classCounts,
            boolean isGrey) {
        this.shape = shape;
        this.files = List.copyOf(files);
        this.pixelsAt = pixelsAt;
        this.labelFiles = List.copyOf(labelFiles);
        this.labelAt = labelAt;
        this.firstLabel = firstLabel;
        this.classCounts = classCounts.clone();
        this.isGrey = isGrey;
    }

    @Override
    public int count() {
        return shape.count();
    }

    @Override
    public int classes() {
        return classCounts.length;
    }

    /** The class of an image. Reads it from its file anew each time. */
    @Override
    public int label(int index) {
        return labels(new int[] {Objects.checkIndex(index, count())})[0];
    }

    @Override
    public int[] classCounts() {
        return classCounts.clone();
    }

    @Override
    public int channels() {
        return isGrey ? 1 : shape.channels();
    }

    /** Rows and columns. */
    public ImageSize size() {
        return shape.size();
    }

    @Override
    public ImageSize sampleSize(ImageSize wanted) {
        return wanted;
    }

    @Override
    public boolean isLike(Labelled other) {
        ImageSize size = switch (other) {
            case LabelledImages images -> images.size();
            case StoredImages images -> images.size();
            case FeatureTable table -> null;
        };
        return size().equals(size) && channels() == other.channels() && classes() == other.classes();
    }

    /** The images in grey, as {@link LabelledImages#inGrey} makes them when they are read. */
    public StoredImages inGrey() {
        return new StoredImages(shape, files, pixelsAt, labelFiles, labelAt, firstLabel, classCounts, true);
    }

    /** A reader of labels; their numbers are {@link #labelOf}. */
    RecordReader labelReader() {
        return new RecordReader(labelFiles, labelAt, 1);
    }

    /**
     * The class that a byte of the files stands for.
     *
     * @throws DataException when there is none such, so that the file was changed
     */
    int labelOf(byte stored) {
        int label = Byte.toUnsignedInt(stored) - firstLabel;
        if (label < 0 || label >= classes()) {
            throw new DataException(labelFiles.getFirst().address() + ": label " + Byte.toUnsignedInt(stored)
                    + ", which was not there when the training began");
        }
        return label;
    }

    /** The classes of some images, whose numbers go up. */
    int[] labels(int[] places) {
        int[] labels = new int[places.length];
        byte[] one = new byte[1];
        try (RecordReader reader = labelReader()) {
            for (int i = 0; i < places.length; i++) {
                reader.read(places[i], one, 0);
                labels[i] = labelOf(one[0]);
            }
        }
        return labels;
    }

    /**
     * Some images, whose numbers go up, with their classes. Pixels of a file of this machine that is stored as it is
     * are left there; others are read now, into memory or, of many, into a temporary file.
     */
    LabelledImages read(int[] places, int[] labels) {
        Pixels pixels = isLeftInFile() ? left(places) : gathered(places);
        return LabelledImages.of(channels(), shape.size(), classes(), pixels, labels);
    }

    private int storedLength() {
        return shape.channels() * shape.size().height() * shape.size().width();
    }

    private boolean isLeftInFile() {
        RecordFile only = files.getFirst();
        return files.size() == 1
                && !only.isCompressed()
                && only.stride() == storedLength()
                && channels() == shape.channels()
                && !(shape.isInterleaved() && shape.channels() > 1)
                && LocalFiles.INSTANCE.reads(only.address().getScheme());
    }

    private Pixels left(int[] places) {
        RecordFile only = files.getFirst();
        long from = only.offset(places.length == 0 ? 0 : places[0]);
        long to = only.offset(places.length == 0 ? 0 : places[places.length - 1] + 1);
        try {
            Pixels.Filed file = Pixels.Filed.open(Path.of(only.address()), from, to - from);
            int[] relative =
                    Arrays.stream(places).map(place -> place - places[0]).toArray();
            return new Pixels.Chosen(file, relative, storedLength());
        } catch (IOException e) {
            throw new DataException(
                    only.address() + ": cannot be read: " + LocalFiles.plain(e).getMessage(), e);
        }
    }

    private Pixels gathered(int[] places) {
        int length = channels() * shape.size().height() * shape.size().width();
        byte[] stored = new byte[storedLength()];
        IdxShape one = new IdxShape(1, shape.channels(), shape.size(), shape.isInterleaved());
        try (RecordReader reader = new RecordReader(files, pixelsAt, stored.length);
                PixelsGathering gathering = new PixelsGathering((long) places.length * length)) {
            for (int place : places) {
                reader.read(place, stored, 0);
                byte[] planes = one.planes(stored);
                gathering.add(isGrey && shape.channels() > 1 ? grey(planes) : planes);
            }
            return gathering.pixels();
        }
    }

    private byte[] grey(byte[] planes) {
        return LabelledImages.of(shape.channels(), shape.size(), 1, planes, new int[1])
                .inGrey()
                .image(0);
    }

    /** Writes what {@link #read(DataInputStream)} makes the same images of. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(shape.count());
        out.writeInt(shape.channels());
        out.writeInt(shape.size().height());
        out.writeInt(shape.size().width());
        out.writeBoolean(shape.isInterleaved());
        write(out, files);
        out.writeInt(pixelsAt);
        write(out, labelFiles);
        out.writeInt(labelAt);
        out.writeInt(firstLabel);
        out.writeInt(classCounts.length);
        for (int count : classCounts) {
            out.writeInt(count);
        }
        out.writeBoolean(isGrey);
    }

    static StoredImages read(DataInputStream in) throws IOException {
        IdxShape shape =
                new IdxShape(in.readInt(), in.readInt(), new ImageSize(in.readInt(), in.readInt()), in.readBoolean());
        List<RecordFile> files = readFiles(in);
        int pixelsAt = in.readInt();
        List<RecordFile> labelFiles = readFiles(in);
        int labelAt = in.readInt();
        int firstLabel = in.readInt();
        int[] counts = new int[in.readInt()];
        for (int k = 0; k < counts.length; k++) {
            counts[k] = in.readInt();
        }
        return new StoredImages(shape, files, pixelsAt, labelFiles, labelAt, firstLabel, counts, in.readBoolean());
    }

    private static void write(DataOutputStream out, List<RecordFile> files) throws IOException {
        out.writeInt(files.size());
        for (RecordFile file : files) {
            out.writeUTF(file.address().toString());
            out.writeLong(file.length());
            out.writeBoolean(file.isCompressed());
            out.writeLong(file.start());
            out.writeInt(file.stride());
            out.writeInt(file.count());
        }
    }

    private static List<RecordFile> readFiles(DataInputStream in) throws IOException {
        List<RecordFile> files = new ArrayList<>();
        for (int k = in.readInt(); k > 0; k--) {
            files.add(new RecordFile(
                    URI.create(in.readUTF()),
                    in.readLong(),
                    in.readBoolean(),
                    in.readLong(),
                    in.readInt(),
                    in.readInt()));
        }
        return files;
    }

    @Override
    public String toString() {
        return count() + " images of " + channels() + "x" + size() + " in " + classes() + " classes";
    }
}
