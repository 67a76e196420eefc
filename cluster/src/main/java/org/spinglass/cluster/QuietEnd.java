// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Ends Spark. On YARN its last question to the application's master is answered when the threads for answers are gone,
 * and Scala prints a stack trace of that, which nobody can do anything about: what the process writes to
 * {@link System#err} until then is dropped.
 */
final class QuietEnd {
    private static final String YARN = "yarn";

    /** The answer is there by then. */
    private static final int LAST_ANSWER_MILLIS = 500;

    private QuietEnd() {}

    static void of(JavaSparkContext spark, String master) {
        if (!master.equals(YARN)) {
            spark.stop();
            return;
        }
        PrintStream err = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            spark.stop();
            Thread.sleep(LAST_ANSWER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            System.setErr(err);
        }
    }
}
