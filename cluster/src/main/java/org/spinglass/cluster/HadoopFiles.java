// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.spinglass.data.StoredFiles;

/**
 * Files of Hadoop's file systems, such as HDFS. Settings are those that Spark was given as {@code spark.hadoop.NAME},
 * and those of the files in the folder that HADOOP_CONF_DIR names. Safe for any number of threads.
 */
public final class HadoopFiles implements StoredFiles {
    /** Hadoop waits for what does not answer for a quarter of an hour, unless it is told otherwise. */
    private static final Map<String, String> SOONER = Map.of(
            "ipc.client.connect.max.retries", "5",
            "ipc.client.connect.max.retries.on.timeouts", "2",
            "ipc.client.connect.timeout", "10000");

    private static final String DEFAULTS = "core-default.xml";
    private static final List<String> CONFIGURED = List.of("core-site.xml", "hdfs-site.xml");

    /** Found as a service. */
    public HadoopFiles() {}

    private static Configuration configuration() {
        SparkEnv spark = SparkEnv.get();
        Configuration known =
                spark == null ? new Configuration() : SparkHadoopUtil.get().newConfiguration(spark.conf());
        String folder = System.getenv("HADOOP_CONF_DIR");
        if (folder != null) {
            for (String name : CONFIGURED) {
                File file = new File(folder, name);
                if (file.isFile()) {
                    known.addResource(new Path(file.toURI()));
                }
            }
        }
        SOONER.forEach((name, value) -> {
            String[] from = known.getPropertySources(name);
            if (from == null || from[from.length - 1].equals(DEFAULTS)) {
                known.set(name, value);
            }
        });
        return known;
    }

    private static FileSystem system(URI address) throws IOException {
        return FileSystem.get(address, configuration());
    }

    @Override
    public boolean reads(String scheme) {
        try {
            FileSystem.getFileSystemClass(scheme, configuration());
            return true;
        } catch (IOException | RuntimeException e) {
            return false; // there is none of it, or its jar is not here
        }
    }

    @Override
    public List<Entry> list(URI folder) throws IOException {
        try {
            List<Entry> entries = new ArrayList<>();
            for (FileStatus status : system(folder).listStatus(new Path(folder))) {
                if (status.isFile()) {
                    Path path = status.getPath();
                    entries.add(new Entry(path.toUri(), path.getName(), status.getLen()));
                }
            }
            entries.sort(Comparator.comparing(Entry::name));
            return entries;
        } catch (IOException | RuntimeException e) {
            throw plain(e);
        }
    }

    @Override
    public InputStream open(URI file, long from) throws IOException {
        try {
            FSDataInputStream in = system(file).open(new Path(file));
            try {
                in.seek(from);
                return in;
            } catch (IOException e) {
                in.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw plain(e);
        }
    }

    /** The same in one line for people. */
    private static IOException plain(Exception e) {
        String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
        String line = message.lines().findFirst().orElse(e.toString()).replaceFirst("; For more details see:.*", "");
        return switch (e) {
            case FileNotFoundException missing -> new IOException("no such file or folder", missing);
            case AccessControlException denied -> new IOException("permission denied: " + line, denied);
            default -> new IOException(line, e);
        };
    }
}
