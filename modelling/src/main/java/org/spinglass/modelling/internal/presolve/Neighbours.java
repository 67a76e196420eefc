// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;

/** Variables that are to be different, as a graph. */
final class Neighbours {
    private final boolean[] isAsked;
    private final List<Set<Integer>> of = new ArrayList<>();

    Neighbours(FlatModel flat, boolean[] isAsked) {
        this.isAsked = isAsked;
        for (int v = 0; v < flat.variables(); v++) {
            of.add(new HashSet<>());
        }
        for (FlatRule rule : flat.rules()) {
            if (rule instanceof FlatRule.Groups groups && groups.isHard()) {
                for (int[] group : groups.groups()) {
                    for (int k = 1; k < group.length; k++) { // enough: long groups have neighbours in plenty
                        int a = flat.variableOf(group[0]);
                        int b = flat.variableOf(group[k]);
                        of.get(a).add(b);
                        of.get(b).add(a);
                    }
                }
            }
        }
    }

    /** So many variables at most, of which as many of the first as can be found easily are all to be different. */
    int[] order(int most) {
        List<Integer> chosen = new ArrayList<>();
        Set<Integer> common = null;
        while (chosen.size() < most) {
            int best = -1;
            for (int v = 0; v < isAsked.length; v++) {
                boolean isOpen = isAsked[v] && !chosen.contains(v) && (common == null || common.contains(v));
                if (isOpen && (best < 0 || of.get(v).size() > of.get(best).size())) {
                    best = v;
                }
            }
            if (best < 0 && common == null) {
                break;
            }
            if (best < 0) {
                common = null;
                continue;
            }
            chosen.add(best);
            Set<Integer> left = new HashSet<>(of.get(best));
            if (common != null) {
                left.retainAll(common);
            }
            common = left;
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }
}
