// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.download.DownloadException;
import org.spinglass.data.download.DownloadPatience;
import org.spinglass.data.download.Downloader;
import org.spinglass.data.download.TransferListener;

/**
 * Data sets by name: the digits that ship with the program, the user's local copies, and downloads from the
 * publishers.
 *
 * <p>Downloads are kept in the user's cache: the folder in the environment variable {@code SPINGLASS_CACHE}, or the
 * system's usual place, {@code ~/.cache/spinglass} on Linux. Each file is checked against its SHA-256 before it counts
 * as there; one that was broken off goes on where it stopped, and one that was damaged later is fetched again. Several
 * processes may ask for the same set at once.
 *
 * <p>Nothing read is kept: each call reads the files anew. Safe for any number of threads.
 */
public final class DataStore {
    /** The data set that needs no file and no network: 2,000 digits to train on, 2,000 to validate on, none to test. */
    public static final String DEFAULT_NAME = ShippedDigits.NAME;

    private final Path cache;
    private final List<Publication> publications;
    private final DownloadPatience retries;

    DataStore(Path cache, List<Publication> publications, DownloadPatience retries) {
        this.cache = cache;
        this.publications = publications;
        this.retries = retries;
    }

    /** The publishers' data sets, kept in the user's cache. */
    public static DataStore standard() {
        Path cache = CacheFolder.locate(
                System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
        return new DataStore(cache, Publication.ALL, DownloadPatience.STANDARD);
    }

    /** The names that {@link #load} knows: {@code digits}, {@code mnist}, {@code fashion-mnist}, {@code cifar-10}. */
    public static List<String> names() {
        return Stream.concat(Stream.of(DEFAULT_NAME), Publication.ALL.stream().map(Publication::name))
                .toList();
    }

    /** Colour planes of a known set's images, without reading it. */
    public static int channels(String name) {
        boolean isColour = Publication.ALL.stream()
                .anyMatch(publication -> publication.name().equals(name) && publication.layout() == FileLayout.CIFAR);
        return isColour ? 3 : 1;
    }

    /**
     * The folder that downloads are kept in, which need not exist yet; each data set has a folder of its name there.
     */
    public Path cacheFolder() {
        return cache;
    }

    /**
     * Reads a data set, and fetches it first when it is neither shipped nor local nor in the cache.
     *
     * <p>Cost: the set's bytes in memory, 55 MB for MNIST and 184 MB for CIFAR-10, twice that for a moment with
     * CIFAR-10; one pass to decompress, one for the digest.
     *
     * @param name one of {@link #names()}
     * @param dataFolder a folder with local copies, in it or where programs that fetch or unpack them put them, such as
     *     {@code MNIST/raw} or {@code cifar-10-batches-bin}; or null for the cache. For MNIST and Fashion-MNIST the
     *     four IDX files, each plain or {@code .gz}, by the names of publishers and archive programs; for CIFAR-10
     *     {@code data_batch_1.bin} to {@code data_batch_5.bin}, those that exist, and {@code test_batch.bin}, or {@code
     *     cifar-10-binary.tar.gz}. They are used as they are, whatever their number of images; test images may be
     *     missing. IDX files have as many classes as labels, which count up from 0 or, where none is 0 and none is left
     *     out, from 1.
     * @param listener is told of the progress of a download
     * @throws DataException when the name is unknown, when files are missing or damaged, or when a file cannot be
     *     fetched
     * @throws CancellationException when the thread is interrupted while it downloads; its interrupt flag stays set,
     *     and the next call goes on where this one stopped
     */
    public DataSet load(String name, @Nullable Path dataFolder, DownloadListener listener) {
        if (name.equals(DEFAULT_NAME)) {
            if (dataFolder != null) {
                throw new DataException(DEFAULT_NAME + " ships with the program and is not read from " + dataFolder
                        + "; a data folder goes with one of " + publishedNames());
            }
            return ShippedDigits.load();
        }
        Publication publication = publications.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "unknown data set '" + name + "', expected one of " + String.join(", ", names())));
        DataSet set = dataFolder == null ? fetched(publication, listener) : local(publication, dataFolder);
        List<String> names = publication.classNames();
        return names.size() == set.training().classes() ? set.withClassNames(names) : set;
    }

    /**
     * The set in a folder that holds the files of MNIST, or of a set made like it, or of CIFAR-10 or CIFAR-100, of any
     * number of images and classes.
     *
     * @return the set, called as the folder is; null when there are no such files in it
     * @throws DataException when files are missing or damaged
     */
    public static @Nullable DataSet inFolder(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return Stream.of(FileLayout.values())
                .filter(layout -> layout.isIn(folder))
                .findFirst()
                .map(layout -> layout.readFrom(folder, name == null ? "data" : name.toString()))
                .orElse(null);
    }

    /**
     * The set in a folder anywhere, whose training images stay in their files: {@link StoredImages}. Read are headers,
     * labels and test images. The folder has IDX files, plain or compressed, of any numbers of images, or plain binary
     * batches as of CIFAR-10 or CIFAR-100. The digest is of names and lengths of the files, labels and test images.
     *
     * <p>Cost: one pass over the labels; memory that does not grow with the number of training images.
     *
     * @param folder such as {@code file:///shared/digits} or, with the part for clusters, {@code hdfs://host/digits}
     * @throws DataException naming the file or folder when there is no set, or it is damaged as far as was looked at
     */
    public static DataSet inPlace(URI folder) {
        return StoredFolder.read(folder);
    }

    private String publishedNames() {
        return publications.stream().map(Publication::name).collect(Collectors.joining(", "));
    }

    private static DataSet local(Publication publication, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + ": no such folder, expected one with the files of " + publication.name());
        }
        return publication.layout().read(publication.name(), folder);
    }

    /** The set in the cache; files of it that turn out to be damaged are fetched again, once. */
    private DataSet fetched(Publication publication, DownloadListener listener) {
        Path folder = cache.resolve(publication.name());
        fetch(publication, folder, listener);
        try {
            return publication.layout().readFrom(folder, publication.name());
        } catch (DataException damaged) {
            List<String> discarded = discardDamaged(publication, folder, damaged);
            if (discarded.isEmpty()) {
                throw damaged;
            }
            discarded.forEach(file -> listener.waiting(file, "the file in the cache is damaged and fetched again"));
            fetch(publication, folder, listener);
            return publication.layout().readFrom(folder, publication.name());
        }
    }

    private static List<String> discardDamaged(Publication publication, Path folder, DataException damaged) {
        try {
            return Downloader.discardDamaged(publication.remoteFiles(), folder);
        } catch (IOException e) {
            throw new DataException(damaged.getMessage() + "; delete the file, and it is fetched again", e);
        }
    }

    private void fetch(Publication publication, Path folder, DownloadListener listener) {
        try {
            new Downloader(retries).fetch(publication.remoteFiles(), folder, adapted(listener));
        } catch (DownloadException e) {
            throw new DataException(
                    e.getMessage() + "; --data-dir DIR reads local copies of " + publication.name() + " instead", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException(
                    "the download of " + publication.name() + " was cancelled; the next one goes on from there");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    private static TransferListener adapted(DownloadListener listener) {
        return new TransferListener() {
            @Override
            public void progress(String file, long done, long total) {
                listener.progress(file, done, total);
            }

            @Override
            public void waiting(String file, String reason) {
                listener.waiting(file, reason);
            }
        };
    }
}
