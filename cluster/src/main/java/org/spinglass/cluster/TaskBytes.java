// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * A task as Spark sends it.
 *
 * @param job it belongs to
 * @param number of the task in it
 * @param version of the program that has it done
 * @param work name of the class that does it
 * @param input of the task; empty where it is large, and then the last of what is shared
 * @param isInputShared whether it is
 * @param shared sent once to every executor
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TaskBytes(
        long job,
        int number,
        String version,
        String work,
        byte[] input,
        boolean isInputShared,
        List<Broadcast<byte[]>> shared)
        implements Serializable {}
