// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.Augmentation;
import org.spinglass.data.ImageSize;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.lab.settings.Expected;
import org.spinglass.network.layer.Crop;
import org.spinglass.training.SettingDescription;

/**
 * What was asked of a run.
 *
 * @param network name of a built-in network, or the YAML file it was read from
 * @param data name of a published data set, the path of one's own files, or the address of a folder whose training
 *     images stay there
 * @param dataDir folder with local copies of the data; null for the shipped or downloaded ones
 * @param samples number of training samples, at least 1
 * @param validation number of validation samples, at least 0
 * @param method one of {@link TrainerRequest#METHODS}
 * @param sampler one of {@link TrainerRequest#samplers()}; null for a method that does not anneal
 * @param move one of {@link TrainerRequest#moves()}; null for a method that does not anneal, and for samplers but
 *     {@code sa}
 * @param bits bits of a weight's change, 1 to {@value EncodedQuadratic#MAXIMUM_BITS}; null for a method that does not
 *     anneal
 * @param epochs passes over the samples, at least 1
 * @param seed fixes the split, the start weights and every anneal
 * @param threads at least 1; the result does not depend on it
 * @param bias whether every weight layer was given a bias
 * @param crop one of {@link #crops()}; null for what a network's file says
 * @param size rows and columns that images are brought to, such as {@code 64} or {@code 48x64}; null for 32x32
 * @param grey whether colours were turned to grey
 * @param label column of a table that holds the classes; null to find it
 * @param init run folder or weights file that training starts from; null to draw the start weights by the seed
 * @param augment how images are deformed while they are trained on, see {@link Augmentation#parse}; null for not at all
 * @param deform how the training samples are made of the images at hand, see {@link Augmentation#parse}: deformed, as
 *     many as {@code samples}, the same in every epoch; null for these images as they are
 * @param ensemble networks that are trained one after the other and answer together, at least 2; null for a single one
 * @param validateEvery epochs from one score of the validation samples to the next, at least 2; null for every epoch;
 *     there always is one after the last
 * @param settings of the trainer that differ from its defaults, by their names, as texts; the empty map for none
 */
public record RunConfiguration(
        String network,
        String data,
        @Nullable String dataDir,
        int samples,
        int validation,
        String method,
        @Nullable String sampler,
        @Nullable String move,
        @Nullable Integer bits,
        int epochs,
        long seed,
        int threads,
        boolean bias,
        @Nullable String crop,
        @Nullable String size,
        boolean grey,
        @Nullable String label,
        @Nullable String init,
        @Nullable String augment,
        @Nullable String deform,
        @Nullable Integer ensemble,
        @Nullable Integer validateEvery,
        Map<String, String> settings) {
    /** The most networks of an ensemble. */
    public static final int MOST_MEMBERS = 1000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the key, its value and what was expected
     */
    public RunConfiguration {
        Expected.range("samples", samples, 1, Integer.MAX_VALUE);
        Expected.range("validation", validation, 0, Integer.MAX_VALUE);
        new TrainerRequest(method, network, samples, sampler, move, bits, settings); // checks them
        if (TrainerRequest.isAnnealing(method)) {
            Expected.range("bits", Objects.requireNonNullElse(bits, 0), 1, EncodedQuadratic.MAXIMUM_BITS);
        }
        Expected.range("epochs", epochs, 1, Integer.MAX_VALUE);
        Expected.range("threads", threads, 1, Integer.MAX_VALUE);
        if (crop != null) {
            Expected.oneOf("crop", crop, crops());
        }
        if (size != null) {
            ImageSize.parse(size); // checks it
        }
        parsed("augment", augment); // checks it
        parsed("deform", deform); // checks it
        if (ensemble != null) {
            Expected.range("ensemble", ensemble, 2, MOST_MEMBERS);
        }
        if (validateEvery != null) {
            Expected.range("validateEvery", validateEvery, 2, Integer.MAX_VALUE);
            if (validation == 0) {
                throw new IllegalArgumentException(
                        "validate-every has no effect without validation samples; leave it out");
            }
        }
        if (augment != null && method.equals("pseudoinverse")) {
            throw new IllegalArgumentException(
                    "augment has no effect with method pseudoinverse, which has the same samples in every epoch");
        }
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** How images are deformed while they are trained on; null for not at all. */
    public @Nullable Augmentation augmentation() {
        return parsed("augment", augment);
    }

    /** How training samples are made of the images at hand; null for these as they are. */
    public @Nullable Augmentation deformation() {
        return parsed("deform", deform);
    }

    private static @Nullable Augmentation parsed(String key, @Nullable String how) {
        try {
            return how == null ? null : Augmentation.parse(how);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    /** Networks that are trained and answer together, at least 1. */
    public int members() {
        return ensemble == null ? 1 : ensemble;
    }

    /** Epochs from one score of the validation samples to the next, at least 1. */
    public int epochsToValidation() {
        return validateEvery == null ? 1 : validateEvery;
    }

    /** The names of {@link Crop}. */
    public static List<String> crops() {
        return SettingDescription.namesOf(Crop.class);
    }

    /** The enum constant that a name of {@link #crops()} stands for. */
    public static Crop cropNamed(String name) {
        return Crop.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** What is to be trained on, and how it is read. */
    public DataChoice dataChoice() {
        return new DataChoice(data, dataDir, size == null ? ImageSize.STANDARD : ImageSize.parse(size), grey, label);
    }

    /** What is asked of the trainer. */
    public TrainerRequest trainer() {
        return new TrainerRequest(method, network, samples, sampler, move, bits, settings);
    }

    /** The same with other epochs, threads and place of the data, none of which change the result of an epoch. */
    public RunConfiguration continued(int newEpochs, int newThreads, @Nullable String newDataDir) {
        return with(newDataDir, newEpochs, seed, newThreads, settings);
    }

    /** The same with a setting of the trainer besides. */
    public RunConfiguration withSetting(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return with(dataDir, epochs, seed, threads, more);
    }

    /** The same with another seed. */
    public RunConfiguration withSeed(long value) {
        return with(dataDir, epochs, value, threads, settings);
    }

    private RunConfiguration with(
            @Nullable String newDataDir, int newEpochs, long newSeed, int newThreads, Map<String, String> newSettings) {
        return new RunConfiguration(
                network,
                data,
                newDataDir,
                samples,
                validation,
                method,
                sampler,
                move,
                bits,
                newEpochs,
                newSeed,
                newThreads,
                bias,
                crop,
                size,
                grey,
                label,
                init,
                augment,
                deform,
                ensemble,
                validateEvery,
                newSettings);
    }
}
