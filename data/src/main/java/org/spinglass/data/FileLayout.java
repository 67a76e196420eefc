// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which files make up a data set, and how they are read. */
enum FileLayout {
    /** Two pairs of IDX files, each file plain or gzip: training and, optionally, test images; as many classes as labels. */
    IDX {
        @Override
        String wanted() {
            return "train-images-idx3-ubyte or train-images.idx3-ubyte and the labels to it, plain or .gz";
        }

        @Override
        boolean isIn(Path folder) {
            return IdxFiles.areIn(folder);
        }

        @Override
        DataSet readFrom(Path folder, String name) {
            return IdxFiles.read(folder, name);
        }
    },

    /** CIFAR-10's binary batches, as files or in their archive: up to five to train on and, optionally, one to test. */
    CIFAR {
        private static final String ARCHIVE = "cifar-10-binary.tar.gz";
        private static final List<String> ARCHIVES = List.of(ARCHIVE, "cifar-10-binary.tgz", "cifar-10-binary.tar");
        private static final String TEST = "test_batch.bin";
        private static final List<String> TRAINING = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> "data_batch_" + i + ".bin")
                .toList();

        @Override
        String wanted() {
            return TRAINING.getFirst() + " to " + TRAINING.getLast() + " or " + ARCHIVE;
        }

        @Override
        boolean isIn(Path folder) {
            FolderFiles files = FolderFiles.of(folder);
            return TRAINING.stream().anyMatch(files::hasPlainOrGzip) || archive(files) != null;
        }

        @Override
        DataSet readFrom(Path folder, String name) {
            Map<String, LabelledImages> batches = batches(FolderFiles.of(folder));
            List<LabelledImages> training = TRAINING.stream()
                    .filter(batches::containsKey)
                    .map(batches::get)
                    .toList();
            return DataSet.of(name, LabelledImages.join(training), null, batches.get(TEST));
        }

        private static @Nullable Path archive(FolderFiles files) {
            return ARCHIVES.stream()
                    .map(files::file)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        private static Map<String, LabelledImages> batches(FolderFiles files) {
            List<String> wanted = new ArrayList<>(TRAINING);
            wanted.add(TEST);
            Path archive = archive(files);
            if (archive != null && TRAINING.stream().noneMatch(files::hasPlainOrGzip)) {
                Map<String, LabelledImages> batches = CifarArchive.read(archive, wanted);
                if (TRAINING.stream().noneMatch(batches::containsKey)) {
                    throw new DataException(
                            archive + ": holds none of " + TRAINING.getFirst() + " to " + TRAINING.getLast());
                }
                return batches;
            }
            return wanted.stream()
                    .filter(files::hasPlainOrGzip)
                    .collect(Collectors.toMap(file -> file, file -> batch(files.plainOrGzip(file))));
        }

        private static LabelledImages batch(Path file) {
            try (ByteSource source = ByteSource.open(file)) {
                return CifarBatch.read(source, CifarBatch.Kind.CIFAR_10);
            }
        }
    },

    /** CIFAR-100's binary files, of which the fine classes are taken: to train on and, optionally, to test. */
    CIFAR_100 {
        private static final String TRAIN = "train.bin";
        private static final String TEST = "test.bin";
        private static final String NAMES = "fine_label_names.txt";

        @Override
        String wanted() {
            return TRAIN;
        }

        @Override
        boolean isIn(Path folder) {
            return FolderFiles.of(folder).hasPlainOrGzip(TRAIN);
        }

        @Override
        DataSet readFrom(Path folder, String name) {
            FolderFiles files = FolderFiles.of(folder);
            LabelledImages test = files.hasPlainOrGzip(TEST) ? batch(files.plainOrGzip(TEST)) : null;
            DataSet set = DataSet.of(name, batch(files.plainOrGzip(TRAIN)), null, test);
            Path names = files.file(NAMES);
            return names == null
                    ? set
                    : set.withClassNames(lines(names, set.training().classes()));
        }

        private static LabelledImages batch(Path file) {
            try (ByteSource source = ByteSource.open(file)) {
                return CifarBatch.read(source, CifarBatch.Kind.CIFAR_100);
            }
        }

        private static List<String> lines(Path file, int classes) {
            try {
                List<String> names = Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList();
                if (names.size() != classes) {
                    throw new DataException(file + ": has " + names.size() + " different names; expected " + classes);
                }
                return names;
            } catch (IOException e) {
                throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
            }
        }
    };

    /** The training files that are looked for, as a message names them. */
    abstract String wanted();

    /** Whether training files are in the folder itself. */
    abstract boolean isIn(Path folder);

    /**
     * The data set in the folder itself, which has training files.
     *
     * @throws DataException when the files are incomplete or damaged
     */
    abstract DataSet readFrom(Path folder, String name);

    /**
     * The data set in a folder, or where programs that fetch or unpack it put it: see {@link DataFolders}.
     *
     * @throws DataException naming the folder and the files looked for when there are none, when several folders have
     *     them, or when files are damaged
     */
    DataSet read(String name, Path folder) {
        for (List<Path> group : DataFolders.of(folder, name)) {
            List<Path> found = group.stream().filter(this::isIn).toList();
            if (found.size() > 1 && DataFolders.isAmbiguous(found, name)) {
                throw new DataException(folder + ": there are images in "
                        + found.stream().map(Path::toString).collect(Collectors.joining(" and "))
                        + "; expected one folder, so name the one that is meant");
            }
            if (!found.isEmpty()) {
                return readFrom(found.getFirst(), name);
            }
        }
        throw new DataException("no " + name + " files: looked for " + wanted() + " in " + folder
                + ", in its folders and in theirs named raw; it holds " + DataFolders.content(folder));
    }
}
