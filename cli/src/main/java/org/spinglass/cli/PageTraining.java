// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.files.FileListener;
import org.spinglass.lab.run.DataChoice;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunFolder;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.network.NetworkException;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.training.TrainingException;
import org.spinglass.web.FieldException;
import org.spinglass.web.RunField;
import org.spinglass.web.RunStarter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Trains for the live page: {@code train} in a process of its own, with the options that a form asks for. They are
 * checked here as {@code train} checks them; of data that is not shipped only the process finds out how much there is.
 * Safe for several threads.
 */
final class PageTraining implements RunStarter {
    private static final String NAME = "[\\p{L}\\p{N}_+][\\p{L}\\p{N} ._+-]{0,99}";
    private static final Pattern FIRST = Pattern.compile("([a-z]+):? .*", Pattern.DOTALL);

    private final TrainingForm form;

    /** With data that is offered besides what ships with the program. */
    PageTraining(List<String> offered) {
        this.form = new TrainingForm(offered);
    }

    @Override
    public List<RunField> fields(Map<String, String> values) {
        return checked(() -> form.fields(values));
    }

    @Override
    public Start start(Path runs, Map<String, String> values, Predicate<String> isTaken) {
        List<String> arguments = arguments(values);
        RunConfiguration asked = checked(() -> checkedPlan(arguments)).configuration();
        boolean isNetworkKnown = values.containsKey("network") || asked.data().equals(DataStore.DEFAULT_NAME);
        boolean isCounted = isNetworkKnown && (!asked.dataChoice().isOwn() || values.containsKey("samples"));
        String name = values.get(TrainingForm.NAME);
        if (name == null) {
            name = RunFolderName.free(asked, asked.network(), isCounted, isTaken);
        } else if (!name.matches(NAME)) {
            throw new FieldException(
                    TrainingForm.NAME,
                    "name is '%s'; expected at most 100 letters, digits, spaces and . _ + -, none of . and - the first"
                            .formatted(name));
        } else if (isTaken.test(name)) {
            throw new FieldException(
                    TrainingForm.NAME,
                    "name is '%s', and there is a run of that name; expected another".formatted(name));
        }
        List<String> words =
                new ArrayList<>(List.of("train", "--out", runs.resolve(name).toString()));
        words.addAll(arguments);
        return new Start(name, ChildProgram.of(words));
    }

    @Override
    public ProcessBuilder resume(Path run, Map<String, String> values) {
        for (String name : values.keySet()) {
            if (!name.equals("epochs")) {
                throw new FieldException(name, "unknown field '" + name + "'; expected epochs or nothing");
            }
        }
        List<String> more = values.containsKey("epochs") ? List.of("--epochs=" + values.get("epochs")) : List.of();
        RunConfiguration continued = checked(() -> {
            TrainOptions options = parsed(more);
            try (RunFolder opened = RunFolder.open(run)) {
                return new ResumeRules(opened).continued(options);
            }
        });
        if (SamplerKind.DWAVE.text().equals(continued.sampler())) {
            throw new FieldException(
                    null,
                    "the run anneals on D-Wave's processors, which a page does not; ./spinglass train --resume does");
        }
        List<String> words = new ArrayList<>(List.of("train", "--resume", run.toString()));
        words.addAll(more);
        return ChildProgram.of(words);
    }

    /** The words of a command line; each value in one with its option, so that none can be another option. */
    private List<String> arguments(Map<String, String> values) {
        Map<String, RunField> fields =
                fields(values).stream().collect(Collectors.toMap(RunField::name, field -> field));
        List<String> words = new ArrayList<>();
        values.forEach((name, value) -> {
            RunField field = fields.get(name);
            if (field == null) {
                throw new FieldException(name, "unknown field '" + name + "' of such a run; leave it out");
            }
            boolean isChoice =
                    field.choices().stream().anyMatch(choice -> choice.value().equals(value));
            if (!field.choices().isEmpty() && !isChoice) {
                throw new FieldException(
                        name,
                        "%s is '%s'; expected %s"
                                .formatted(
                                        name,
                                        value,
                                        field.choices().stream()
                                                .map(RunField.Choice::value)
                                                .filter(choice -> !choice.isEmpty())
                                                .collect(Collectors.joining(" or "))));
            }
            if (!name.equals(TrainingForm.NAME)) {
                words.add(word(name, value));
            }
        });
        return words;
    }

    private static String word(String name, String value) {
        if (name.startsWith(SamplerKind.PREFIX)) {
            return "--qpu=" + name.substring(SamplerKind.PREFIX.length()) + "=" + value;
        }
        if (name.equals("bias") || name.equals("grey")) {
            return "--" + name; // its one value is that it is given
        }
        return TrainingForm.isOption(name) ? "--" + name + "=" + value : "--set=" + name + "=" + value;
    }

    private static TrainOptions parsed(List<String> arguments) {
        TrainOptions options = new TrainOptions();
        new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
        return options;
    }

    private static RunPlan checkedPlan(List<String> arguments) {
        TrainOptions options = parsed(arguments);
        NetworkChoice network = NetworkChoice.of(options);
        DataChoice data = options.data().choice();
        RunPlan plan = new AskedTraining(options).plan(network, null);
        plan.trainer().requireFits(network.spec());
        if (data.data().equals(DataStore.DEFAULT_NAME)) {
            TrainingRun.requireFits(
                    plan, network.spec(), data.load(1, DownloadListener.silent(), FileListener.silent()));
        }
        return plan;
    }

    /** What all that is wrong with the input ends as, with the field that its message names. */
    private static <T> T checked(Supplier<T> work) {
        try {
            return work.get();
        } catch (SettingException e) {
            throw new FieldException(e.setting(), message(e));
        } catch (NetworkException e) {
            throw new FieldException(orElse(fieldOf(message(e)), "network"), message(e));
        } catch (UsageException | DataException | TrainingException | LabException | ProcessorException e) {
            throw new FieldException(fieldOf(message(e)), message(e));
        } catch (ParameterException e) {
            throw new FieldException(null, message(e));
        }
    }

    private static String message(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), "cannot be done").replaceFirst("^--(?=[a-z])", "");
    }

    /** The option that a message begins with. */
    private static @Nullable String fieldOf(String message) {
        Matcher first = FIRST.matcher(message);
        return first.matches() && TrainingForm.isOption(first.group(1)) ? first.group(1) : null;
    }

    private static String orElse(@Nullable String field, String other) {
        return field == null ? other : field;
    }
}
