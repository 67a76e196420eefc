// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a number of YAML, also one such as 1e-4, which YAML takes for a text as it has no point. */
public final class NumberReader extends ValueDeserializer<Double> {
    /** A reader; Jackson makes one for each property. */
    public NumberReader() {}

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) {
        String name = parser.currentName();
        String text = parser.getValueAsString("");
        Double number = SettingValue.number(text);
        if (number != null) {
            return number;
        }
        String message = "%s is '%s'; expected a number".formatted(name, text);
        throw DatabindException.from(parser, message, new IllegalArgumentException(message));
    }
}
