package org.spinglass.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which files make up a data set, and how they are read. */
enum FileLayout {
    /** Two pairs of IDX files, each file plain or gzip: training and, optionally, test images. */
    IDX {
        private static final int CLASSES = 10;

        @Override
        String wanted() {
            return "train-images-idx3-ubyte[.gz] and train-labels-idx1-ubyte[.gz]";
        }

        @Override
        @Nullable
        DataSet readFrom(Path folder, String name) {
            LabelledImages training = pair(folder, "train");
            return training == null ? null : DataSet.of(name, training, null, pair(folder, "t10k"));
        }

        private static @Nullable LabelledImages pair(Path folder, String part) {
            Path images = plainOrGzip(folder, part + "-images-idx3-ubyte");
            Path labels = plainOrGzip(folder, part + "-labels-idx1-ubyte");
            if (images == null && labels == null) {
                return null;
            }
            if (images == null) {
                throw incomplete(folder, part + "-images-idx3-ubyte", part + "-labels-idx1-ubyte");
            }
            if (labels == null) {
                throw incomplete(folder, part + "-labels-idx1-ubyte", part + "-images-idx3-ubyte");
            }
            try (ByteSource imageSource = ByteSource.open(images);
                    ByteSource labelSource = ByteSource.open(labels)) {
                return IdxPair.read(imageSource, labelSource, CLASSES);
            }
        }

        private static DataException incomplete(Path folder, String missing, String present) {
            return new DataException(folder + ": " + missing + "[.gz] is missing beside " + present);
        }

        private static @Nullable Path plainOrGzip(Path folder, String file) {
            Path plain = folder.resolve(file);
            if (Files.isRegularFile(plain)) {
                return plain;
            }
            Path gzip = folder.resolve(file + ".gz");
            return Files.isRegularFile(gzip) ? gzip : null;
        }
    },

    /** CIFAR-10's binary batches, as files or in their archive: up to five to train on and, optionally, one to test. */
    CIFAR {
        private static final String ARCHIVE = "cifar-10-binary.tar.gz";
        private static final String TEST = "test_batch.bin";
        private static final List<String> TRAINING = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> "data_batch_" + i + ".bin")
                .toList();

        @Override
        String wanted() {
            return TRAINING.getFirst() + " to " + TRAINING.getLast() + " or " + ARCHIVE;
        }

        @Override
        @Nullable
        DataSet readFrom(Path folder, String name) {
            Map<String, LabelledImages> batches = batches(folder);
            List<LabelledImages> training = TRAINING.stream()
                    .filter(batches::containsKey)
                    .map(batches::get)
                    .toList();
            if (training.isEmpty()) {
                return null;
            }
            return DataSet.of(name, LabelledImages.join(training), null, batches.get(TEST));
        }

        private static Map<String, LabelledImages> batches(Path folder) {
            List<String> wanted = new ArrayList<>(TRAINING);
            wanted.add(TEST);
            Path archive = folder.resolve(ARCHIVE);
            boolean hasBatches = TRAINING.stream().map(folder::resolve).anyMatch(Files::isRegularFile);
            if (!hasBatches && Files.isRegularFile(archive)) {
                Map<String, LabelledImages> batches = CifarArchive.read(archive, wanted);
                if (TRAINING.stream().noneMatch(batches::containsKey)) {
                    throw new DataException(
                            archive + ": holds none of " + TRAINING.getFirst() + " to " + TRAINING.getLast());
                }
                return batches;
            }
            return wanted.stream()
                    .filter(file -> Files.isRegularFile(folder.resolve(file)))
                    .collect(Collectors.toMap(file -> file, file -> batch(folder.resolve(file))));
        }

        private static LabelledImages batch(Path file) {
            try (ByteSource source = ByteSource.open(file)) {
                return CifarBatch.read(source);
            }
        }
    };

    /** The training files that are looked for, as a message names them. */
    abstract String wanted();

    /**
     * The data set in the folder itself, or null when the folder has none of its training files.
     *
     * @throws DataException when the files are incomplete or damaged
     */
    abstract @Nullable DataSet readFrom(Path folder, String name);

    /**
     * The data set in the first of the folders that has it.
     *
     * @throws DataException naming the folders and files looked for when none has, or when files are damaged
     */
    DataSet read(String name, List<Path> folders) {
        for (Path folder : folders) {
            DataSet found = readFrom(folder, name);
            if (found != null) {
                return found;
            }
        }
        throw new DataException("no " + name + " files: looked for " + wanted() + " in "
                + folders.stream().map(Path::toString).collect(Collectors.joining(" and ")));
    }
}
