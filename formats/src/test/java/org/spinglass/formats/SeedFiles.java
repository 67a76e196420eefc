// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Qubo;

/** Good files of every format, small enough to break in many ways. */
final class SeedFiles {
    private static final String[] LABELS = {"\"a\"", "7", "[\"x\", [1, 2]]", "\"\\u00e9\\n\"", "-3", "0", "1.5", "\"7\""
    };

    private SeedFiles() {}

    /** A model of random whole or fractional coefficients, its offset 0 where told. */
    static PlainIsing model(int n, double density, boolean hasOffset, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
        for (int i = 0; i < n; i++) {
            builder.addField(i, random.nextInt(4) == 0 ? 0 : random.nextInt(-40, 41) / 8.0);
            for (int j = i + 1; j < n; j++) {
                if (random.nextDouble() < density) {
                    builder.addCoupling(i, j, random.nextInt(1, 40) / 4.0);
                }
            }
        }
        return builder.addOffset(hasOffset ? random.nextInt(-9, 10) / 2.0 : 0).build();
    }

    private static PlainIsing graph(int n, double density, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        IsingBuilder builder = new IsingBuilder(n, Duplicates.REJECT);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (random.nextDouble() < density) {
                    builder.addCoupling(i, j, random.nextInt(-5, 6));
                }
            }
        }
        return builder.build();
    }

    private static Qubo qubo(int n, long seed) {
        Qubo any = Qubo.of(model(n, 0.3, false, seed));
        double[] linear = new double[n];
        Arrays.setAll(linear, any::linear);
        double[] upper = new double[n * (n - 1) / 2];
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++, at++) {
                upper[at] = any.quadratic(i, j);
            }
        }
        return Qubo.ofTriangle(linear, upper, 0);
    }

    /** The files of a format. */
    static List<byte[]> of(ProblemFormat format) throws IOException {
        List<byte[]> files = new ArrayList<>();
        switch (format) {
            case RUDY -> {
                files.add(text("4 5\n1 2\n2 3\n3 4\n4 1\n1 3\n"));
                files.add(text("# weighted\r\n3 2 \r\n1 2 -1.5e2\r\n\r\n3 1 +7\r\n"));
                files.add(written(Problem.maxCut(graph(12, 0.2, 1)), format));
                files.add(written(Problem.maxCut(graph(9, 1, 2)), format));
            }
            case SPARSE -> {
                files.add(text("3 4\n1 1 -2\n1 2 5\n2 2 1\n2 3 -7.25\n"));
                files.add(written(Problem.of(qubo(10, 3)), format));
            }
            case BITS -> {
                SplittableRandom random = new SplittableRandom(4);
                for (int n : new int[] {5, 6, 17, 33}) {
                    byte[] bits = new byte[Math.ceilDiv(n * (n - 1) / 2, 8)];
                    random.nextBytes(bits);
                    int unused = 8 * bits.length - n * (n - 1) / 2;
                    bits[bits.length - 1] &= (byte) (0xff << unused);
                    files.add(bits);
                }
            }
            case QBSOLV -> {
                files.add(text("c a comment\np qubo 0 4 3 2\n0 0 1.5\n1 1 -2\n3 3 1e1\nc between\n0 1 5\n2 3 -1\n"));
                files.add(text("p qubo 0 2 0 1\n0 1 -1"));
            }
            case COO -> {
                files.add(text("# vartype=SPIN\n0 0 1.500000\n0 1 -1.000000\n1 1 -0.5\n5 1 0.25\n1 5 3"));
                files.add(text("# my file vartype: BINARY\n  900000000 3  +2.50  \n"));
                files.add(written(Problem.of(model(9, 0.4, false, 5)), format));
            }
            case BQM, JSON -> {
                if (format == ProblemFormat.JSON) {
                    files.addAll(otherJson());
                }
                PlainIsing model = model(8, 0.4, true, 6);
                files.add(written(Problem.of(model), format));
                files.add(written(
                        new Problem(model, Sense.MIN_ISING, 0, VariableLabels.ofJson(List.of(LABELS))), format));
                files.add(written(Problem.of(qubo(7, 7)), format));
            }
            case NPY -> {
                files.add(Npy.of(1, "<f8", false, new double[][] {{1, 2, 0}, {0, -1.5, 3}, {0, 0, 4}}));
                files.add(Npy.of(2, ">i4", true, new double[][] {{1, 2}, {3, 4}}));
                files.add(Npy.of(3, "|i1", false, new double[][] {{0, 1}, {1, 0}}));
            }
            case NPZ -> {
                files.add(Npy.archive(Map.of("arr_0", Npy.of(1, "<f4", false, new double[][] {{1, 2}, {0, 3}}))));
                files.add(Npy.archive(new TreeMap<>(Map.of(
                        "data", Npy.row("<f8", 1.5, -2, 7),
                        "indices", Npy.row("<i4", 1, 2, 0),
                        "indptr", Npy.row("<i4", 0, 2, 2, 3),
                        "format", Npy.text("csr"),
                        "shape", Npy.row("<i8", 3, 3)))));
                files.add(Npy.archive(new TreeMap<>(Map.of(
                        "data", Npy.row("<i8", 1, -2),
                        "row", Npy.row("<i4", 1, 2),
                        "col", Npy.row("<i4", 0, 2),
                        "format", Npy.text("coo"),
                        "shape", Npy.row("<i8", 3, 3)))));
            }
            case MTX -> {
                files.add(
                        text("%%MatrixMarket matrix coordinate real general\n% note\n3 3 3\n1 1 2.5\n1 2 -1\n3 1 4\n"));
                files.add(text("%%MatrixMarket matrix coordinate pattern symmetric\r\n3 3 2\r\n2 1\r\n3 2\r\n"));
                files.add(text("%%MatrixMarket matrix array integer symmetric\n2 2\n1\n-3\n5\n"));
            }
            case CSV -> {
                files.add(text("source,target,weight\na,b,2\nb,c,-1.5\nc,a,3\n"));
                files.add(text("1;2;4\n2;3;5\n3;4;-1\n1;4;2\n"));
                files.add(text("1,2,0\n0,-1.5,3e1\n0,0,4\n"));
                files.add(text("# note\n0 1\r\n1 0\r\n"));
                files.add(text("0;1;2\n1;0;5.25\n2;5.25;0"));
            }
        }
        return files;
    }

    private static List<byte[]> otherJson() {
        return List.of(
                text("{\"linear_terms\":[{\"bias\":9.0,\"label\":\"c\"},{\"bias\":-4.5,\"label\":\"b\"}],"
                        + "\"quadratic_terms\":[{\"bias\":2.0,\"label_head\":\"b\",\"label_tail\":\"c\"}],"
                        + "\"offset\":-1,\"variable_labels\":[\"c\",\"b\"],\"variable_type\":\"SPIN\","
                        + "\"version\":{\"bqm_schema\":\"1.0.0\"}}"),
                text("{\"version\":\"1.0.0\",\"id\":0,\"variable_ids\":[0,4],\"variable_domain\":\"boolean\","
                        + "\"scale\":2.0,\"offset\":1.5,\"linear_terms\":[{\"id\":4,\"coeff\":1}],"
                        + "\"quadratic_terms\":[{\"id_tail\":0,\"id_head\":4,\"coeff\":-2}],\"metadata\":{}}"),
                text("{\"type\":\"BinaryQuadraticModel\",\"version\":{\"bqm_schema\":\"3.0.0-dense\"},"
                        + "\"variable_labels\":[0,1],\"variable_type\":\"SPIN\",\"offset\":0.5,\"num_variables\":2,"
                        + "\"biases\":[0,-1,1,0,0,2,0,0,1]}"),
                text("{\"type\":\"BinaryQuadraticModel\",\"use_bytes\":true,\"index_type\":\"uint16\","
                        + "\"bias_type\":\"float32\",\"variable_labels\":[\"a\",\"b\"],\"variable_type\":\"SPIN\","
                        + "\"offset\":0,\"linear_biases\":\"AACAvwAAAEA=\",\"quadratic_biases\":\"AACAPw==\","
                        + "\"quadratic_head\":\"AAA=\",\"quadratic_tail\":\"AQA=\"}"));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] written(Problem problem, ProblemFormat format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProblemFile.write(problem, bytes, format);
        return bytes.toByteArray();
    }

    /** A model with all pairs, of normal couplings and fields. */
    static PlainIsing real(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] upper = new double[n * (n - 1) / 2];
        double[] fields = new double[n];
        Arrays.setAll(upper, k -> (float) random.nextGaussian());
        Arrays.setAll(fields, i -> (float) random.nextGaussian());
        return PlainIsing.ofTriangle(fields, upper, random.nextGaussian());
    }
}
