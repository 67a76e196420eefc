// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of some names was meant. */
final class NearestMatch {
    private NearestMatch() {}

    /**
     * A name that begins with what was written, else the one with the fewest changes from it, the first of equal ones;
     * case does not count. Empty when that one is far: more changes than one in three of the letters, and more than one.
     */
    static Optional<String> of(String written, Collection<String> names) {
        String lower = written.toLowerCase(Locale.ROOT);
        Comparator<String> byBeginning = Comparator.comparing(
                name -> written.isEmpty() || !name.toLowerCase(Locale.ROOT).startsWith(lower));
        return names.stream()
                .min(byBeginning.thenComparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(name -> isNear(lower, name.toLowerCase(Locale.ROOT)));
    }

    private static boolean isNear(String written, String name) {
        String letters = written.replaceAll("^-+", "");
        boolean isBeginning = !letters.isEmpty() && name.startsWith(written);
        return isBeginning || distance(written, name) <= Math.max(1, letters.length() / 3);
    }

    /** The question whether the nearest name was meant, and a space; nothing where none is near. */
    static String question(String written, Collection<String> names) {
        return of(written, names).map(name -> "did you mean " + name + "? ").orElse("");
    }

    /** What there is to choose from, after the question whether the nearest name was meant where one is near. */
    static String choices(String written, Collection<String> names) {
        String question = question(written, names);
        return question + (question.isEmpty() ? "there are: " : "There are: ") + String.join(", ", names);
    }

    /** Insertions, deletions, replacements and swaps of neighbours from one word to the other. */
    static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replaced, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                boolean isSwap =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                table[i][j] = isSwap ? Math.min(least, table[i - 2][j - 2] + 1) : least;
            }
        }
        return table[a.length()][b.length()];
    }
}
