// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.spinglass.lab.work.Workplace;
import org.spinglass.lab.work.WorkplaceException;

/** Reaches a cluster, within a minute or not at all. */
final class SparkStart {
    private static final Pattern STANDALONE = Pattern.compile("spark://(.+)");
    private static final Pattern ADDRESS = Pattern.compile("(.+):([0-9]{1,5})");
    private static final int ANSWER_MILLIS = 5_000;
    private static final long START_SECONDS = 35;

    private final String master;
    private final SparkConf conf;

    SparkStart(String master, Map<String, String> settings, String title) {
        this.master = master;
        this.conf = Configuration.of(master, settings, title);
    }

    Workplace open() {
        Matcher standalone = STANDALONE.matcher(master);
        if (standalone.matches()) {
            requireAnswer(standalone.group(1));
        }
        JavaSparkContext context = context();
        SparkWorkplace place = new SparkWorkplace(context, master);
        try {
            place.awaitExecutors();
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
        return place;
    }

    /** That something listens where one of the masters is said to be: Spark itself would try for a minute. */
    private void requireAnswer(String addresses) {
        String reason = "no address";
        for (String address : addresses.split(",", -1)) {
            Matcher parts = ADDRESS.matcher(address);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
                throw new WorkplaceException(
                        "the master is '" + master + "'; expected spark://HOST:PORT, with commas between several");
            }
            try (Socket socket = new Socket()) {
                InetSocketAddress where = new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
                if (where.isUnresolved()) {
                    reason = "there is no host " + parts.group(1);
                    continue;
                }
                socket.connect(where, ANSWER_MILLIS);
                return;
            } catch (IOException e) {
                reason = Objects.requireNonNullElse(e.getMessage(), e.toString());
            }
        }
        throw new WorkplaceException("no Spark master answers at " + master + ": " + reason
                + "; docs/cluster.md tells how to start one, and --on spark works on this machine alone");
    }

    private JavaSparkContext context() {
        FutureTask<JavaSparkContext> start = new FutureTask<>(() -> new JavaSparkContext(conf));
        Thread.ofPlatform().daemon().name("spinglass-spark-start").start(start);
        try {
            return start.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new WorkplaceException(
                    "what answers at " + master + " does not take the program on within " + START_SECONDS
                            + " s; expected a master of Spark " + org.apache.spark.package$.MODULE$.SPARK_VERSION()
                            + ", with the same spark.authenticate settings",
                    e);
        } catch (ExecutionException e) {
            throw new WorkplaceException(
                    "Spark cannot be started on " + master + ": " + Faults.reason(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkplaceException("stopped while Spark was starting on " + master, e);
        }
    }
}
