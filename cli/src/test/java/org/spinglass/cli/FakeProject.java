// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The launcher in a folder of its own, with a build and a JVM that only say what they were asked: {@code mvnw} runs the
 * script {@code build.sh} of the folder, and {@code java} the script {@code jvm.sh}.
 */
final class FakeProject {
    private static final Path LAUNCHER = Path.of("..", "spinglass");
    private static final List<String> MODULES =
            List.of("compute", "ising", "quantum", "network", "data", "training", "lab", "cli", "backprop");

    private final Path root;

    /** What a start came to. */
    record Ended(int code, String out, String err) {}

    FakeProject(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root);
        Files.copy(LAUNCHER, root.resolve("spinglass"));
        Files.writeString(root.resolve("pom.xml"), "");
        for (String module : MODULES) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "");
        }
        Files.createDirectories(root.resolve("jdk/bin"));
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script("jdk/bin/java", "root='" + root + "'\n. \"$root/jvm.sh\"");
        script("jdk/bin/javac", "exit 0");
        script("mvnw", "echo \"$*\" >>builds\n. ./build.sh");
        build("mkdir -p cli/target/lib backprop/target/lib");
        jvm("echo \"$@\"");
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(root.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path root() {
        return root;
    }

    /** What a build does, in the root. */
    void build(String body) throws IOException {
        Files.writeString(root.resolve("build.sh"), body + "\n");
    }

    /** What the JVM does; {@code $root} is the root. */
    void jvm(String body) throws IOException {
        Files.writeString(root.resolve("jvm.sh"), body + "\n");
    }

    /** The arguments of each build so far. */
    List<String> builds() throws IOException {
        Path file = root.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    Process begin(Path launcher, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.resolve("cli").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("SPINGLASS_JAVA", root.resolve("jdk").toString());
        List.of("JAVA_OPTS", "SPINGLASS_OPTS").forEach(environment::remove);
        return builder.redirectError(root.resolve("stderr").toFile()).start();
    }

    Ended end(Process process) throws IOException, InterruptedException {
        Signals.endAtLast(process);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return new Ended(code, out, Files.readString(root.resolve("stderr")));
    }

    Ended start(String... arguments) throws IOException, InterruptedException {
        return end(begin(root.resolve("spinglass"), arguments));
    }
}
