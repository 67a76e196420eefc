// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.files.AtomicFile;

/**
 * Reads problems from files, and writes them.
 *
 * <p>Any of them may be compressed with gzip, which is seen by its first bytes, and a text may begin with a byte order
 * mark, of UTF-8 or UTF-16. Files are read as a stream: besides a buffer of fixed size there is never more in memory than the model and the list
 * of its coefficients, and a file that asks for more than {@link ReadOptions#maximumBytes} is refused beforehand.
 * Anything that the format does not allow is a {@link FormatException} that names the line.
 */
public final class ProblemFile {
    private static final int HEAD = 4096;

    private ProblemFile() {}

    /**
     * Reads a problem, whose format is recognised by its first bytes or its extension.
     *
     * @throws FormatException when the format is not recognised, or the file is not what it wants
     * @throws IOException when the file cannot be read
     */
    public static Problem read(Path file) throws IOException {
        return read(file, ReadOptions.standard());
    }

    /** As {@link #read(Path)}, with options. */
    public static Problem read(Path file, ReadOptions options) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, file.toString(), options);
        }
    }

    /**
     * Reads a problem from a stream, up to its end, whose format is recognised by its first bytes or the extension of its
     * name; the stream is left open.
     *
     * @param name what to call it in messages
     */
    public static Problem read(InputStream stream, String name, ReadOptions options) throws IOException {
        return open(stream, name, null, options);
    }

    /** Reads a problem of a format. */
    public static Problem read(Path file, ProblemFormat format) throws IOException {
        return read(file, format, ReadOptions.standard());
    }

    /** As {@link #read(Path, ProblemFormat)}, with options. */
    public static Problem read(Path file, ProblemFormat format, ReadOptions options) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, file.toString(), format, options);
        }
    }

    /**
     * Reads a problem from a stream, up to its end; the stream is left open.
     *
     * @param name what to call it in messages
     */
    public static Problem read(InputStream stream, String name, ProblemFormat format, ReadOptions options)
            throws IOException {
        return open(stream, name, format, options);
    }

    private static Problem open(InputStream stored, String name, @Nullable ProblemFormat format, ReadOptions options)
            throws IOException {
        SourceStream source = SourceStream.open(stored, name, format, options);
        Input input = new Input(source.stream(), name, new MemoryBudget(name, options.maximumBytes()), options);
        if (format != null) {
            return read(input, format);
        }
        Recognition known = recognise(source);
        return known.isGraphOrQubo() ? EdgeListReader.readEither(input) : read(input, known.format(input));
    }

    private static Problem read(Input input, ProblemFormat format) throws IOException {
        return switch (format) {
            case RUDY -> EdgeListReader.readRudy(input);
            case SPARSE -> EdgeListReader.readSparse(input);
            case BITS -> BitsReader.read(input);
            case QBSOLV -> QbsolvReader.read(input);
            case COO -> CooReader.read(input);
            case BQM -> BqmReader.read(input);
            case JSON -> BqmJsonReader.read(input);
            case NPY -> NpyReader.read(input);
            case NPZ -> NpzReader.read(input);
            case MTX -> MatrixMarketReader.read(input);
            case CSV -> CsvReader.read(input);
        };
    }

    /**
     * Writes a problem; the file is written aside and moved into place. Coefficients are those of the model, in float64 or
     * as decimals that read back the same.
     *
     * @param format rudy, sparse, coo, bqm or json
     * @throws IllegalArgumentException when it is another one, or cannot hold something of the problem
     */
    public static void write(Problem problem, Path file, ProblemFormat format) throws IOException {
        AtomicFile.write(file, stream -> write(problem, stream, format));
    }

    /** As {@link #write(Problem, Path, ProblemFormat)}, to a stream, which is left open. */
    public static void write(Problem problem, OutputStream stream, ProblemFormat format) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.US_ASCII));
        switch (format) {
            case RUDY -> ListWriter.rudy(problem, writer);
            case SPARSE -> ListWriter.sparse(problem, writer);
            case COO -> ListWriter.coo(problem, writer);
            case BQM -> BqmWriter.write(problem, stream);
            case JSON -> BqmJsonWriter.write(problem, writer);
            default ->
                throw new IllegalArgumentException("files of format " + format.formatName()
                        + " are not written; rudy, sparse, coo, bqm and json are");
        }
        writer.flush();
    }

    private static Recognition recognise(SourceStream source) throws IOException {
        source.stream().mark(HEAD);
        byte[] head = source.stream().readNBytes(HEAD);
        source.stream().reset();
        return Recognition.of(source.name(), head);
    }
}
