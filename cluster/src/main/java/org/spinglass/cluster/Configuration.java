// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/**
 * What Spark is told: the master, the program's jars and what its Java needs, and that it be quiet. Settings of the
 * user's own come last, and add to the options of Java and to the plugins.
 */
final class Configuration {
    /** What the launchers give the program, for its executors. */
    private static final String JAVA = String.join(
            " ",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=CompileThresholdScaling,org.spinglass.compute.Simd*::*,0.02",
            "-XX:CompileCommand=BackgroundCompilation,org.spinglass.compute.Simd*::*,false",
            "-XX:CompileCommand=exclude,org.spinglass.compute.Workers::spread");

    private static final String JAVA_KEY = "spark.executor.extraJavaOptions";
    private static final String PLUGINS_KEY = "spark.plugins";
    private static final String PATH_KEY = "spark.executor.extraClassPath";

    /** Set by Spark's own spark-submit, which sends the program itself. */
    private static final String SUBMITTED_KEY = "spark.submit.deployMode";

    /** Spark has its own. */
    private static final List<String> LOGGING = List.of("logback-", "slf4j-");

    private Configuration() {}

    static SparkConf of(String master, Map<String, String> settings, String title) {
        SparkConf conf = new SparkConf();
        conf.setMaster(master);
        conf.setAppName(title);
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        conf.setIfMissing("spark.task.maxFailures", "8");
        if (master.startsWith("local")) {
            conf.setIfMissing("spark.driver.host", "localhost");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        settings.forEach(conf::set);
        add(conf, JAVA_KEY, JAVA, " ");
        add(conf, PLUGINS_KEY, ContactPlugin.class.getName(), ",");
        if (!isInProcess(master) && !conf.contains(SUBMITTED_KEY)) {
            sendProgram(conf, master);
        }
        return conf;
    }

    /** Whether the only executor is this process. */
    static boolean isInProcess(String master) {
        return master.equals("local") || master.startsWith("local[");
    }

    private static void add(SparkConf conf, String key, String own, String between) {
        String given = conf.get(key, "");
        conf.set(key, given.isEmpty() ? own : own + between + given);
    }

    /**
     * The program's jars go to the executors, each once; a program that runs from folders of classes, or beside its
     * executors, is read where it is.
     */
    private static void sendProgram(SparkConf conf, String master) {
        List<Path> program = program();
        if (master.startsWith("local-cluster") || program.stream().anyMatch(Files::isDirectory)) {
            String path = program.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            add(conf, PATH_KEY, path, File.pathSeparator);
            return;
        }
        String jars = program.stream().map(jar -> jar.toUri().toString()).collect(Collectors.joining(","));
        add(conf, "spark.jars", jars, ",");
    }

    /** Where the program's classes are, without those that executors have from Spark's home. */
    private static List<Path> program() {
        String home = System.getenv("SPARK_HOME");
        Path jars = Path.of(home == null ? "" : home, "jars").toAbsolutePath().normalize();
        boolean hasHome = home != null && Files.isDirectory(jars);
        List<Path> program = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath().normalize();
            String name = String.valueOf(path.getFileName());
            Path folder = path.getParent();
            boolean isSpark =
                    hasHome && (jars.equals(folder) || LOGGING.stream().anyMatch(name::startsWith));
            if (!isSpark && Files.exists(path)) {
                program.add(path);
            }
        }
        return program;
    }
}
