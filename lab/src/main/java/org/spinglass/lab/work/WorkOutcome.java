// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import org.spinglass.compute.NativeLibraryException;
import org.spinglass.data.DataException;
import org.spinglass.lab.settings.LabException;
import org.spinglass.network.NetworkException;
import org.spinglass.training.TrainingException;

/**
 * What came of a task, as bytes: its result, or a failure that is one of the program's own for people and would be the
 * same anywhere. Others are thrown, so that the task may be begun anew elsewhere.
 */
public final class WorkOutcome {
    private WorkOutcome() {}

    /** Whom a failure is thrown as again. */
    private enum Kind {
        NONE,
        TRAINING,
        NETWORK,
        LAB,
        ARGUMENT,
        WORKPLACE
    }

    /**
     * Does a task.
     *
     * @param host where this is, for messages
     */
    public static byte[] of(Class<? extends RemoteWork> work, byte[] input, TaskContact contact, String host) {
        RemoteWork worker;
        try {
            worker = work.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(work + " cannot be made", e);
        }
        try {
            return bytes(Kind.NONE, worker.run(input, contact));
        } catch (TrainingException e) {
            return failure(Kind.TRAINING, e);
        } catch (NetworkException e) {
            return failure(Kind.NETWORK, e);
        } catch (DataException e) { // of files that are read where the task is done
            return failure(Kind.WORKPLACE, new WorkplaceException(host + ": " + e.getMessage()));
        } catch (LabException e) {
            return failure(Kind.LAB, e);
        } catch (IllegalArgumentException e) {
            return failure(Kind.ARGUMENT, e);
        } catch (NativeLibraryException | LinkageError e) {
            return failure(
                    Kind.WORKPLACE,
                    new WorkplaceException(host + ": a part of the program cannot be loaded: " + reason(e)));
        } catch (OutOfMemoryError e) {
            return failure(
                    Kind.WORKPLACE,
                    new WorkplaceException(host + ": not enough memory (" + e.getMessage()
                            + "); --spark spark.executor.memory=4g gives an executor more"));
        }
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private static byte[] failure(Kind kind, RuntimeException e) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            new DataOutputStream(text).writeUTF(Objects.requireNonNullElse(e.getMessage(), e.toString()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes(kind, text.toByteArray());
    }

    private static byte[] bytes(Kind kind, byte[] content) {
        byte[] bytes = new byte[content.length + 1];
        bytes[0] = (byte) kind.ordinal();
        System.arraycopy(content, 0, bytes, 1, content.length);
        return bytes;
    }

    /** The result of an outcome; throws where it is a failure. */
    public static byte[] result(byte[] outcome) {
        byte[] content = Arrays.copyOfRange(outcome, 1, outcome.length);
        Kind kind = Kind.values()[outcome[0]];
        if (kind == Kind.NONE) {
            return content;
        }
        String message;
        try {
            message = new DataInputStream(new ByteArrayInputStream(content)).readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw switch (kind) {
            case TRAINING -> new TrainingException(message);
            case NETWORK -> new NetworkException(message);
            case LAB -> new LabException(message);
            case ARGUMENT -> new IllegalArgumentException(message);
            case NONE, WORKPLACE -> new WorkplaceException(message);
        };
    }
}
