// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.compute.files.AtomicFile;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;

/**
 * Writes what a sampler found in the form of dimod's {@code SampleSet.to_serializable}, JSON, so that
 * {@code dimod.SampleSet.from_serializable(json.load(file))} reads it.
 */
public final class SampleSetFile {
    private SampleSetFile() {}

    /**
     * Writes all samples of a problem, the best first, with their energies, values and occurrences; labels are those of
     * the problem. {@code info} tells the sense of values, the lower bound of the energy where there
     * is one, and the provenance. The file is written aside and moved into place.
     *
     * @param found of the problem's model
     * @throws IllegalArgumentException when the samples are not of one instance with as many spins as the problem has
     *     variables
     */
    public static void write(Problem problem, SampleSet found, Path file) throws IOException {
        SampleSetJson json = json(problem, found);
        AtomicFile.write(file, stream -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.US_ASCII));
            json.write(writer);
            writer.flush();
        });
    }

    /**
     * Writes the best samples of a problem with their energies and occurrences, and with an {@code info} of one's own, to a
     * stream, which is left open.
     *
     * @param found of the problem's model
     * @param most samples written at most
     * @param info what belongs to all of them: texts, numbers, truth values, and maps and lists of such
     * @throws IllegalArgumentException when the samples are not of one instance with as many spins as the problem has
     *     variables, or the info holds something that JSON has no form for
     */
    public static void write(Problem problem, SampleSet found, int most, Map<String, ?> info, OutputStream stream)
            throws IOException {
        requireFit(problem, found);
        List<Sample> samples = found.samples(0).stream().limit(most).toList();
        Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.US_ASCII));
        new SampleSetJson(
                        problem.sense().vartype(),
                        problem.labels(),
                        samples.stream().map(Sample::spins).toList(),
                        vectors(samples),
                        info)
                .write(writer);
        writer.flush();
    }

    private static void requireFit(Problem problem, SampleSet found) {
        if (found.instances() != 1 || found.best().spins().size() != problem.variables()) {
            throw new IllegalArgumentException(found.instances() + " instances of "
                    + found.best().spins().size() + " spins for a problem of " + problem.variables() + " variables");
        }
    }

    private static Map<String, Object> vectors(List<Sample> samples) {
        Map<String, Object> vectors = new LinkedHashMap<>();
        vectors.put("energy", samples.stream().mapToDouble(Sample::energy).toArray());
        vectors.put(
                "num_occurrences",
                samples.stream().mapToLong(Sample::occurrences).toArray());
        return vectors;
    }

    private static SampleSetJson json(Problem problem, SampleSet found) {
        requireFit(problem, found);
        List<Sample> samples = found.samples(0);
        Map<String, Object> vectors = vectors(samples);
        vectors.put(
                "value",
                samples.stream()
                        .mapToDouble(sample -> problem.value(sample.spins()))
                        .toArray());
        return new SampleSetJson(
                problem.sense().vartype(),
                problem.labels(),
                samples.stream().map(Sample::spins).toList(),
                vectors,
                info(problem, found));
    }

    private static Map<String, Object> info(Problem problem, SampleSet found) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("sense", problem.sense().name());
        found.lowerBound(0).ifPresent(bound -> info.put("lowerBound", bound));
        Provenance provenance = found.provenance();
        info.put("sampler", provenance.sampler());
        info.put("seed", provenance.seed());
        info.put("sweeps", provenance.sweeps());
        info.put("acceptance", provenance.acceptance());
        info.put("moves", provenance.moves());
        info.put("seconds", provenance.seconds());
        info.put("boundSeconds", provenance.boundSeconds());
        info.put("cancelled", provenance.cancelled());
        info.put("options", provenance.options());
        return info;
    }
}
