// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the files of a data set may be, if somebody names a folder: in it; in a folder of it named after the set, such as
 * {@code MNIST}, {@code FashionMNIST} or {@code cifar-10-batches-bin}, or {@code raw} there, which is where torchvision,
 * Kaggle and {@code tar} put them; in any other folder of it that is not named after another set; and, when the folder
 * itself is named {@code raw}, {@code processed} or after the set, beside it.
 */
final class DataFolders {
    private static final int MOST_SHOWN = 6;
    private static final String RAW = "raw";
    private static final String NONE = "";
    private static final String OTHER = "other";

    private DataFolders() {}

    /** The folders in groups, those that are more likely meant first. */
    static List<List<Path>> of(Path folder, String set) {
        List<List<Path>> groups = new ArrayList<>();
        groups.add(List.of(folder));
        groups.addAll(below(folder, set));
        Path absolute = folder.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        String own = FolderFiles.name(absolute);
        if (parent != null
                && (own.equals(RAW) || own.equals("processed") || setOf(own).equals(set))) {
            groups.add(List.of(parent));
            groups.addAll(below(parent, set).subList(0, 1));
        }
        return groups;
    }

    private static List<List<Path>> below(Path folder, String set) {
        List<Path> folders = FolderFiles.of(folder).folders();
        List<Path> named = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path child : folders) {
            String of = setOf(FolderFiles.name(child));
            if (of.equals(set) || FolderFiles.name(child).equals(RAW)) {
                named.add(child);
            } else if (of.equals(NONE)) {
                others.add(child);
            }
        }
        return List.of(named, inner(named, set), others, inner(others, set));
    }

    /** Folders below that are named raw or after the set. */
    private static List<Path> inner(List<Path> folders, String set) {
        return folders.stream()
                .flatMap(folder -> FolderFiles.of(folder).folders().stream())
                .filter(child -> FolderFiles.name(child).equals(RAW)
                        || setOf(FolderFiles.name(child)).equals(set))
                .flatMap(child -> Stream.concat(
                        Stream.of(child),
                        FolderFiles.of(child).folders().stream()
                                .filter(raw -> FolderFiles.name(raw).equals(RAW))))
                .toList();
    }

    /** Whether folders are such that none is more likely meant than another: none of them is named after the set. */
    static boolean isAmbiguous(List<Path> folders, String set) {
        return folders.stream()
                .noneMatch(folder -> Stream.of(folder, folder.toAbsolutePath().getParent())
                        .anyMatch(path ->
                                path != null && setOf(FolderFiles.name(path)).equals(set)));
    }

    /** The set that a folder is named after; empty if none. */
    private static String setOf(String name) {
        String letters = name.replaceAll("[^a-z0-9]", "");
        if (letters.contains("fashion")) {
            return "fashion-mnist";
        }
        if (letters.contains("cifar")) {
            return letters.contains("cifar100") || letters.endsWith("py") ? OTHER : "cifar-10";
        }
        return letters.startsWith("mnist") ? "mnist" : NONE;
    }

    /** The first names in a folder, for a message. */
    static String content(Path folder) {
        List<Path> entries = FolderFiles.of(folder).entries();
        String first = entries.stream()
                .limit(MOST_SHOWN)
                .map(entry -> String.valueOf(entry.getFileName()))
                .collect(Collectors.joining(", "));
        return entries.isEmpty() ? "nothing" : first + (entries.size() > MOST_SHOWN ? ", ..." : "");
    }
}
