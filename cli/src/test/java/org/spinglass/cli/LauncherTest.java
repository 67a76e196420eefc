// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
    @TempDir
    private Path temp;

    private FakeProject project;

    @BeforeEach
    void place() throws IOException {
        project = new FakeProject(temp.toRealPath().resolve("a project/h\u00e9r\u00e9"));
    }

    private void awaitFile(String name) throws InterruptedException {
        for (int i = 0; i < 600 && !Files.exists(project.root().resolve(name)); i++) {
            Thread.sleep(50);
        }
        assertThat(project.root().resolve(name)).exists();
    }

    @Test
    void anyNumberOfLinksLeadToIt() throws Exception {
        Path links = Files.createDirectories(temp.resolve("links/d\u00e9ep er"));
        Path first =
                Files.createSymbolicLink(links.resolve("one"), project.root().resolve("spinglass"));
        Path second = Files.createSymbolicLink(temp.resolve("links/two"), Path.of("d\u00e9ep er", "one"));
        Path folder = Files.createSymbolicLink(temp.resolve("folder"), links);
        Path third = Files.createSymbolicLink(temp.resolve("three"), Path.of("folder", "..", "two"));
        for (Path link : new Path[] {first, second, folder.resolve("one"), third}) {
            FakeProject.Ended ended = project.end(project.begin(link, "--version"));
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("-cp " + project.root().resolve("cli/target/lib/*"));
        }
        assertThat(project.builds()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "HUP,129", "KILL,137"})
    void aStoppedBuildIsBegunAnew(String signal, int code) throws Exception {
        Signals.assumeIsHeard(signal);
        project.build("mkdir -p cli/target/classes lab/target/classes\n"
                + "echo half >cli/target/classes/A.class; echo half >lab/target/classes/B.class\n"
                + "echo $$ >pid.new; mv pid.new pid; exec sleep 100");
        Process process = project.begin(project.root().resolve("spinglass"), "--version");
        awaitFile("pid");
        Signals.send(signal, process.pid());
        FakeProject.Ended stopped = project.end(process);
        assertThat(stopped.code()).isEqualTo(code);
        long build =
                Long.parseLong(Files.readString(project.root().resolve("pid")).strip());
        if (signal.equals("KILL")) {
            ProcessHandle.of(build).ifPresent(ProcessHandle::destroyForcibly);
        } else {
            assertThat(project.root().resolve("target/building")).doesNotExist();
            assertThat(stopped.err()).contains("the build was stopped");
        }
        awaitEnd(build);
        project.build(
                "[ ! -e cli/target/classes/A.class ] && [ ! -e lab/target/classes/B.class ] && mkdir -p cli/target/lib");
        FakeProject.Ended next = project.start("--version");
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(project.root().resolve("target/building")).doesNotExist();
        assertThat(project.start("--version").code()).isZero();
        assertThat(project.builds()).hasSize(2);
    }

    private static void awaitEnd(long pid) throws Exception {
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        if (handle != null) {
            handle.onExit().get();
        }
    }

    @Test
    void aFailedBuildSaysWhy() throws Exception {
        project.build("echo '[ERROR] no network'; exit 1");
        FakeProject.Ended ended = project.start("--version");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("[ERROR] no network", "the build failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --method backprop --epochs x",
                "reproduce 6z",
                "reproduce mine.yaml",
                "train --method=backprop"
            })
    void argumentsAreCheckedBeforePyTorchIsFetched(String line) throws Exception {
        project.jvm("case \"$*\" in *purpose=parts*) echo wrong >&2; exit 2 ;; *) exit 3 ;; esac");
        FakeProject.Ended ended = project.start(line.split(" "));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).endsWith("wrong\n");
        assertThat(project.builds()).hasSize(1);
    }

    @Test
    void pyTorchIsFetchedWhereTheProgramNeedsIt() throws Exception {
        project.jvm("case \"$*\" in *purpose=parts*) exit 11 ;; *) echo \"$*\" ;; esac");
        FakeProject.Ended ended = project.start("reproduce", "6a");
        assertThat(ended.code()).isZero();
        assertThat(project.builds()).hasSize(2);
        assertThat(project.builds().getLast()).contains("-pl backprop");
        assertThat(ended.out()).contains("backprop/target/lib/*", "purpose=work");
    }

    @Test
    void pyTorchIsNotFetchedWhereItIsNotNeeded() throws Exception {
        project.jvm("case \"$*\" in *purpose=parts*) exit 10 ;; *) echo \"$*\" ;; esac");
        FakeProject.Ended ended = project.start("reproduce", "6a", "--methods", "response");
        assertThat(ended.code()).isZero();
        assertThat(project.builds()).hasSize(1);
        assertThat(ended.out()).doesNotContain("backprop/target").contains("purpose=work");
        assertThat(project.start("solve", "backprop").out()).doesNotContain("backprop/target");
    }

    @Test
    void sparkIsFetchedWhereTheProgramNeedsIt() throws Exception {
        project.jvm("case \"$*\" in *purpose=parts*) exit 12 ;; *) echo \"$SPARK_HOME $*\" ;; esac");
        FakeProject.Ended ended = project.start("solve", "file", "--on", "spark");
        assertThat(ended.code()).isZero();
        assertThat(project.builds()).hasSize(2);
        assertThat(project.builds().getLast()).contains("-pl cluster");
        assertThat(ended.out())
                .contains("cluster/target/lib/*", "cluster/target/spark/jars/*", "purpose=work")
                .doesNotContain("backprop/target");
        assertThat(ended.out())
                .startsWith(project.root().resolve("cluster/target/spark").toString());
    }

    @Test
    void bothPartsAreFetchedWhereTheProgramNeedsBoth() throws Exception {
        project.jvm("case \"$*\" in *purpose=parts*) exit 13 ;; *) echo \"$*\" ;; esac");
        FakeProject.Ended ended = project.start("reproduce", "6a", "--on=spark");
        assertThat(ended.code()).isZero();
        assertThat(project.builds()).hasSize(3);
        assertThat(ended.out()).contains("backprop/target/lib/*", "cluster/target/lib/*", "purpose=work");
    }

    @Test
    void sparkIsNotFetchedWhereItIsNotNeeded() throws Exception {
        project.jvm("case \"$*\" in *purpose=parts*) echo wrong >&2; exit 2 ;; *) echo \"$*\" ;; esac");
        assertThat(project.start("solve", "file").out()).doesNotContain("cluster/target");
        FakeProject.Ended ended = project.start("train", "--on", "sprak");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).endsWith("wrong\n");
        assertThat(project.builds()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'',true",
        "--version,true",
        "help train,true",
        "train --epochs 2 --help,true",
        "qpu embed -h,true",
        "train --help-settings,false",
        "solve file,false"
    })
    void helpNeedsOneCompilerAlone(String words, boolean isBrief) throws Exception {
        FakeProject.Ended ended = project.start(words.isEmpty() ? new String[0] : words.split(" "));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out().contains("-XX:TieredStopAtLevel=1")).isEqualTo(isBrief);
    }

    @Test
    void tooFewFileHandlesAreNamed() throws Exception {
        Path script = Files.writeString(
                temp.resolve("few.sh"), "ulimit -n 30; exec '" + project.root().resolve("spinglass") + "' --version\n");
        Process process = new ProcessBuilder("sh", script.toString()).start();
        String err = new String(process.getErrorStream().readAllBytes());
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err).contains("30 files at once (ulimit -n)", "64").hasLineCount(1);
    }
}
