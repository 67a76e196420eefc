// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.List;

/**
 * A field of the form that begins a run.
 *
 * @param name by which its value is sent
 * @param group heading that it stands under; fields of one follow each other
 * @param label what it is called
 * @param meaning a sentence, or some words
 * @param expected what it may be, in words; may be empty
 * @param standard its default, in words where there is no value; may be empty
 * @param choices all that may be chosen; empty where it is typed
 */
public record RunField(
        String name,
        String group,
        String label,
        String meaning,
        String expected,
        String standard,
        List<Choice> choices) {
    /** Keeps a copy. */
    public RunField {
        choices = List.copyOf(choices);
    }

    /**
     * A value that may be chosen.
     *
     * @param value as it is sent
     * @param words what it is; may be empty
     */
    public record Choice(String value, String words) {}
}
