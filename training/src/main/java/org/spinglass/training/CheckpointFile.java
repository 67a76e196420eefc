// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinglass.compute.files.AtomicFile;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * A {@link Checkpoint} as a file: a fixed mark, the fingerprint of the run it belongs to, the texts of the run's record
 * that belong with it, the reports, both sets of weights in float32, and a SHA-256 digest of all that. Written aside
 * and moved into place, so that a file that is there is whole.
 */
public final class CheckpointFile {
    private static final byte[] MARK = "spinglass-checkpoint-2\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_LENGTH = 32;

    private CheckpointFile() {}

    /**
     * Writes a checkpoint.
     *
     * @param fingerprint names the run: everything that must be the same for the checkpoint to continue it
     * @param records texts that the run's record may have, so that a change of it is found
     * @throws TrainingException naming the file when it cannot be written
     */
    public static void write(Path file, String fingerprint, List<String> records, Checkpoint checkpoint) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(MARK);
            out.writeUTF(fingerprint);
            out.writeInt(records.size());
            for (String record : records) {
                byte[] text = record.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
            out.writeInt(checkpoint.epochs().size());
            for (EpochReport report : checkpoint.epochs()) {
                write(out, report);
            }
            write(out, checkpoint.weights());
            write(out, checkpoint.average());
            out.write(digest(bytes.toByteArray(), bytes.size()));
            AtomicFile.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new TrainingException(file + ": the checkpoint cannot be written: " + reason(e), e);
        }
    }

    /**
     * Reads a checkpoint.
     *
     * @param fingerprint of the run that is to continue
     * @param network of the run that is to continue
     * @throws TrainingException naming the file when it is missing, damaged, or belongs to another run
     */
    public static Checkpoint read(Path file, String fingerprint, Network network) {
        try {
            DataInputStream in = content(file);
            String found = in.readUTF();
            if (!found.equals(fingerprint)) {
                throw new TrainingException(file + ": the checkpoint belongs to another run: it was made with " + found
                        + ", expected " + fingerprint
                        + "; where only sha256 differs, the data, a setting, or what this version of the program chooses by"
                        + " default has changed since");
            }
            readRecords(in);
            List<EpochReport> epochs = new ArrayList<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                epochs.add(readReport(in));
            }
            return new Checkpoint(readWeights(in, network), readWeights(in, network), epochs);
        } catch (IOException e) {
            throw new TrainingException(file + ": the checkpoint ends before its content does", e);
        }
    }

    /**
     * The texts that the run's record may have.
     *
     * @throws TrainingException naming the file when it is missing or damaged
     */
    public static List<String> records(Path file) {
        try {
            DataInputStream in = content(file);
            in.readUTF();
            return readRecords(in);
        } catch (IOException e) {
            throw new TrainingException(file + ": the checkpoint ends before its content does", e);
        }
    }

    private static List<String> readRecords(DataInputStream in) throws IOException {
        List<String> records = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            records.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        return records;
    }

    /** What follows the mark, found to be whole. */
    private static DataInputStream content(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new TrainingException(file + ": there is no checkpoint to resume from", e);
        } catch (IOException e) {
            throw new TrainingException(file + ": the checkpoint cannot be read: " + reason(e), e);
        }
        int length = bytes.length - DIGEST_LENGTH;
        if (length < MARK.length || !Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length)) {
            throw new TrainingException(file + ": not a checkpoint of this version of Spinglass");
        }
        if (!Arrays.equals(bytes, length, bytes.length, digest(bytes, length), 0, DIGEST_LENGTH)) {
            throw new TrainingException(file + ": the checkpoint is damaged: its content does not match its digest");
        }
        return new DataInputStream(new ByteArrayInputStream(bytes, MARK.length, length - MARK.length));
    }

    private static void write(DataOutputStream out, EpochReport report) throws IOException {
        out.writeInt(report.epoch());
        out.writeDouble(report.seconds());
        out.writeDouble(report.trainLoss());
        out.writeDouble(report.trainAccuracy());
        out.writeDouble(report.validationAccuracy());
        out.writeInt(report.layers().size());
        for (EpochReport.Layer layer : report.layers()) {
            out.writeDouble(layer.energy());
            out.writeDouble(layer.bound());
            out.writeDouble(layer.gap());
            out.writeDouble(layer.acceptance());
        }
    }

    private static EpochReport readReport(DataInputStream in) throws IOException {
        int epoch = in.readInt();
        double seconds = in.readDouble();
        double trainLoss = in.readDouble();
        double trainAccuracy = in.readDouble();
        double validationAccuracy = in.readDouble();
        List<EpochReport.Layer> layers = new ArrayList<>();
        int count = in.readInt();
        for (int l = 0; l < count; l++) {
            layers.add(new EpochReport.Layer(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return new EpochReport(epoch, seconds, trainLoss, trainAccuracy, validationAccuracy, layers);
    }

    private static void write(DataOutputStream out, Weights weights) throws IOException {
        for (int l = 0; l < weights.network().weightLayers(); l++) {
            for (float weight : weights.layer(l)) {
                out.writeFloat(weight);
            }
        }
        for (int n = 0; n < weights.network().norms(); n++) {
            for (float number : weights.norm(n)) {
                out.writeFloat(number);
            }
        }
    }

    private static Weights readWeights(DataInputStream in, Network network) throws IOException {
        Weights weights = new Weights(network);
        for (int l = 0; l < network.weightLayers(); l++) {
            float[] matrix = weights.layer(l);
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = in.readFloat();
            }
        }
        for (int n = 0; n < network.norms(); n++) {
            float[] numbers = weights.norm(n);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = in.readFloat();
            }
        }
        return weights;
    }

    private static byte[] digest(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String reason(IOException e) {
        String told = e instanceof FileSystemException refused ? refused.getReason() : e.getMessage();
        return told == null ? e.getClass().getSimpleName() : told;
    }
}
