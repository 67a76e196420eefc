// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.LabelledImages;

/**
 * A folder whose folders are named by classes and hold pictures; or one with such folders for each part, {@code train},
 * {@code test} and {@code val}, by these names or similar ones. A folder with nothing but one folder stands for that one.
 */
final class PictureFolder {
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "webp");
    private static final Set<String> OTHER_PICTURES =
            Set.of("heic", "heif", "avif", "tif", "tiff", "svg", "ico", "psd", "dng", "cr2", "nef", "jp2", "jxl");
    private static final Set<String> TRAINING = Set.of("train", "training", "train_images", "seg_train");
    private static final Set<String> TEST = Set.of("test", "testing", "test_images", "seg_test");
    private static final Set<String> VALIDATION = Set.of("val", "valid", "validation", "dev");

    /** The least number of classes that can be told apart. */
    static final int FEWEST_CLASSES = 2;

    private final Path root;
    private final Pictures pictures;

    private PictureFolder(Path root, Pictures pictures) {
        this.root = root;
        this.pictures = pictures;
    }

    /**
     * The pictures below a folder.
     *
     * @throws DataException naming the folder and what was expected when there are no classes, or a class has no picture
     */
    static OwnData read(Path folder, FileOptions options, FileListener listener) {
        Path root = onlyFolder(folder);
        PictureFolder reader = new PictureFolder(root, new Pictures(options, listener));
        Path training = part(root, TRAINING);
        Path validation = training == null ? null : part(root, VALIDATION);
        Path test = training == null ? null : part(root, TEST);
        return reader.read(name(folder), training == null ? root : onlyFolder(training), validation, test);
    }

    private OwnData read(String name, Path training, @Nullable Path validation, @Nullable Path test) {
        TreeMap<String, List<Path>> files = classes(training);
        if (files.size() < FEWEST_CLASSES) {
            throw new DataException("%s: has %s; expected at least %s folders with pictures, named by their classes"
                    .formatted(
                            training,
                            files.isEmpty()
                                    ? "no folder with pictures (PNG, JPEG, GIF, BMP or WebP)"
                                    : "only one folder with pictures, " + files.firstKey(),
                            FEWEST_CLASSES));
        }
        List<String> names = ClassNames.sorted(files.keySet());
        List<Pictures.Entry> toTrain = entries(files, names, training);
        List<Pictures.Entry> toValidate = validation == null ? List.of() : entries(validation, names);
        List<Pictures.Entry> toTest = test == null ? List.of() : entries(test, names);
        pictures.expect(toTrain.size() + toValidate.size() + toTest.size());
        List<List<Pictures.Decoded>> parts =
                List.of(pictures.decode(toTrain), pictures.decode(toValidate), pictures.decode(toTest));
        requireAll(parts.getFirst(), names, training);
        boolean isColoured = pictures.isColoured(parts);
        LabelledImages first = pictures.images(parts.get(0), isColoured, names.size());
        DataSet set = DataSet.of(
                        name,
                        first,
                        parts.get(1).isEmpty() ? null : pictures.images(parts.get(1), isColoured, names.size()),
                        parts.get(2).isEmpty() ? null : pictures.images(parts.get(2), isColoured, names.size()))
                .withClassNames(names)
                .stratified();
        String source = "pictures in folders named by their classes" + (training.equals(root) ? "" : ", for each part");
        return new OwnData(set, source, pictures.leftOut(), pictures.smallest(), pictures.largest());
    }

    private static void requireAll(List<Pictures.Decoded> decoded, List<String> names, Path folder) {
        boolean[] has = new boolean[names.size()];
        decoded.forEach(one -> has[one.label()] = true);
        for (int c = 0; c < has.length; c++) {
            if (!has[c]) {
                throw new DataException("%s: class %s has no picture that can be read; expected at least one"
                        .formatted(folder, names.get(c)));
            }
        }
    }

    private List<Pictures.Entry> entries(Path part, List<String> names) {
        Path folder = onlyFolder(part);
        TreeMap<String, List<Path>> files = classes(folder);
        for (String name : files.keySet()) {
            if (!names.contains(name)) {
                throw new DataException("%s: there is no class %s among the training pictures; expected %s"
                        .formatted(folder, name, ClassNames.shown(names)));
            }
        }
        return entries(files, names, folder);
    }

    private List<Pictures.Entry> entries(TreeMap<String, List<Path>> files, List<String> names, Path folder) {
        List<Pictures.Entry> entries = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            int label = c;
            files.getOrDefault(names.get(c), List.of()).forEach(file -> entries.add(new Pictures.Entry(file, label)));
        }
        return entries;
    }

    /** Pictures by the names of the folders that they are in, at any depth; folders without any are left out. */
    private TreeMap<String, List<Path>> classes(Path folder) {
        TreeMap<String, List<Path>> classes = new TreeMap<>();
        tellOfOthers(folder);
        for (Path child : folders(folder)) {
            List<Path> files = new ArrayList<>();
            for (Path file : FolderWalk.files(child, pictures::leaveOut)) {
                String extension = extension(file);
                if (PICTURES.contains(extension)) {
                    files.add(file);
                } else if (OTHER_PICTURES.contains(extension)) {
                    pictures.leaveOut(file + ": is of kind " + extension + "; expected PNG, JPEG, GIF, BMP or WebP");
                }
            }
            if (!files.isEmpty() && classes.put(name(child), files) != null) {
                throw new DataException(folder + ": has two folders whose names read " + name(child)
                        + "; expected names in UTF-8, each its own");
            }
        }
        return classes;
    }

    /** Leaves out, and tells of, what looks like the folder of a class and is not taken for one. */
    private void tellOfOthers(Path folder) {
        for (Path child : entries(folder)) {
            if (name(child).startsWith(".") && Files.isDirectory(child)) {
                if (Files.isReadable(child) && entries(child).stream().anyMatch(PictureFolder::isPicture)) {
                    pictures.leaveOut(child + ": has pictures, but a name of what is hidden; left out");
                }
            } else if (Files.isDirectory(child) && isAround(child, folder)) {
                pictures.leaveOut(child + ": is a link to a folder that it is in, and is not followed");
            }
        }
    }

    private static boolean isAround(Path child, Path folder) {
        try {
            return FolderWalk.isAround(child, folder);
        } catch (IOException e) {
            throw new DataException(child + ": cannot be listed: " + Reasons.of(e), e);
        }
    }

    /** Whether the name of a file says that it is a picture of a kind that can be read. */
    static boolean isPicture(Path file) {
        return PICTURES.contains(extension(file));
    }

    private static @Nullable Path part(Path root, Set<String> names) {
        return folders(root).stream()
                .filter(child -> names.contains(name(child).toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    private static Path onlyFolder(Path folder) {
        List<Path> folders = folders(folder);
        if (folders.size() != 1) {
            return folder;
        }
        boolean hasPictures = entries(folder).stream().anyMatch(file -> isPicture(file) && Files.isRegularFile(file));
        return hasPictures || folders(folders.getFirst()).isEmpty() ? folder : onlyFolder(folders.getFirst());
    }

    private static List<Path> folders(Path folder) {
        return entries(folder).stream()
                .filter(child -> Files.isDirectory(child) && FolderWalk.isSeen(child) && !isAround(child, folder))
                .toList();
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + Reasons.of(e), e);
        }
    }

    private static String name(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? "data" : last.toString();
    }

    private static String extension(Path file) {
        String name = name(file);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
