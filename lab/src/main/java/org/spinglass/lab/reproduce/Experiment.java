// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.TrainerChoice;
import org.spinglass.lab.run.TrainerPlan;
import org.spinglass.network.layer.NetworkSpec;

/**
 * A panel of a figure: ways of training compared on the same samples from the same start weights. Read from YAML by
 * {@link Experiments}, where the settings of its curves are bound. Immutable.
 */
public final class Experiment {
    private final ExperimentFile file;
    private final Map<String, TrainerPlan> plans;
    private final List<Curve> curves;
    private final int epochs;
    private final @Nullable String otherData;

    /** What a file says. */
    Experiment(ExperimentFile file, Map<String, TrainerPlan> plans) {
        this(file, Map.copyOf(plans), file.curves(), file.epochs(), null);
    }

    private Experiment(
            ExperimentFile file,
            Map<String, TrainerPlan> plans,
            List<Curve> curves,
            int epochs,
            @Nullable String otherData) {
        this.file = file;
        this.plans = plans;
        this.curves = List.copyOf(curves);
        this.epochs = epochs;
        this.otherData = otherData;
    }

    /** Short name, such as {@code 6a}; names a folder. */
    public String figure() {
        return file.figure();
    }

    /** A line for people. */
    public String title() {
        return file.title();
    }

    /** How spectral pools cut, one of {@link RunConfiguration#crops()}; null for what the network says. */
    public @Nullable String crop() {
        return file.crop();
    }

    /** Name of the data set. */
    public String data() {
        return otherData == null ? file.data() : otherData;
    }

    /** The folder of local copies of the data; null for the shipped or downloaded ones. */
    public @Nullable Path dataPath() {
        DataFolder folder = file.dataDir();
        return folder == null || otherData != null ? null : folder.path();
    }

    /** Number of training samples, at least 1. */
    public int samples() {
        return file.samples();
    }

    /** Held-out images that accuracy is taken on. */
    HeldOut validation() {
        return file.validation();
    }

    /** Passes over the samples, at least 1. */
    public int epochs() {
        return epochs;
    }

    /** Seeds of each curve where the user names no number, at least 1. */
    public int runs() {
        return file.runs();
    }

    /** The curves, at least one, each with another name. */
    public List<Curve> curves() {
        return curves;
    }

    /** Published results that are shown beside and not run. */
    public List<Curve.Reference> references() {
        return file.references();
    }

    /** The name of the network that a curve trains, as written. */
    public String networkOf(Curve curve) {
        return chosen(curve).name();
    }

    private ExperimentNetwork chosen(Curve curve) {
        return curve.network() == null ? file.network() : curve.network();
    }

    /** The slope that replaces the network's own; null for none. */
    private @Nullable Double slopeOf(Curve curve) {
        return curve.slope() == null ? file.slope() : curve.slope();
    }

    /** The same for a record: with the slope, where it is another than the network's own. */
    String describedNetworkOf(Curve curve) {
        Double changed = slopeOf(curve);
        boolean isChanged = changed != null && chosen(curve).spec().hasSlope();
        return networkOf(curve) + (isChanged ? ", slope " + changed : "");
    }

    /** The architecture that a curve trains, with its slope and the experiment's crop. */
    public NetworkSpec specOf(Curve curve) {
        NetworkSpec spec = chosen(curve).spec();
        Double changed = slopeOf(curve);
        if (changed != null) {
            spec = spec.withSlope(changed.floatValue());
        }
        return file.crop() == null ? spec : spec.withCrop(RunConfiguration.cropNamed(file.crop()));
    }

    /**
     * The trainer of a curve, to be opened; its settings were bound when the experiment was read.
     *
     * @throws org.spinglass.training.TrainingException when the method is not in this installation
     */
    TrainerPlan planOf(Curve curve) {
        TrainerPlan plan = plans.get(curve.name());
        return plan == null ? bound(curve) : plan;
    }

    /** Binds the settings of a curve. */
    TrainerPlan bound(Curve curve) {
        return TrainerChoice.of(curve.method(), networkOf(curve), specOf(curve), samples(), curve.changes());
    }

    /** The same with another number of epochs or other data, where these are not null. */
    public Experiment with(@Nullable Integer newEpochs, @Nullable String newData) {
        return new Experiment(
                file, plans, curves, newEpochs == null ? epochs : newEpochs, newData == null ? otherData : newData);
    }

    /** The same with these curves of it only. */
    public Experiment withCurves(List<Curve> chosen) {
        return new Experiment(file, plans, chosen, epochs, otherData);
    }

    /** The figure. */
    @Override
    public String toString() {
        return "figure " + figure();
    }
}
