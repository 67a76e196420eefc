// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import org.spinglass.formats.Growing.Doubles;
import org.spinglass.formats.Growing.Ints;
import org.spinglass.ising.model.Duplicates;

/**
 * Reads dimod's BQM files, versions 1 and 2: {@code DIMODBQM}, two bytes of version, a JSON header, the offset, for each
 * variable where its neighbours begin and its linear bias, for each neighbour its number and the quadratic bias (every
 * pair from both sides), and in version 2 the labels where they are not the numbers. All numbers are little-endian.
 */
final class BqmReader {
    static final String MAGIC = "DIMODBQM";
    static final String LABELS = "VARS";

    private final Input input;
    private final BinaryScanner file;
    private final BqmHeader header;
    private final ProblemBuilder builder;

    private BqmReader(Input input) throws IOException {
        this.input = input;
        this.file = new BinaryScanner(input.stream(), input.source());
        file.expect(MAGIC);
        int major = file.readByte();
        int minor = file.readByte();
        if (major != 1 && major != 2 || minor != 0) {
            throw file.error("version is " + major + "." + minor + "; expected 1.0 or 2.0");
        }
        this.header = BqmHeader.read(section(), input);
        this.builder = new ProblemBuilder(
                input,
                header.vartype(),
                VariableLabels.range(0, header.variables()),
                header.interactions(),
                Duplicates.REJECT);
        builder.readDoubles();
    }

    static Problem read(Input input) throws IOException {
        return new BqmReader(input).problem();
    }

    private JsonReader section() throws IOException {
        return new JsonReader(file.section(Integer.toUnsignedLong(file.readInt())), input.source());
    }

    private double bias() throws IOException {
        double value = header.isDouble() ? file.readDouble() : file.readFloat();
        if (!Double.isFinite(value)) {
            throw file.error("a bias is " + value + "; expected a finite number");
        }
        return value;
    }

    private int whole(boolean isLong, String what, long minimum, long maximum) throws IOException {
        long value = isLong ? file.readLong() : file.readInt();
        if (value < minimum || value > maximum) {
            throw file.error(what + " is " + value + "; expected " + minimum + " to " + maximum);
        }
        return (int) value;
    }

    private Problem problem() throws IOException {
        builder.addOffset(bias());
        int[] degrees = linear();
        quadratic(degrees);
        VariableLabels labels = header.labels();
        if (header.hasLabelSection()) {
            file.expect(LABELS);
            JsonReader json = section();
            labels = LabelReader.read(json, input.budget());
            json.end();
        }
        if (!file.atEnd()) {
            throw file.error("expected the end of the file");
        }
        if (labels == null) {
            return builder.problem();
        }
        if (labels.size() != header.variables()) {
            throw input.error(labels.size() + " labels for " + header.variables() + " variables");
        }
        return builder.problem(labels);
    }

    /** Reads linear biases, and returns how many neighbours each variable has. */
    private int[] linear() throws IOException {
        int n = header.variables();
        input.budget().take(4L * n, "the degrees of " + n + " variables");
        int[] degrees = new int[n];
        long records = 2L * header.interactions();
        int before = 0;
        for (int i = 0; i < n; i++) {
            int start = whole(header.isLongStart(), "a position among neighbours", before, i == 0 ? 0 : records);
            if (i > 0) {
                degrees[i - 1] = start - before;
            }
            before = start;
            builder.addLinear(i, bias(), 0);
        }
        degrees[n - 1] = (int) (records - before);
        return degrees;
    }

    /** Reads each pair at its smaller variable, and compares what its larger one says. */
    private void quadratic(int[] degrees) throws IOException {
        int n = degrees.length;
        Ints columns = new Ints(input.budget());
        Doubles biases = new Doubles(input.budget());
        input.budget().take(4L * n, "the rows of " + n + " variables");
        int[] unread = new int[n];
        int[] ends = degrees;
        for (int i = 0; i < n; i++) {
            unread[i] = columns.size();
            int before = -1;
            for (int k = degrees[i]; k > 0; k--) {
                int j = whole(header.isLongIndex(), "a neighbour of variable " + i, before + 1, n - 1);
                double bias = bias();
                if (j == i) {
                    throw file.error("variable " + i + " is its own neighbour");
                }
                if (j > i) {
                    columns.add(j);
                    biases.add(bias);
                    builder.addPair(i, j, bias, 0);
                } else {
                    int at = unread[j]++;
                    if (at >= ends[j] || columns.get(at) != i || biases.get(at) != bias) {
                        throw file.error("variables " + j + " and " + i + " do not have the same bias from both sides");
                    }
                }
                before = j;
            }
            ends[i] = columns.size();
        }
        if (columns.size() != header.interactions()) {
            throw input.error(columns.size() + " interactions; the header announces " + header.interactions());
        }
    }
}
