// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.OptionalDouble;
import org.spinglass.quantum.embedding.ChainStrength;

/**
 * How strong chains are, as a user writes it: by a rule, or a number.
 *
 * @param text {@code spectral}, {@code torque}, {@code scaled} or a number above 0
 */
record ChainChoice(String text) {
    /** What there is to choose. */
    static final String EXPECTED = "spectral, torque, scaled or a number above 0";

    static final double SPECTRAL = 0.7;
    static final double TORQUE = 1.414;
    static final double SCALED = 1.5;

    /** The factors of the rules. */
    static final String FACTORS = SPECTRAL + " of spectral, " + TORQUE + " of torque, " + SCALED + " of scaled";

    /**
     * From a text.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static ChainChoice parse(String text) {
        boolean isNumber = text.matches("[+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?");
        if (isNumber
                ? Double.isFinite(Double.parseDouble(text)) && Double.parseDouble(text) > 0
                : text.matches("spectral|torque|scaled")) {
            return new ChainChoice(text);
        }
        throw new IllegalArgumentException("chains are '" + text + "'; expected " + EXPECTED);
    }

    /** The strength, by another factor of the rule where there is one. */
    ChainStrength strength(OptionalDouble factor) {
        return switch (text) {
            case "spectral" -> new ChainStrength.Spectral(factor.orElse(SPECTRAL));
            case "torque" -> new ChainStrength.Torque(factor.orElse(TORQUE));
            case "scaled" -> new ChainStrength.Scaled(factor.orElse(SCALED));
            default -> new ChainStrength.Given(Double.parseDouble(text));
        };
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return text;
    }
}
