// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as LP and MPS files allow them: of letters, digits and few signs, and each once. */
final class ProgramNames {
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_.()]");
    private static final Pattern BEGIN = Pattern.compile("[A-Za-z_].*");
    private static final Pattern WORDS =
            Pattern.compile("(min|max|minimi[sz]e|maximi[sz]e|minimum|maximum|st|s\\.t\\..*"
                    + "|subject|such|bounds?|generals?|gen|integers?|int|binary|binaries|bin|end|semi.*|sos.*|lazy|user|inf"
                    + "|infinity|free|e[0-9]*|marker|rhs|obj)");

    private final Set<String> taken = new HashSet<>();
    private final boolean isFree;

    /**
     * No names yet.
     *
     * @param isFree whether any name will do, once
     */
    ProgramNames(boolean isFree) {
        this.isFree = isFree;
    }

    /** A name that is like the one given, and no other's. */
    String of(String given) {
        String plain = OTHER.matcher(given.replace('[', '(').replace(']', ')')).replaceAll("_");
        boolean isPlain = BEGIN.matcher(plain).matches()
                && !WORDS.matcher(plain.toLowerCase(Locale.ROOT)).matches();
        String base = isFree ? given : isPlain ? plain : "_" + plain;
        String name = base;
        for (int k = 2; !taken.add(name); k++) {
            name = base + "_" + k;
        }
        return name;
    }
}
