// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Model;

/**
 * Reads models from files, plain or gzip, and writes them. Anything that a format does not allow is a
 * {@link FormatException} that names the line and what was expected.
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
        return problem(file).model();
    }

    /** As {@link #read(Path)}, of a format. */
    public static Model read(Path file, ModelFormat format) throws IOException {
        return problem(file, format).model();
    }

    /**
     * Reads a model from a stream, up to its end; the stream is left open.
     *
     * @param name what to call it in messages
     */
    public static Model read(InputStream stream, String name, ModelFormat format) throws IOException {
        return problem(stream, name, format).model();
    }

    /** As {@link #read(Path)}, with what answers mean in the file's own terms. */
    public static ModelProblem problem(Path file) throws IOException {
        ModelFormat format = ModelFormat.ofName(file.toString())
                .orElseThrow(() -> FormatException.of(
                        file.toString(),
                        "the extension tells no format of models; expected one of " + ModelFormat.extensions(false)));
        return problem(file, format);
    }

    /** As {@link #problem(Path)}, of a format. */
    public static ModelProblem problem(Path file, ModelFormat format) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return problem(stream, file.toString(), format);
        }
    }

    /** As {@link #problem(Path)}, from a stream, which is left open. */
    public static ModelProblem problem(InputStream stream, String name, ModelFormat format) throws IOException {
        InputStream plain = plain(stream);
        Lines lines = new Lines(name, new InputStreamReader(plain, StandardCharsets.UTF_8));
        try {
            return read(plain, lines, format);
        } catch (IllegalArgumentException e) { // what a model refuses, such as a rule that is called as another
            throw FormatException.of(name, String.valueOf(e.getMessage()));
        }
    }

    private static ModelProblem read(InputStream plain, Lines lines, ModelFormat format) throws IOException {
        return switch (format) {
            case LP -> ModelProblem.of(new LpReader(lines).read());
            case MPS -> ModelProblem.of(new MpsReader(lines).read());
            case CQM -> ModelProblem.of(new CqmReader(lines).read(plain));
            case OPB -> ModelProblem.of(new OpbReader(lines).read());
            case CNF -> ModelProblem.of(new CnfReader(lines, false).read());
            case WCNF -> ModelProblem.of(new CnfReader(lines, true).read());
            case TSP -> new TspReader(lines).read();
            case QAP -> new QapReader(lines).read();
            case COL -> new ColouringReader(lines).read();
            case SCP -> new CoverReader(lines).read();
        };
    }

    private static InputStream plain(InputStream stored) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stored);
        buffered.mark(2);
        boolean isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return isGzip ? new GZIPInputStream(buffered) : buffered;
    }

    /**
     * The format in which a file would be written.
     *
     * @throws IllegalArgumentException when the extension is of no format that is written
     */
    public static ModelFormat requireWritten(Path file) {
        return ModelFormat.ofName(file.toString())
                .filter(ModelFormat::isWritten)
                .orElseThrow(() -> new IllegalArgumentException(file
                        + ": the extension tells no format that models are written in; expected one of "
                        + ModelFormat.extensions(true)));
    }

    /**
     * Writes a model, with the present values of parameters and what is fixed now, in the format that the extension
     * tells, {@code .gz} or not. What is read from it has the same best answers and the same objective, in which soft
     * rules are part; names that the format does not allow are changed, which comments in the file tell.
     *
     * @throws IllegalArgumentException when the extension is of no format that is written, or the model has a part
     *     that the format cannot say
     * @throws IOException when the file cannot be written; what stood there before then stays
     */
    public static void write(Model model, Path file) throws IOException {
        ModelFormat format = requireWritten(file);
        Path directory = file.toAbsolutePath().getParent();
        Program program = program(model, file, format);
        Path aside = Files.createTempFile(directory, "." + file.getFileName(), ".part");
        try {
            boolean isGzip = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
            try (OutputStream stream = Files.newOutputStream(aside);
                    OutputStream packed = isGzip ? new GZIPOutputStream(stream) : stream) {
                program.write(packed, format);
            } catch (IllegalArgumentException e) {
                throw refused(file, e);
            }
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static Program program(Model model, Path file, ModelFormat format) {
        try {
            return ProgramMaker.of(model, format == ModelFormat.CQM);
        } catch (IllegalArgumentException e) {
            throw refused(file, e);
        }
    }

    private static IllegalArgumentException refused(Path file, IllegalArgumentException e) {
        return new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
}
