// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Values of options from their texts; faults name option and value. */
record ConfigValues(DwaveConfig config) {
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final double LONGEST_SECONDS = 1e9;

    String text(String option, String otherwise) {
        return config.option(option).orElse(otherwise);
    }

    boolean is(String option, boolean otherwise) {
        String text = text(option, Boolean.toString(otherwise));
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true", "on" -> true;
            case "0", "false", "off" -> false;
            default -> throw unexpected(option, text, "true, on, 1, false, off or 0");
        };
    }

    double number(String option, double otherwise) {
        String text = text(option, Double.toString(otherwise)).strip();
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value <= LONGEST_SECONDS) {
                return value;
            }
        } catch (NumberFormatException _) { // told below
        }
        throw unexpected(option, text, "a number of at least 0");
    }

    int wholeNumber(String option, int otherwise) {
        double value = number(option, otherwise);
        if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
            throw unexpected(option, text(option, ""), "a whole number");
        }
        return (int) value;
    }

    Duration seconds(String option, double otherwise) {
        return Duration.ofNanos((long) (number(option, otherwise) * 1e9));
    }

    URI address(String option, String text) {
        try {
            URI uri = new URI(text.strip());
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isHttp && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException _) { // told below
        }
        throw unexpected(option, text, "an address such as https://host/path/");
    }

    /** Lines of {@code Name: value}; values are not told, as they may be secret. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        text("headers", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> {
                    int at = line.indexOf(':');
                    if (at < 1
                            || !HEADER_NAME
                                    .matcher(line.substring(0, at).strip())
                                    .matches()) {
                        throw new ConfigException("headers has a line without a name; expected lines of 'Name: value'");
                    }
                    String name = line.substring(0, at).strip();
                    String value = line.substring(at + 1).strip();
                    try {
                        HttpRequest.newBuilder().header(name, value);
                    } catch (IllegalArgumentException _) { // its message may hold the value
                        throw new ConfigException("headers has " + name + "; expected headers that a client may set");
                    }
                    headers.put(name, value);
                });
        return headers;
    }

    static ConfigException unexpected(String option, String text, String expected) {
        return new ConfigException(option + " is '" + text + "'; expected " + expected);
    }
}
