package org.spinglass.lab.settings;

import java.util.stream.Stream;

/** Values of settings that were written as texts, as on a command line. */
public final class SettingText {
    private SettingText() {}

    /** A whole number, a number, a truth value, a list of such with commas between, or else a text. */
    public static Object valueOf(String text) {
        if (text.contains(",")) {
            return Stream.of(text.split(",", -1)).map(SettingText::scalar).toList();
        }
        return scalar(text);
    }

    private static Object scalar(String written) {
        String text = written.strip();
        if (text.matches("[-+]?[0-9]{1,9}")) {
            return Integer.valueOf(text);
        }
        if (text.matches("[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?")) {
            return Double.valueOf(text);
        }
        return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
    }
}
