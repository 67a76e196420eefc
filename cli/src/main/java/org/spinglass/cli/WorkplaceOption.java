// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.work.Workplace;
import org.spinglass.lab.work.WorkplaceException;
import org.spinglass.lab.work.WorkplaceProvider;
import picocli.CommandLine.Option;

/**
 * Where the work is done: here, or on a cluster. Spark's own {@code spark-submit} begins the program with the settings
 * that it was given as properties, the master among them: that is where the work is done then.
 */
final class WorkplaceOption {
    private static final String SPARK = "spark";
    private static final String SUBMITTED = "spark.master";
    private static final Pattern MASTER = Pattern.compile(
            "local(\\[([1-9][0-9]*|\\*)(,[1-9][0-9]*)?])?|local-cluster\\[ *[1-9][0-9]* *, *[1-9][0-9]* *, *[1-9][0-9]* *]"
                    + "|spark://[^ /]+:[0-9]+(,[^ /]+:[0-9]+)*|yarn|k8s://[^ ]+");
    private static final List<String> OWN = List.of("spark.master", "spark.app.name");

    @Option(
            names = "--on",
            paramLabel = "spark[:MASTER]",
            description =
                    "Do the work on a cluster, by Apache Spark, which is fetched when it is first asked for; the results are"
                            + " those of one machine with the same settings. MASTER as Spark writes it, such as spark://host:7077."
                            + " Default: local[*], this machine. docs/cluster.md tells how to have one.")
    private @Nullable String on;

    @Option(
            names = "--spark",
            paramLabel = "NAME=VALUE",
            description = "A setting of Spark's, such as spark.executor.memory=4g; once for each.")
    private List<String> spark = List.of();

    /** Whether a cluster is asked for; then all has been checked that can be without it. */
    boolean isAsked() {
        settings();
        String asked = asked();
        return asked != null && !master(asked).isBlank();
    }

    /** Whether Spark's own {@code spark-submit} has begun the program. */
    static boolean isSubmitted() {
        return System.getProperty(SUBMITTED) != null;
    }

    /** As it would be written behind {@code --on}; null for this process. */
    private @Nullable String asked() {
        String submitted = System.getProperty(SUBMITTED);
        if (submitted == null) {
            return on;
        }
        if (on != null) {
            throw new UsageException(
                    "--on is given, but spark-submit says by its --master where the work is done; leave --on out");
        }
        return SPARK + ":" + submitted;
    }

    private static String master(String asked) {
        String master = asked.equals(SPARK) ? "local[*]" : asked.startsWith(SPARK + ":") ? asked.substring(6) : "";
        if (!MASTER.matcher(master).matches()) {
            throw new UsageException("--on is '" + asked + "'; expected spark, spark:local[N], spark:spark://HOST:PORT,"
                    + " spark:yarn, spark:k8s://HOST:PORT or spark:local-cluster[EXECUTORS,CORES,MEGABYTES]");
        }
        return master;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String one : spark) {
            int equals = one.indexOf('=');
            String name = equals < 0 ? one : one.substring(0, equals).strip();
            if (equals < 1 || !name.startsWith("spark.")) {
                // the value may be a secret
                throw new UsageException("--spark " + name + " is no setting; expected spark.NAME=VALUE");
            }
            if (OWN.contains(name)) {
                throw new UsageException("--spark " + name
                        + " is given; expected --on spark:MASTER for the master, and the" + " program names itself");
            }
            if (settings.put(name, one.substring(equals + 1)) != null) {
                throw new UsageException("--spark " + name + " is given twice; expected once");
            }
        }
        if (asked() == null && !settings.isEmpty()) {
            throw new UsageException("--spark is given without --on spark, and would have no effect");
        }
        return settings;
    }

    /** Refuses threads of this machine beside a cluster. */
    void requireNo(String option, @Nullable String threads) {
        if (isAsked() && threads != null) {
            throw new UsageException(option + " is of this machine, and --on " + asked()
                    + " is given; expected one of them: --on spark:local[N] has N threads here, --spark spark.cores.max=N"
                    + " limits a cluster");
        }
    }

    /**
     * Opens what was asked for; null for this process.
     *
     * @param title of the work
     * @throws WorkplaceException when it cannot be had
     */
    @Nullable
    Workplace open(String title, Interrupts interrupts) throws Exception {
        String asked = asked();
        if (asked == null) {
            return null;
        }
        String master = master(asked);
        Map<String, String> settings = settings();
        WorkplaceProvider provider = WorkplaceProvider.find(SPARK)
                .orElseThrow(
                        () -> new WorkplaceException("--on spark is an optional part of the program that is not here;"
                                + " ./spinglass fetches and builds it when it is first asked for"));
        return interrupts.whileWaiting(() -> provider.open(master, settings, "spinglass " + title));
    }
}
