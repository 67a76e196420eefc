// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.internal.arrays.Evaluation;
import org.spinglass.ising.internal.arrays.GivenTerms;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.internal.arrays.Terms;
import org.spinglass.ising.internal.arrays.UpperTriangle;
import org.spinglass.ising.internal.numbers.Total;

/**
 * A plain model as bytes, for another process of the same version: every number as it is stored, so that what is read
 * back is annealed and evaluated bit for bit as the model itself. Not a file format: {@code formats} has those.
 *
 * <p>Memory: that of the model, once more.
 */
public final class ModelBytes {
    private static final int DENSE = 1;
    private static final int SPARSE = 2;

    private ModelBytes() {}

    /**
     * The bytes of a model.
     *
     * @throws IllegalArgumentException when they are more than an array holds
     */
    public static byte[] of(PlainIsing model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            switch (model) {
                case DenseIsing dense -> {
                    out.writeByte(DENSE);
                    write(out, dense.numbers());
                    write(out, dense.evaluation());
                }
                case SparseIsing sparse -> {
                    out.writeByte(SPARSE);
                    write(out, sparse.starts());
                    write(out, sparse.neighbours());
                    write(out, sparse.numbers());
                    write(out, sparse.evaluation());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OutOfMemoryError e) {
            throw new IllegalArgumentException(model + " has more than 2 GB, which is the most that is sent", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The model of such bytes.
     *
     * @throws IllegalArgumentException when they are none
     */
    public static PlainIsing read(byte[] bytes) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            return switch (in.readByte()) {
                case DENSE -> new DenseIsing(readNumbers(in), readEvaluation(in));
                case SPARSE -> new SparseIsing(readInts(in), readInts(in), readNumbers(in), readEvaluation(in));
                default -> throw new IllegalArgumentException("these bytes are not a model");
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes of a model end before it does", e);
        }
    }

    private static void write(DataOutputStream out, Numbers numbers) throws IOException {
        switch (numbers) {
            case Numbers.Single single -> {
                out.writeBoolean(true);
                write(out, single.coupling());
                write(out, single.field());
            }
            case Numbers.Wide wide -> {
                out.writeBoolean(false);
                write(out, wide.coupling());
                write(out, wide.field());
            }
        }
    }

    private static Numbers readNumbers(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? new Numbers.Single(readFloats(in), readFloats(in))
                : new Numbers.Wide(readDoubles(in), readDoubles(in));
    }

    private static void write(DataOutputStream out, Evaluation evaluation) throws IOException {
        write(out, evaluation.offset());
        out.writeInt(evaluation.decimals());
        out.writeBoolean(evaluation.addsExactly());
        GivenTerms given = evaluation.given();
        out.writeByte(given == null ? 0 : given instanceof GivenTerms.OfSpins ? 1 : 2);
        if (given != null) {
            Terms terms = given.terms();
            write(out, terms.linear());
            write(out, terms.linearRests());
            write(out, terms.quadratic().starts());
            write(out, terms.quadratic().columns());
            write(out, terms.quadratic().values());
            write(out, terms.rests());
            write(out, terms.offset());
            out.writeInt(terms.decimals());
        }
    }

    private static Evaluation readEvaluation(DataInputStream in) throws IOException {
        return new Evaluation(readTotal(in), in.readInt(), in.readBoolean(), readGiven(in));
    }

    private static @Nullable GivenTerms readGiven(DataInputStream in) throws IOException {
        int kind = in.readByte();
        if (kind == 0) {
            return null;
        }
        double[] linear = readDoubles(in);
        double[] linearRests = readDoubles(in);
        UpperTriangle quadratic = new UpperTriangle(readInts(in), readInts(in), readDoubles(in));
        Terms terms = new Terms(linear, linearRests, quadratic, readDoubles(in), readTotal(in), in.readInt());
        return kind == 1 ? new GivenTerms.OfSpins(terms) : new GivenTerms.OfBinaries(terms);
    }

    private static void write(DataOutputStream out, Total total) throws IOException {
        out.writeDouble(total.high());
        out.writeDouble(total.low());
    }

    private static Total readTotal(DataInputStream in) throws IOException {
        return new Total(in.readDouble(), in.readDouble());
    }

    private static void write(DataOutputStream out, int[] values) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static void write(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static int[] readInts(DataInputStream in) throws IOException {
        int[] values = new int[in.readInt()];
        for (int k = 0; k < values.length; k++) {
            values[k] = in.readInt();
        }
        return values;
    }

    private static float[] readFloats(DataInputStream in) throws IOException {
        float[] values = new float[in.readInt()];
        for (int k = 0; k < values.length; k++) {
            values[k] = in.readFloat();
        }
        return values;
    }

    private static double[] readDoubles(DataInputStream in) throws IOException {
        double[] values = new double[in.readInt()];
        for (int k = 0; k < values.length; k++) {
            values[k] = in.readDouble();
        }
        return values;
    }
}
