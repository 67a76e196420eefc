// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Model;

/**
 * Reads models from files, plain or gzip. Anything that the format does not allow is a {@link FormatException} that
 * names the line and what was expected.
 */
public final class ModelFile {
    private ModelFile() {}

    /**
     * Reads a model, whose format is told by the extension.
     *
     * @throws FormatException when that is of none, or the file is not what the format wants
     * @throws IOException when the file cannot be read
     */
    public static Model read(Path file) throws IOException {
        ModelFormat format = ModelFormat.ofName(file.toString())
                .orElseThrow(() -> FormatException.of(
                        file.toString(), "the extension tells no format of models; expected .lp, .opb, .cnf or .wcnf"));
        return read(file, format);
    }

    /** As {@link #read(Path)}, of a format. */
    public static Model read(Path file, ModelFormat format) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, file.toString(), format);
        }
    }

    /**
     * Reads a model from a stream, up to its end; the stream is left open.
     *
     * @param name what to call it in messages
     */
    public static Model read(InputStream stream, String name, ModelFormat format) throws IOException {
        Lines lines = new Lines(name, new InputStreamReader(plain(stream), StandardCharsets.UTF_8));
        return switch (format) {
            case LP -> new LpReader(lines).read();
            case OPB -> new OpbReader(lines).read();
            case CNF -> new CnfReader(lines, false).read();
            case WCNF -> new CnfReader(lines, true).read();
        };
    }

    private static InputStream plain(InputStream stored) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stored);
        buffered.mark(2);
        boolean isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return isGzip ? new GZIPInputStream(buffered) : buffered;
    }
}
