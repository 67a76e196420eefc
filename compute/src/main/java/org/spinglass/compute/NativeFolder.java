// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Where native libraries are unpacked, to be loaded from there: the first folder that can be written to and on whose file
 * system programs may run.
 */
final class NativeFolder {
    /** JavaCPP's own setting, which the user's word goes before. */
    private static final String SETTING = "org.bytedeco.javacpp.cachedir";

    private static final Path MOUNTS = Path.of("/proc/self/mounts");

    private NativeFolder() {}

    /** Chooses the folder, for this process, unless the user has. */
    static void choose() {
        if (System.getProperty(SETTING) == null) {
            List<Mount> mounts = mounts();
            candidates()
                    .filter(folder -> isUsable(folder, mounts))
                    .findFirst()
                    .ifPresent(folder -> System.setProperty(SETTING, folder.toString()));
        }
    }

    /** In their order: JavaCPP's usual folder, the temporary one, the cache and the runtime folder of the XDG names. */
    private static Stream<Path> candidates() {
        String user = System.getProperty("user.name", "user");
        Stream<Path> xdg = Stream.of("XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
                .map(System::getenv)
                .filter(Objects::nonNull)
                .map(Path::of);
        Stream<Path> shared = Stream.of(System.getProperty("java.io.tmpdir", "/tmp"), "/var/tmp", "/dev/shm")
                .map(Path::of);
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("user.home", ""), ".javacpp", "cache")),
                        xdg.map(folder -> folder.resolve("spinglass").resolve("native")),
                        shared.map(folder -> folder.resolve(".javacpp-" + user).resolve("cache")))
                .flatMap(folders -> folders)
                .filter(Path::isAbsolute);
    }

    /** Whether a folder can be written to, or made, and run from. */
    static boolean isUsable(Path folder, List<Mount> mounts) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            return false;
        }
        Mount mount = Mount.of(there, mounts);
        return mount == null || mount.allowsPrograms();
    }

    private static List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        try {
            if (Files.isReadable(MOUNTS)) {
                Files.readAllLines(MOUNTS).forEach(line -> mounts.add(Mount.parse(line)));
            }
        } catch (IOException e) {
            mounts.clear(); // then nothing is known, and loading itself shows what is allowed
        }
        return mounts;
    }

    /**
     * Loads a library of JavaCPP's.
     *
     * @throws NativeLibraryException saying where it was unpacked and what the system did not like
     */
    static void load(Class<?> library) {
        try {
            Loader.load(library);
        } catch (LinkageError | RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new NativeLibraryException(
                    library.getSimpleName() + " cannot be loaded: " + once(cause)
                            + "; expected a folder to unpack it in that can be written to and run from, which -D"
                            + SETTING
                            + "=DIR names, and this is "
                            + System.getProperty(SETTING, "none of the usual"),
                    e);
        }
    }

    /** A linker's message begins with the file, often twice. */
    private static String once(Throwable cause) {
        String message = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
        return message.replaceFirst("^(.+: )\\1", "$1");
    }

    /**
     * A mounted file system.
     *
     * @param root where it is mounted
     * @param options of the mount
     */
    record Mount(Path root, List<String> options) {
        /** A line of Linux's table of mounts: device, place with blanks as octal numbers, type, options. */
        static Mount parse(String line) {
            String[] fields = line.split(" ", -1);
            String place = fields.length > 1 ? fields[1].replace("\\040", " ").replace("\\011", "\t") : "/";
            return new Mount(Path.of(place), fields.length > 3 ? Arrays.asList(fields[3].split(",", -1)) : List.of());
        }

        /** The last one above a path with the longest root. */
        static @Nullable Mount of(Path path, List<Mount> mounts) {
            Path real = path;
            try {
                real = path.toRealPath();
            } catch (IOException e) {
                // as it is named, then
            }
            Mount found = null;
            for (Mount mount : mounts) {
                boolean isAbove = real.startsWith(mount.root);
                if (isAbove && (found == null || mount.root.getNameCount() >= found.root.getNameCount())) {
                    found = mount;
                }
            }
            return found;
        }

        boolean allowsPrograms() {
            return !options.contains("noexec");
        }
    }
}
