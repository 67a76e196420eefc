// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataStore;
import org.spinglass.lab.run.TrainerChoice;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingEntry;
import org.spinglass.lab.settings.SettingHelp;
import org.spinglass.network.layer.Networks;
import org.spinglass.training.TrainerProvider;
import org.spinglass.web.FieldException;
import org.spinglass.web.RunField;
import org.spinglass.web.RunField.Choice;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The fields of the live page's form: options of {@code train} with the words of its help, and settings as they
 * describe themselves. Immutable.
 */
final class TrainingForm {
    /** The field of the run's name, which is no option. */
    static final String NAME = "name";

    private static final String PRESET = "preset";
    private static final List<String> SAMPLES = List.of("samples", "deform", "validation", "size", "grey", "label");
    private static final List<String> TRAINING =
            List.of("epochs", "augment", "ensemble", "validate-every", "seed", "threads");

    /** Settings that have options of their own. */
    private static final List<String> WITH_OPTIONS = List.of("move", "bits");

    private final List<String> data;
    private final CommandSpec options = CommandSpec.forAnnotatedObject(new TrainOptions());

    /** With data that is offered besides what ships with the program: names of published sets, and paths. */
    TrainingForm(List<String> offered) {
        this.data = Stream.concat(Stream.of(DataStore.DEFAULT_NAME), offered.stream())
                .distinct()
                .toList();
    }

    /** Whether a field is an option of {@code train} by its name, and no setting. */
    static boolean isOption(String field) {
        return Stream.of(SAMPLES, TRAINING, WITH_OPTIONS, List.of("data", "network", "bias", "method", "sampler"))
                .anyMatch(names -> names.contains(field));
    }

    /** The methods that are at hand, with what they are. */
    private static List<Choice> methods() {
        return TrainerRequest.METHODS.stream()
                .filter(method -> TrainerRequest.isAnnealing(method)
                        || TrainerProvider.find(method).isPresent())
                .map(method -> new Choice(
                        method,
                        switch (method) {
                            case "response" -> "ours";
                            case "pseudoinverse" -> "the paper's";
                            case "difference" -> "the paper's with errors sent back in place of targets";
                            default -> "";
                        }))
                .toList();
    }

    /** Samplers but for the one that others ask money for: a page must not spend it. */
    private static List<Choice> samplers() {
        return SamplerKind.training().stream()
                .filter(kind -> kind != SamplerKind.DWAVE)
                .map(kind -> new Choice(kind.text(), kind.purpose()))
                .toList();
    }

    private static List<Choice> networks() {
        return Stream.concat(
                        Stream.of(new Choice("", "the one proposed for the data")),
                        Networks.all().stream().map(one -> new Choice(one.name(), one.description())))
                .toList();
    }

    /**
     * The fields for what was chosen so far.
     *
     * @throws FieldException when a value that others depend on is none
     */
    List<RunField> fields(Map<String, String> values) {
        String method = chosen("method", values, methods());
        boolean isAnnealing = TrainerRequest.isAnnealing(method);
        List<RunField> fields = new ArrayList<>();
        List<Choice> sets = data.stream().map(one -> new Choice(one, "")).toList();
        boolean isOwn = !DataStore.names().contains(chosen("data", values, sets));
        fields.add(field("data", "Data", "What is trained on; serve --data offers more.", sets));
        SAMPLES.stream()
                .filter(name -> isOwn || !name.equals("label")) // published sets are no tables
                .forEach(name -> fields.add(option(name, "Data")));
        String network = chosen("network", values, networks());
        fields.add(field("network", "Network", "The architecture.", networks()));
        fields.add(option("bias", "Network"));
        fields.add(field("method", "Training", "The way of training.", methods()));
        if (isAnnealing) {
            chosen("sampler", values, samplers());
            fields.add(field("sampler", "Training", "What anneals the subproblems.", samplers()));
        }
        TRAINING.forEach(name -> fields.add(option(name, "Training")));
        fields.add(new RunField(
                NAME,
                "Training",
                "Name",
                "Of the run's folder. Default: one that tells what is in it, and the time.",
                "",
                "",
                List.of()));
        fields.addAll(settings(method, network.isEmpty() ? Networks.DEFAULT : network, isAnnealing, values));
        return fields;
    }

    private static List<RunField> settings(
            String method, String network, boolean isAnnealing, Map<String, String> values) {
        int samples = Objects.requireNonNullElse(
                OptionValues.wholeNumber("--samples", values.get("samples"), 1, Integer.MAX_VALUE),
                DataOptions.SAMPLES);
        Map<String, String> preset = values.containsKey(PRESET) ? Map.of(PRESET, values.get(PRESET)) : Map.of();
        GivenSettings given = GivenSettings.ofTexts(preset);
        String sampler = chosen("sampler", values, samplers());
        List<SettingEntry> entries = new ArrayList<>(TrainerChoice.settings(
                method,
                network,
                Networks.spec(network),
                samples,
                isAnnealing ? given.with("sampler", sampler) : given));
        String group = String.format(
                Locale.ROOT, "Settings of %s, with the defaults for %s and %,d samples", method, network, samples);
        List<RunField> fields = new ArrayList<>();
        entries.forEach(entry -> fields.add(field(entry, group)));
        Record own = isAnnealing ? SamplerKind.ofTraining(sampler).settings() : null;
        if (own != null) {
            SettingHelp.entries(own)
                    .forEach(entry -> fields.add(
                            field(entry.named(SamplerKind.PREFIX + entry.name()), "Settings of sampler " + sampler)));
        }
        return fields;
    }

    private static RunField field(SettingEntry entry, String group) {
        List<Choice> choices = entry.choices().isEmpty()
                ? List.of()
                : Stream.concat(
                                Stream.of(new Choice("", entry.standard())),
                                entry.choices().stream().map(one -> new Choice(one, "")))
                        .toList();
        return new RunField(
                entry.name(), group, entry.name(), entry.meaning(), entry.expected(), entry.standard(), choices);
    }

    private static RunField field(String name, String group, String meaning, List<Choice> choices) {
        return new RunField(
                name, group, capital(name), meaning, "", choices.getFirst().value(), choices);
    }

    /** An option with the words of the help. */
    private RunField option(String name, String group) {
        CommandLine.Model.OptionSpec option = Objects.requireNonNull(options.findOption("--" + name));
        List<Choice> choices =
                option.arity().max() == 0 ? List.of(new Choice("", "no"), new Choice("true", "yes")) : List.of();
        return new RunField(name, group, capital(name), String.join(" ", option.description()), "", "", choices);
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** What was chosen, or the first; a {@link FieldException} when it cannot be. */
    private static String chosen(String name, Map<String, String> values, List<Choice> choices) {
        @Nullable String value = values.get(name);
        if (value == null) {
            return choices.getFirst().value();
        }
        List<String> all = choices.stream()
                .map(Choice::value)
                .filter(one -> !one.isEmpty())
                .toList();
        if (!all.contains(value)) {
            throw new FieldException(name, "%s is '%s'; %s".formatted(name, value, NearestMatch.choices(value, all)));
        }
        return value;
    }
}
