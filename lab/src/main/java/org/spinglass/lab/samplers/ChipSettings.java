// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.SettingFile;
import org.spinglass.lab.settings.Sha256;
import org.spinglass.quantum.emulator.AnnealingFunctions;
import org.spinglass.quantum.emulator.ChipErrors;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.GraphFile;
import org.spinglass.training.Setting;
import org.spinglass.training.SettingDescription;

/**
 * The chip of an emulated quantum annealer and how it behaves.
 *
 * @param chip its kind; null for a Pegasus
 * @param size of the chip; null for its usual one
 * @param graph JSON file of topology, qubits and couplers, in place of kind and size; null for none
 * @param missing part of the qubits that do not work
 * @param missingCouplers part of the other couplers that do not
 * @param chipSeed fixes which, and the errors of the chip
 * @param temperature in millikelvin
 * @param noise standard deviation of h and J as programmed
 * @param fieldErrors standard deviation of the error of h that each qubit always has
 * @param couplerErrors the same of J of each coupler
 * @param drift standard deviation of a field of each qubit that changes over hours of access time
 * @param polarization field with which each qubit is drawn to what it was in the read before
 * @param misread probability to read a qubit wrongly
 * @param sweeps of a microsecond
 * @param schedule CSV file of s, A and B in GHz; null for a formula
 */
record ChipSettings(
        @Setting(meaning = "kind of the chip", standard = "pegasus") @Nullable
        Chip chip,

        @Setting(
                meaning = "size of the chip",
                least = 1,
                most = 64,
                standard = Chip.USUAL + "; of zephyr " + Chip.OF_ZEPHYR)
        @Nullable
        Integer size,

        @Setting(meaning = "JSON file of topology, qubits and couplers", standard = "none") @Nullable
        Path graph,

        @Setting(meaning = "part of the qubits that do not work", least = 0, most = 0.99)
        double missing,

        @Setting(meaning = "part of the other couplers that do not", least = 0, most = 0.99)
        double missingCouplers,

        @Setting(meaning = "fixes which, and the errors of the chip", least = 0, most = Integer.MAX_VALUE)
        int chipSeed,

        @Setting(meaning = "temperature in mK", least = 1e-6, most = 1e5)
        double temperature,

        @Setting(meaning = "standard deviation of h and J as programmed", least = 0, most = 9)
        double noise,

        @Setting(meaning = "standard deviation of the error of h that a qubit always has", least = 0, most = 9)
        double fieldErrors,

        @Setting(meaning = "standard deviation of the error of J that a coupler always has", least = 0, most = 9)
        double couplerErrors,

        @Setting(meaning = "standard deviation of fields that change over hours of access time", least = 0, most = 9)
        double drift,

        @Setting(meaning = "field towards what a qubit was in the read before", least = 0, most = 9)
        double polarization,

        @Setting(meaning = "probability to read a qubit wrongly", least = 0, most = 0.5)
        double misread,

        @Setting(meaning = "sweeps of a microsecond", least = 1e-6, most = 1e6)
        double sweeps,

        @Setting(meaning = "CSV file of s, A, B in GHz", standard = "a formula") @Nullable
        Path schedule) {
    /** The defaults. */
    static final ChipSettings STANDARD = standard(EmulatorOptions.standard(0));

    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    ChipSettings {
        SettingDescription.check(
                ChipSettings.class,
                chip,
                size,
                graph,
                missing,
                missingCouplers,
                chipSeed,
                temperature,
                noise,
                fieldErrors,
                couplerErrors,
                drift,
                polarization,
                misread,
                sweeps,
                schedule);
        if (graph != null && (chip != null || size != null)) {
            throw new IllegalArgumentException(
                    "graph is '" + graph + "'; expected no chip and no size beside it, as the file says them");
        }
        int least = kind(chip).least();
        if (size != null && size < least) {
            throw new IllegalArgumentException(
                    "size is '%s'; expected a whole number from %s to 64".formatted(size, least));
        }
    }

    private static ChipSettings standard(EmulatorOptions usual) {
        return new ChipSettings(
                null,
                null,
                null,
                0,
                0,
                0,
                usual.temperature(),
                usual.fieldNoise(),
                usual.errors().fields(),
                usual.errors().couplings(),
                usual.errors().drift(),
                usual.errors().polarization(),
                usual.readoutError(),
                usual.sweepsPerMicrosecond(),
                null);
    }

    private static Chip kind(@Nullable Chip chip) {
        return chip == null ? Chip.PEGASUS : chip;
    }

    /** The name of the kind. */
    String type() {
        return kind(chip).name().toLowerCase(Locale.ROOT);
    }

    /** The size, the usual one where none was given. */
    int wholeSize() {
        return size == null ? kind(chip).size() : size;
    }

    /**
     * Reads the files that are named, and builds nothing.
     *
     * @throws org.spinglass.lab.settings.SettingException when one cannot be read
     */
    EmulatedChip load() {
        AnnealingFunctions functions =
                SettingFile.read(SamplerKind.PREFIX + "schedule", schedule, AnnealingFunctions::read);
        EmulatorOptions usual = EmulatorOptions.standard(0);
        return new EmulatedChip(
                this,
                SettingFile.read(SamplerKind.PREFIX + "graph", graph, GraphFile::read),
                usual.withFunctions(functions == null ? usual.functions() : functions)
                        .withTemperature(temperature)
                        .withSweepsPerMicrosecond(sweeps)
                        .withNoise(noise, noise)
                        .withErrors(new ChipErrors(fieldErrors, couplerErrors, drift, polarization, chipSeed))
                        .withReadoutError(misread));
    }

    /** Names the energy scales of an anneal by their numbers. */
    static String digest(AnnealingFunctions functions) {
        return "sha256 "
                + Sha256.of(Arrays.toString(functions.positions())
                        + Arrays.toString(functions.a())
                        + Arrays.toString(functions.b()));
    }
}
