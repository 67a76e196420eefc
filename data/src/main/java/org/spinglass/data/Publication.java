// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.net.URI;
import java.util.List;
import org.spinglass.data.download.RemoteFile;

/**
 * A data set that its publishers offer for download.
 *
 * @param name the data set's name
 * @param layout how its files are read
 * @param base address of the folder that the files are in, ending in a slash
 * @param files the files, in the order in which they are fetched
 */
record Publication(String name, FileLayout layout, URI base, List<PublishedFile> files) {
    /**
     * The files of the data sets that the program knows. The digests are those of the files as published.
     *
     * <p>MNIST comes from the copy that PyTorch keeps, since its authors' site no longer serves it; Fashion-MNIST from
     * its publisher's repository, which unlike the publisher's file server speaks HTTPS.
     */
    static final List<Publication> ALL = List.of(
            new Publication(
                    "mnist",
                    FileLayout.IDX,
                    URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                    List.of(
                            new PublishedFile(
                                    "train-images-idx3-ubyte.gz",
                                    9_912_422,
                                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                            new PublishedFile(
                                    "train-labels-idx1-ubyte.gz",
                                    28_881,
                                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                            new PublishedFile(
                                    "t10k-images-idx3-ubyte.gz",
                                    1_648_877,
                                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                            new PublishedFile(
                                    "t10k-labels-idx1-ubyte.gz",
                                    4_542,
                                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"))),
            new Publication(
                    "fashion-mnist",
                    FileLayout.IDX,
                    URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
                    List.of(
                            new PublishedFile(
                                    "train-images-idx3-ubyte.gz",
                                    26_421_880,
                                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                            new PublishedFile(
                                    "train-labels-idx1-ubyte.gz",
                                    29_515,
                                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                            new PublishedFile(
                                    "t10k-images-idx3-ubyte.gz",
                                    4_422_102,
                                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                            new PublishedFile(
                                    "t10k-labels-idx1-ubyte.gz",
                                    5_148,
                                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"))),
            new Publication(
                    "cifar-10",
                    FileLayout.CIFAR,
                    URI.create("https://www.cs.toronto.edu/~kriz/"),
                    List.of(new PublishedFile(
                            "cifar-10-binary.tar.gz",
                            170_052_171,
                            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"))));

    /**
     * One file of a publication.
     *
     * @param file the file's name
     * @param bytes its length
     * @param sha256 its SHA-256, 64 lower-case hexadecimal digits
     */
    record PublishedFile(String file, long bytes, String sha256) {}

    Publication {
        files = List.copyOf(files);
    }

    /** What the classes are called; none where they are digits. */
    List<String> classNames() {
        return switch (name) {
            case "fashion-mnist" ->
                List.of(
                        "T-shirt/top",
                        "Trouser",
                        "Pullover",
                        "Dress",
                        "Coat",
                        "Sandal",
                        "Shirt",
                        "Sneaker",
                        "Bag",
                        "Ankle boot");
            case "cifar-10" ->
                List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
            default -> List.of();
        };
    }

    /** The files with their whole addresses. */
    List<RemoteFile> remoteFiles() {
        return files.stream()
                .map(file -> new RemoteFile(base.resolve(file.file()), file.bytes(), file.sha256()))
                .toList();
    }
}
