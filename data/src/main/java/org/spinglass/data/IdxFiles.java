// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of MNIST and of sets made like it, by the names that publishers and archive programs give them: {@code
 * train-images-idx3-ubyte}, {@code train-images.idx3-ubyte}, {@code
 * emnist-letters-test-labels-idx1-ubyte.gz}, or a folder of such a name with the file inside.
 */
final class IdxFiles {
    private static final Pattern NAME = Pattern.compile(
            "(?:(.*?)[-_.])?(train|t10k|test)[-_.](images|labels)(?:[-_.]idx[13])?[-_.](?:ubyte|idx)(?:\\.idx|\\.bin)?(\\.gz)?");

    private IdxFiles() {}

    /**
     * The four files of a set; a missing one is null.
     *
     * @param <F> what stands for a file
     */
    static final class Four<F> {
        private @Nullable F trainImages;
        private @Nullable F trainLabels;
        private @Nullable F testImages;
        private @Nullable F testLabels;

        /** Puts a file in its place, a plain one before a compressed one. */
        private void put(boolean isTraining, boolean isImages, F file, boolean isGzip) {
            F before = isTraining ? isImages ? trainImages : trainLabels : isImages ? testImages : testLabels;
            if (before != null && isGzip) {
                return;
            }
            if (isTraining) {
                trainImages = isImages ? file : trainImages;
                trainLabels = isImages ? trainLabels : file;
            } else {
                testImages = isImages ? file : testImages;
                testLabels = isImages ? testLabels : file;
            }
        }

        boolean hasTraining() {
            return trainImages != null || trainLabels != null;
        }

        boolean hasTest() {
            return testImages != null || testLabels != null;
        }

        @Nullable
        F images(boolean isTraining) {
            return isTraining ? trainImages : testImages;
        }

        @Nullable
        F labels(boolean isTraining) {
            return isTraining ? trainLabels : testLabels;
        }
    }

    /** The sets that have training files, by what stands before "train" in their names. */
    static TreeMap<String, Four<StoredFiles.Entry>> sets(List<StoredFiles.Entry> files) {
        TreeMap<String, Four<StoredFiles.Entry>> sets = new TreeMap<>();
        for (StoredFiles.Entry file : files) {
            Matcher matcher = NAME.matcher(file.name().toLowerCase(Locale.ROOT));
            if (matcher.matches()) {
                put(sets, matcher, file, file.name());
            }
        }
        sets.values().removeIf(four -> !four.hasTraining());
        return sets;
    }

    private static <F> void put(TreeMap<String, Four<F>> sets, Matcher matcher, F file, String name) {
        String prefix = matcher.group(1) == null ? "" : matcher.group(1);
        sets.computeIfAbsent(prefix, key -> new Four<>())
                .put(matcher.group(2).equals("train"), matcher.group(3).equals("images"), file, name.endsWith(".gz"));
    }

    /** The only set, or that without anything before "train". */
    static <F> Four<F> only(Object folder, TreeMap<String, Four<F>> sets) {
        if (sets.size() > 1 && !sets.containsKey("")) {
            throw new DataException(folder + ": there are several sets, " + String.join(", ", sets.keySet())
                    + "; expected one, so put its files into a folder of their own");
        }
        return sets.getOrDefault("", sets.firstEntry().getValue());
    }

    /** That one file of a pair is missing. */
    static DataException missing(Object folder, boolean isTraining, boolean isImages, String there) {
        return new DataException(folder + ": " + (isTraining ? "train" : "t10k")
                + (isImages ? "-images-idx3-ubyte" : "-labels-idx1-ubyte") + " is missing, plain or .gz, beside "
                + there);
    }

    /** The sets in a folder, by what stands before "train" in their names. */
    private static TreeMap<String, Four<Path>> sets(Path folder) {
        TreeMap<String, Four<Path>> sets = new TreeMap<>();
        for (Path entry : FolderFiles.of(folder).entries()) {
            Matcher matcher = NAME.matcher(FolderFiles.name(entry));
            if (!matcher.matches()) {
                continue;
            }
            Path file = Files.isDirectory(entry) ? inside(entry, matcher) : entry;
            if (file != null && Files.isRegularFile(file)) {
                put(sets, matcher, file, FolderFiles.name(file));
            }
        }
        return sets;
    }

    /** The file in a folder of its name, as some archive programs leave it. */
    private static @Nullable Path inside(Path folder, Matcher outer) {
        return FolderFiles.of(folder).entries().stream()
                .filter(Files::isRegularFile)
                .filter(file -> {
                    Matcher inner = NAME.matcher(FolderFiles.name(file));
                    return inner.matches()
                            && inner.group(2).equals(outer.group(2))
                            && inner.group(3).equals(outer.group(3));
                })
                .findFirst()
                .orElse(null);
    }

    /** Whether training files are in a folder. */
    static boolean areIn(Path folder) {
        return sets(folder).values().stream().anyMatch(Four::hasTraining);
    }

    /**
     * The set in a folder that has training files.
     *
     * @throws DataException when the folder has several sets, or files are missing or damaged
     */
    static DataSet read(Path folder, String name) {
        TreeMap<String, Four<Path>> sets = sets(folder);
        sets.values().removeIf(four -> !four.hasTraining());
        Four<Path> only = only(folder, sets);
        IdxPair.Content training = pair(folder, only, true);
        IdxPair.Content test = only.hasTest() ? pair(folder, only, false) : null;
        List<IdxPair.Content> parts = new ArrayList<>(List.of(training));
        if (test != null) {
            parts.add(test);
        }
        Labels labels = Labels.of(parts);
        return DataSet.of(
                name,
                training.images(labels.first(), labels.classes()),
                null,
                test == null ? null : test.images(labels.first(), labels.classes()));
    }

    private static IdxPair.Content pair(Path folder, Four<Path> set, boolean isTraining) {
        Path images = set.images(isTraining);
        Path labels = set.labels(isTraining);
        if (images == null || labels == null) {
            Path there = images == null ? labels : images;
            throw missing(folder, isTraining, images == null, there == null ? "" : there.getFileName() + "");
        }
        try (ByteSource imageSource = ByteSource.open(images);
                ByteSource labelSource = ByteSource.open(labels)) {
            return IdxPair.read(imageSource, labelSource);
        }
    }

    /**
     * What the labels of a set are.
     *
     * @param first the least of them: 0, or 1 where they are 1 to n
     * @param classes how many there are
     */
    record Labels(int first, int classes) {
        private static final int FEW = 10;

        /**
         * Labels from 1 are those of which none is 0, and each from 1 to the largest occurs. Few classes may be missing
         * beyond the tenth, as a label that stands alone there is more likely damage than a class.
         */
        static Labels of(List<IdxPair.Content> parts) {
            int[] counts = new int[1 << Byte.SIZE];
            for (IdxPair.Content part : parts) {
                for (byte label : part.labels()) {
                    counts[Byte.toUnsignedInt(label)]++;
                }
            }
            return of(counts, (largest, expected) -> wrong(parts, largest, expected));
        }

        /**
         * The same from how often each label occurs.
         *
         * @param wrong makes the failure for a label that does not fit, from it and what was expected
         */
        static Labels of(int[] counts, BiFunction<Integer, String, DataException> wrong) {
            int largest = counts.length - 1;
            while (counts[largest] == 0) {
                largest--;
            }
            int different = 0;
            int many = 0;
            for (int label = 0; label < counts.length; label++) {
                different += counts[label] > 0 ? 1 : 0;
                many += counts[label] > 0 && label >= FEW ? 1 : 0;
            }
            if (largest >= FEW && 2 * many <= largest - FEW + 1) {
                throw wrong.apply(
                        largest,
                        "but of the labels from " + FEW + " to " + largest + " no more than " + many
                                + " occur; expected labels that count up from 0 or 1");
            }
            int first = counts[0] == 0 && different == largest && largest > 1 ? 1 : 0;
            return new Labels(first, largest + 1 - first);
        }

        private static DataException wrong(List<IdxPair.Content> parts, int largest, String expected) {
            for (IdxPair.Content part : parts) {
                for (int i = 0; i < part.labels().length; i++) {
                    if (Byte.toUnsignedInt(part.labels()[i]) == largest) {
                        return part.wrong(i, expected);
                    }
                }
            }
            throw new IllegalStateException("label " + largest + " was counted");
        }
    }
}
