// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.web.FieldException;
import org.spinglass.web.RunField;
import org.spinglass.web.RunStarter;

/** What the live page asks of training: fields by the words of the help, and the same checks. */
final class PageTrainingTest {
    @TempDir
    private Path temp;

    private final PageTraining training = new PageTraining(List.of("mnist"));

    private Map<String, RunField> fields(Map<String, String> values) {
        return training.fields(values).stream().collect(Collectors.toMap(RunField::name, field -> field));
    }

    private RunStarter.Start start(Map<String, String> values) {
        return training.start(temp, values, name -> name.equals("taken"));
    }

    /** Every method with every sampler has just the settings that --help-settings lists, in the same words. */
    @ParameterizedTest
    @ValueSource(strings = {"response", "pseudoinverse", "difference"})
    void settingsAreThoseOfTheHelp(String method) {
        for (String sampler : TrainerRequest.samplers()) {
            if (sampler.equals(SamplerKind.DWAVE.text())) {
                continue;
            }
            Cli.Result help =
                    Cli.run("train", "--help-settings", "--method", method, "--sampler", sampler, "--samples", "500");
            assertThat(help.code()).isZero();
            String told = help.out().replaceAll("\\s+", " ");
            List<RunField> settings =
                    training.fields(Map.of("method", method, "sampler", sampler, "samples", "500")).stream()
                            .filter(field -> field.group().startsWith("Settings of"))
                            .toList();
            for (RunField field : settings) {
                assertThat(told)
                        .contains(" %s %s: %s (%s)"
                                .formatted(
                                        field.name().replaceFirst("^qpu[.]", ""),
                                        field.meaning(),
                                        field.expected(),
                                        field.standard()));
            }
            long names = help.out()
                    .lines()
                    .filter(line -> line.matches("  [a-zA-Z].*"))
                    .count();
            assertThat(settings).hasSize((int) names);
        }
    }

    @Test
    void aRunIsTheCommandThatItIs() {
        Map<String, String> values =
                new HashMap<>(Map.of("samples", "100", "sweeps", "7", "bits", "6", "bias", "true"));
        values.putAll(Map.of("sampler", "sqa", "name", "a b", "seed", "-3", "network", "linear"));
        RunStarter.Start start = start(values);
        assertThat(start.name()).isEqualTo("a b");
        List<String> words = start.process().command();
        assertThat(words.subList(words.indexOf("train"), words.size()))
                .startsWith("train", "--out", temp.resolve("a b").toString())
                .contains("--samples=100", "--set=sweeps=7", "--bits=6", "--bias", "--sampler=sqa", "--seed=-3")
                .hasSize(10);
        assertThat(start(Map.of("data", "mnist", "seed", "4")).name()).startsWith("mnist-seed4-"); // proposed once read
        assertThat(start(Map.of("data", "mnist", "seed", "4", "network", "lenet"))
                        .name())
                .startsWith("lenet-mnist-1000-seed4-");
        assertThat(start(Map.of("seed", "4")).name()).startsWith("lenet-digits-1000-seed4-");
        assertThat(start(Map.of("sampler", "emulator", "qpu.reads", "20"))
                        .process()
                        .command())
                .contains("--qpu=reads=20");
    }

    @Test
    void aNameIsFree() {
        RunStarter.Start start = training.start(temp, Map.of(), name -> !name.endsWith("-3"));
        assertThat(start.name()).matches("lenet-digits-1000-seed0-[0-9]{8}-[0-9]{6}-3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epochs|x|epochs|epochs is 'x'; expected a whole number of at least 1",
                "sweeps|0|sweeps|sweeps is '0'; expected a whole number of at least 1",
                "temperature|-1|temperature|temperature is '-1'; expected a number",
                "qpu.reads|0|qpu.reads|unknown field 'qpu.reads' of such a run; leave it out",
                "sampler|exact|sampler|sampler exact takes subproblems of up to 40 spins",
                "sampler|dwave|sampler|sampler is 'dwave'; did you mean dwave-compatible?",
                "network|lenett|network|network is 'lenett'; did you mean lenet?",
                "network|net.yaml|network|network is 'net.yaml'; there are:",
                "data|/etc/passwd|data|data is '/etc/passwd'; there are: digits, mnist",
                "data|fashion-mnist|data|data is 'fashion-mnist'; there are: digits, mnist",
                "samples|2001|samples|samples: 2001, but digits has 2000 training images",
                "validation|-1|validation|validation is '-1'; expected a whole number of at least 0",
                "keep|x|keep|keep is 'x'; expected",
                "bias|no|bias|bias is 'no'; expected true",
                "size|x|size|size is 'x'; expected",
                "name|taken|name|name is 'taken', and there is a run of that name; expected another",
                "name|-x|name|name is '-x'; expected",
                "name|a/b|name|name is 'a/b'; expected",
                "out|/tmp/x|out|unknown field 'out' of such a run; leave it out",
                "init|/tmp/x|init|unknown field 'init' of such a run; leave it out",
                "data-dir|/etc|data-dir|unknown field 'data-dir' of such a run; leave it out",
                "label|x|label|unknown field 'label' of such a run; leave it out"
            })
    void whatIsWrongIsNamedWithItsField(String name, String value, String field, String message) {
        FieldException fault = catchThrowableOfType(FieldException.class, () -> start(Map.of(name, value)));
        assertThat(fault).hasMessageStartingWith(message);
        assertThat(fault.field()).isEqualTo(field);
        assertThat(String.valueOf(fault.getMessage())).doesNotContain("\n");
    }

    @Test
    void onesOwnTableIsTrainedOnWhereItIsOffered() throws Exception {
        Path table = Files.writeString(temp.resolve("flowers.csv"), "a,class\n1,x\n2,y\n");
        PageTraining offering = new PageTraining(List.of(table.toString()));
        RunStarter.Start start =
                offering.start(temp, Map.of("data", table.toString(), "label", "class"), name -> false);
        assertThat(start.name()).startsWith("flowers-seed0-");
        assertThat(start.process().command()).contains("--data=" + table, "--label=class");
    }

    @Test
    void aRunIsResumedByTheRulesOfResuming() {
        Path run = temp.resolve("run");
        Cli.Result trained = Cli.train("--epochs", "2", "--out", run.toString());
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(training.resume(run, Map.of("epochs", "4")).command()).contains("--resume", "--epochs=4");
        FieldException fewer =
                catchThrowableOfType(FieldException.class, () -> training.resume(run, Map.of("epochs", "1")));
        assertThat(fewer.field()).isEqualTo("epochs");
        assertThat(fewer).hasMessageStartingWith("epochs is 1, but the run in ");
        FieldException other =
                catchThrowableOfType(FieldException.class, () -> training.resume(run, Map.of("seed", "1")));
        assertThat(other.field()).isEqualTo("seed");
        assertThat(run.resolve(".lock")).doesNotExist();
    }

    @Test
    void fieldsFollowWhatWasChosen() {
        assertThat(fields(Map.of())).containsKeys("temperature", "move", "bits").doesNotContainKey("preset");
        assertThat(fields(Map.of("sampler", "exact"))).doesNotContainKeys("temperature", "sweeps", "move");
        assertThat(fields(Map.of("method", "pseudoinverse"))).containsKey("preset");
        assertThat(fields(Map.of("sampler", "emulator"))).containsKey("qpu.reads");
        assertThat(Objects.requireNonNull(fields(Map.of()).get("epochs")).meaning())
                .startsWith("Passes over the samples.");
    }
}
