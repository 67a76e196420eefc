package org.spinglass.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataStore;
import org.spinglass.network.NetworkSpec;
import org.spinglass.network.Networks;

/**
 * A panel of a figure as data: ways of training compared on the same samples from the same start weights. Read from YAML
 * by {@link Experiments}.
 *
 * @param figure short name, such as {@code 6a}; names a folder
 * @param title a line for people
 * @param network name of a built-in network
 * @param crop one of {@link RunConfiguration#crops()}
 * @param data one of {@link DataStore#names()}
 * @param samples number of training samples, at least 1
 * @param validation held-out images that accuracy is taken on
 * @param epochs passes over the samples, at least 1
 * @param runs seeds of each curve where the user names no number, at least 1
 * @param curves at least one
 * @param references published results that are shown beside and not run
 */
public record Experiment(
        @JsonProperty(required = true) String figure,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) String network,
        @JsonProperty(required = true) String crop,
        @JsonProperty(required = true) String data,
        @JsonProperty(required = true) int samples,
        @JsonProperty(required = true) HeldOut validation,
        @JsonProperty(required = true) int epochs,
        @JsonProperty(required = true) int runs,
        @JsonProperty(required = true) List<Curve> curves,
        @Nullable List<Curve.Reference> references) {
    /**
     * Checks names and ranges.
     *
     * @throws IllegalArgumentException naming the key, its value and what was expected
     */
    public Experiment {
        if (!figure.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "figure is '" + figure + "'; expected small letters, digits and hyphens, as it names a folder");
        }
        RunConfiguration.requireOneOf("crop", crop, RunConfiguration.crops());
        RunConfiguration.requireOneOf("data", data, DataStore.names());
        RunConfiguration.requireRange("samples", samples, 1, Integer.MAX_VALUE);
        RunConfiguration.requireRange("epochs", epochs, 1, Integer.MAX_VALUE);
        RunConfiguration.requireRange("runs", runs, 1, Integer.MAX_VALUE);
        curves = List.copyOf(curves);
        references = references == null ? List.of() : List.copyOf(references);
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("curves is empty; expected at least one");
        }
        List<String> known = Networks.all().stream().map(Networks.BuiltIn::name).toList();
        RunConfiguration.requireOneOf("network", network, known);
        Set<String> names = new HashSet<>();
        for (Curve curve : curves) {
            if (!names.add(curve.name())) {
                throw new IllegalArgumentException("curves: the name '" + curve.name() + "' appears twice");
            }
            if (curve.network() != null) {
                RunConfiguration.requireOneOf("network", curve.network(), known);
            }
        }
    }

    /** Published results that are shown beside and not run. */
    @Override
    public List<Curve.Reference> references() {
        return references == null ? List.of() : references;
    }

    /** The network that a curve trains. */
    public String networkOf(Curve curve) {
        return curve.network() == null ? network : curve.network();
    }

    /** The architecture that a curve trains, with the experiment's crop. */
    public NetworkSpec specOf(Curve curve) {
        return Networks.spec(networkOf(curve)).withCrop(RunConfiguration.cropNamed(crop));
    }

    /**
     * The trainer of a curve, to be opened.
     *
     * @throws org.spinglass.training.TrainingException when the method is not in this installation
     * @throws LabException when a setting does not fit
     */
    TrainerPlan planOf(Curve curve) {
        return TrainerChoice.of(curve.method(), networkOf(curve), samples, curve.changes(), 1);
    }

    /** The same with another number of epochs or other data, where these are not null. */
    public Experiment with(@Nullable Integer newEpochs, @Nullable String newData) {
        return new Experiment(
                figure,
                title,
                network,
                crop,
                newData == null ? data : newData,
                samples,
                validation,
                newEpochs == null ? epochs : newEpochs,
                runs,
                curves,
                references);
    }

    /** The same with those curves only whose method is one of these. */
    public Experiment withMethods(List<String> methods) {
        return new Experiment(
                figure,
                title,
                network,
                crop,
                data,
                samples,
                validation,
                epochs,
                runs,
                curves.stream()
                        .filter(curve -> methods.contains(curve.method()))
                        .toList(),
                references);
    }
}
