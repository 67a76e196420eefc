// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.spinglass.data.DataException;

/**
 * The files below a folder, at any depth, through links too; not those that systems hide or leave behind, nor what is in
 * folders of such names. A link to a folder that it is in is told and not followed.
 */
final class FolderWalk extends SimpleFileVisitor<Path> {
    private final Path start;
    private final List<Path> files = new ArrayList<>();
    private final TreeMap<Path, String> leftOut = new TreeMap<>();

    private FolderWalk(Path start) {
        this.start = start;
    }

    /**
     * The regular files below a folder, sorted.
     *
     * @param leftOut hears of what looks like a picture and is no file, and of links that lead in a circle, sorted
     * @throws DataException naming a folder that cannot be listed
     */
    static List<Path> files(Path folder, Consumer<String> leftOut) {
        FolderWalk walk = new FolderWalk(folder);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + Reasons.of(e), e);
        }
        walk.leftOut.forEach((path, reason) -> leftOut.accept(path + ": " + reason));
        walk.files.sort(null);
        return walk.files;
    }

    /** Not a file or folder that systems hide or leave behind. */
    static boolean isSeen(Path path) {
        String name = String.valueOf(path.getFileName());
        return !name.startsWith(".") && !name.equals("__MACOSX");
    }

    /** Whether a folder is one that another is in, or that other itself, so that it must not be looked for in it. */
    static boolean isAround(Path folder, Path other) throws IOException {
        return other.toRealPath().startsWith(folder.toRealPath());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.equals(start) || isSeen(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!isSeen(file)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isRegularFile()) {
            files.add(file);
        } else if (PictureFolder.isPicture(file)) {
            leftOut.put(file, attributes.isSymbolicLink() ? "is a link that leads nowhere" : "is no regular file");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
        if (failure instanceof FileSystemLoopException) {
            leftOut.put(path, "is a link to a folder that it is in, and is not followed");
        } else if (isSeen(path)) {
            throw new DataException(path + ": cannot be listed: " + Reasons.of(failure), failure);
        }
        return FileVisitResult.CONTINUE;
    }
}
