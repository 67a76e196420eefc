// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing.Keep;
import org.spinglass.ising.samplers.SimulatedAnnealing.Move;
import org.spinglass.ising.samplers.SimulatedAnnealing.Order;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.samplers.SettingEffect;
import org.spinglass.lab.samplers.SubproblemPlan;
import org.spinglass.lab.samplers.SubproblemSettings;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.lab.settings.SettingEntry;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.lab.settings.SettingHelp;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.DifferenceSettings;
import org.spinglass.training.PaperSettings;
import org.spinglass.training.ResponseChoice;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.TrainerProvider;
import org.spinglass.training.TrainingException;

/** Plans of trainers from the names of methods and from settings that differ from the defaults. */
public final class TrainerChoice {
    /** Sweeps of simulated bifurcation, whose steps are small; with the trainers' few sweeps nothing has moved yet. */
    private static final int STEPS = 100;

    private static final String RESPONSE = "response";
    private static final String PAPER = "pseudoinverse";
    private static final String PRESET = "preset";
    private static final String SAMPLER = "sampler";

    /** Simulated annealing of the methods that are not the paper's. */
    private static final SimulatedAnnealing USUAL = new SimulatedAnnealing(Move.SINGLE_SPIN, Order.RANDOM, Keep.BEST);

    private TrainerChoice() {}

    private static TrainerProvider provider(String method) {
        return TrainerProvider.find(method)
                .orElseThrow(() -> new TrainingException("method " + method
                        + " is an optional part of the program that is not here; ./spinglass fetches and builds it"
                        + " when it is first asked for"));
    }

    /**
     * A trainer that is to be opened, with its settings bound.
     *
     * @param method one of {@link TrainerRequest#METHODS}
     * @param network name of the network, which the paper's settings depend on
     * @param spec its architecture, whose depth our settings depend on
     * @param samples number of training samples, which our settings depend on
     * @param given settings that differ from the defaults; for the annealing methods {@code sampler}, those of {@link
     *     SubproblemSettings}, and names that begin with {@link SamplerKind#PREFIX} are the sampler's
     * @throws SettingException when a setting does not exist, does not fit, or would have no effect
     * @throws TrainingException when the method's part is not installed
     */
    public static TrainerPlan of(String method, String network, NetworkSpec spec, int samples, GivenSettings given) {
        if (!TrainerRequest.isAnnealing(method)) {
            return ProvidedPlan.of(provider(method), given);
        }
        SamplerKind kind = samplerOf(given);
        SettingEffect.require(kind, given);
        PaperSettings preset = preset(method, given);
        SubproblemPlan subproblems = SubproblemPlan.of(kind, annealing(method, preset), given);
        GivenSettings plain = given.withoutPrefix(SamplerKind.PREFIX).without(List.of(SAMPLER));
        Defaults defaults = defaults(method, network, spec, samples, plain, preset, kind);
        Map<String, String> reasons = new LinkedHashMap<>(defaults.reasons);
        reasons.keySet().removeAll(given.names());
        Record bound = SettingBinder.PLAIN.bind(defaults.settings, plain, names(method, defaults.settings, kind));
        requireEffect(bound, given);
        return new AnnealingPlan(method, bound, subproblems, reasons, defaults.hasRangeOfRun);
    }

    /** Settings that others put out of effect are left out of records; whoever asks for one has to be told. */
    private static void requireEffect(Record bound, GivenSettings given) {
        if (bound instanceof ResponseSettings responses) {
            requireEffect(
                    responses,
                    given,
                    "window",
                    responses.window(),
                    "where sketches is 0 and neurons is side-by-side, as nothing is kept from step to step");
            requireEffect(
                    responses,
                    given,
                    "together",
                    responses.together(),
                    "where sketches is 0 or refresh is not, as each layer has passes of its own then");
        }
    }

    private static void requireEffect(
            ResponseSettings bound, GivenSettings given, String name, int value, String where) {
        if (value > 1 && given.names().contains(name) && bound.withoutEffect().contains(name)) {
            throw new SettingException(name, "setting '%s' has no effect %s; leave it out".formatted(name, where));
        }
    }

    private static SamplerKind samplerOf(GivenSettings given) {
        Object name = given.value(SAMPLER);
        return name == null ? SamplerKind.training().getFirst() : SamplerKind.ofTraining(name.toString());
    }

    private static PaperSettings preset(String method, GivenSettings given) {
        PresetSetting usual = new PresetSetting(PaperSettings.PAPER);
        return method.equals(PAPER) ? SettingBinder.PLAIN.bindSome(usual, given).preset() : usual.preset();
    }

    /** Settings where none are given, why some of them are what they are, and whether ranges shrink over the whole run. */
    private record Defaults(Record settings, Map<String, String> reasons, boolean hasRangeOfRun) {
        static Defaults of(Record settings) {
            return new Defaults(settings, Map.of(), false);
        }
    }

    private static Defaults defaults(
            String method,
            String network,
            NetworkSpec spec,
            int samples,
            GivenSettings given,
            PaperSettings preset,
            SamplerKind kind) {
        Defaults usual = switch (method) {
            case PAPER -> Defaults.of(preset.of(network));
            case "difference" -> Defaults.of(DifferenceSettings.forSamples(samples));
            default -> {
                ResponseChoice choice = ResponseDefaults.of(spec, samples, given, kind == SamplerKind.SA);
                yield new Defaults(choice.settings(), choice.reasons(), choice.hasRangeOfRun());
            }
        };
        return kind == SamplerKind.SB
                ? new Defaults(
                        SettingBinder.PLAIN.bind(usual.settings, GivenSettings.NONE.with("sweeps", STEPS)),
                        usual.reasons,
                        usual.hasRangeOfRun)
                : usual;
    }

    private static SimulatedAnnealing annealing(String method, PaperSettings preset) {
        return method.equals(PAPER) ? preset.annealing() : USUAL;
    }

    /** The names of all settings of a method with a sampler, but for the sampler's own. */
    private static List<String> names(String method, Record settings, SamplerKind kind) {
        Set<String> names = new LinkedHashSet<>(SettingBinder.namesOf(settings));
        if (method.equals(PAPER)) {
            names.add(PRESET);
        }
        names.addAll(SubproblemSettings.namesOf(kind));
        names.removeAll(SettingEffect.none(kind));
        return List.copyOf(names);
    }

    /**
     * All settings of a method with their meanings, ranges and defaults, but for those of the sampler that have its
     * prefix.
     *
     * @param network name of the network, which the paper's settings depend on
     * @param spec its architecture, whose depth our settings depend on
     * @param samples number of training samples, which our settings depend on
     * @param given a {@code sampler} and a {@code preset}, where these are not the default
     * @throws SettingException when there is no such sampler or preset
     * @throws TrainingException when the method's part is not installed
     */
    public static List<SettingEntry> settings(
            String method, String network, NetworkSpec spec, int samples, GivenSettings given) {
        if (!TrainerRequest.isAnnealing(method)) {
            return ProvidedPlan.entries(provider(method), given);
        }
        SamplerKind kind = samplerOf(given);
        PaperSettings preset = preset(method, given);
        Record defaults = defaults(method, network, spec, samples, GivenSettings.NONE, preset, kind).settings;
        List<String> names = names(method, defaults, kind);
        List<SettingEntry> entries = new ArrayList<>(SettingHelp.entries(defaults, names));
        if (method.equals(PAPER)) {
            entries.addAll(SettingHelp.entries(new PresetSetting(preset)));
        }
        entries.addAll(SettingHelp.entries(SubproblemSettings.of(annealing(method, preset)), names));
        return entries;
    }
}
