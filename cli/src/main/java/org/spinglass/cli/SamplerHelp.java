// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.SettingHelp;

/** Lines of help texts on samplers and their settings, as the catalogue and the settings describe themselves. */
final class SamplerHelp {
    private SamplerHelp() {}

    /** The names of samplers, and what they are for. */
    static List<String> samplers(List<SamplerKind> kinds) {
        return kinds.stream()
                .map(kind -> SettingHelp.entry(kind.text(), kind.purpose()))
                .toList();
    }

    /** The settings that some of these have of their own, the same ones of several once. */
    static List<String> settings(List<SamplerKind> kinds) {
        List<String> lines = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        for (SamplerKind kind : kinds.reversed()) {
            Record settings = kind.settings();
            if (settings != null) {
                List<String> own = new ArrayList<>(SettingHelp.of(settings));
                List<String> repeated = own.stream().filter(told::contains).toList();
                own.removeAll(repeated);
                told.addAll(own);
                lines.add("Settings of %s (--qpu NAME=VALUE)%s:"
                        .formatted(kind.text(), repeated.isEmpty() ? "" : ", and those above that are the same"));
                lines.addAll(own);
            }
        }
        return lines;
    }
}
