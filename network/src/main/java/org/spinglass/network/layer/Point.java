// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.regex.Pattern;
import org.spinglass.network.NetworkException;

/**
 * Gives what the layer before has computed a name, under which a {@link Link} finds it; costs nothing.
 *
 * @param name unique in a network
 */
public record Point(String name) implements Layer {
    /** What {@link #isName} asks for, in words. */
    public static final String NAME_RULE = "up to 100 letters, digits and . _ -, beginning with a letter or digit";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");

    /**
     * Checks the name.
     *
     * @throws NetworkException when it is not {@link #isName fit}
     */
    public Point {
        require(name);
    }

    /** Whether a point may have this name: up to 100 letters, digits and {@code . _ -}. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static void require(String name) {
        if (!isName(name)) {
            throw new NetworkException("the name of a point must be " + NAME_RULE + ", not '" + name + "'");
        }
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String describe() {
        return "point " + name;
    }
}
