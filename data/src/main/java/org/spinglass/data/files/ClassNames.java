// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The order of classes by their names, and how they are shown. */
final class ClassNames {
    private static final String WHOLE = "[-+]?[0-9]{1,40}";
    private static final int MOST_SHOWN = 8;

    private ClassNames() {}

    /** By number where all names are whole numbers, else by their letters. */
    static List<String> sorted(Collection<String> names) {
        boolean isNumbers = names.stream().allMatch(name -> name.matches(WHOLE));
        Comparator<String> order = isNumbers
                ? Comparator.<String, BigInteger>comparing(BigInteger::new).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
        return names.stream().distinct().sorted(order).toList();
    }

    /** The first names of a list, for a message. */
    static String shown(List<String> names) {
        String first = names.stream().limit(MOST_SHOWN).map(Reasons::shown).collect(Collectors.joining(", "));
        return names.size() > MOST_SHOWN ? first + " and " + (names.size() - MOST_SHOWN) + " more" : first;
    }
}
