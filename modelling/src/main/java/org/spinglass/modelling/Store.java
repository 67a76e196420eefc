// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.spinglass.modelling.internal.flat.FlatModel;

/** The variables, atoms and parameters of a {@link Model}, in arrays that grow. */
final class Store {
    /** Values that a variable may have at most when it is asked for them. */
    static final int MOST_INDICATORS = 100_000;

    /** In place of a variable: the atom is a parameter. */
    static final int PARAMETER = -1;

    private int variables;
    private int[] low = new int[8];
    private int[] high = new int[8];
    private int[] valueAtom = new int[8];
    private int[] firstIndicator = new int[8];
    private byte[] encoding = new byte[8];
    private boolean[] spin = new boolean[8];
    private int atoms;
    private int[] atomVariable = new int[8];
    private int[] atomValue = new int[8];
    private final Map<Integer, Integer> fixed = new HashMap<>();
    private final List<Double> parameters = new ArrayList<>();
    private final List<String> parameterNames = new ArrayList<>();

    int add(int least, int most, boolean isSpin) {
        if (variables == low.length) {
            int more = Math.addExact(variables, variables);
            low = Arrays.copyOf(low, more);
            high = Arrays.copyOf(high, more);
            valueAtom = Arrays.copyOf(valueAtom, more);
            firstIndicator = Arrays.copyOf(firstIndicator, more);
            encoding = Arrays.copyOf(encoding, more);
            spin = Arrays.copyOf(spin, more);
        }
        low[variables] = least;
        high[variables] = most;
        spin[variables] = isSpin;
        valueAtom[variables] = addAtom(variables, FlatModel.VALUE);
        firstIndicator[variables] = -1;
        return variables++;
    }

    private int addAtom(int variable, int value) {
        if (atoms == atomVariable.length) {
            int more = Math.addExact(atoms, atoms);
            atomVariable = Arrays.copyOf(atomVariable, more);
            atomValue = Arrays.copyOf(atomValue, more);
        }
        atomVariable[atoms] = variable;
        atomValue[atoms] = value;
        return atoms++;
    }

    int addParameter(String name, double value) {
        parameters.add(value);
        parameterNames.add(name);
        return addAtom(PARAMETER, parameters.size() - 1);
    }

    double parameterValue(int atom) {
        return parameters.get(atomValue[atom]);
    }

    void setParameter(int atom, double value) {
        parameters.set(atomValue[atom], value);
    }

    boolean isParameter(int atom) {
        return atomVariable[atom] == PARAMETER;
    }

    int atomVariable(int atom) {
        return atomVariable[atom];
    }

    /** The value that an atom asks for; empty where it is the variable itself. */
    OptionalInt askedBy(int atom) {
        return atomValue[atom] == FlatModel.VALUE ? OptionalInt.empty() : OptionalInt.of(atomValue[atom]);
    }

    OptionalInt fixedValue(int variable) {
        Integer value = fixed.get(variable);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    int variables() {
        return variables;
    }

    int low(int variable) {
        return low[variable];
    }

    int high(int variable) {
        return high[variable];
    }

    boolean isSpin(int variable) {
        return spin[variable];
    }

    int step(int variable) {
        return spin[variable] ? 2 : 1;
    }

    int valueAtom(int variable) {
        return valueAtom[variable];
    }

    boolean isAskedForValues(int variable) {
        return firstIndicator[variable] >= 0;
    }

    /** The atom that tells whether a variable has a value. */
    int indicator(int variable, int value) {
        if (value < low[variable] || value > high[variable] || (value - low[variable]) % step(variable) != 0) {
            throw new IllegalArgumentException(
                    nameOf(variable) + " never is " + value + "; expected a value from " + range(variable));
        }
        if (low[variable] == 0 && high[variable] == 1 && value == 1) {
            return valueAtom[variable];
        }
        long count = (long) high[variable] - low[variable] + 1;
        if (count > MOST_INDICATORS) {
            throw new IllegalArgumentException(nameOf(variable) + " has " + count + " values; expected at most "
                    + MOST_INDICATORS + " of a variable that is asked for its values");
        }
        if (firstIndicator[variable] < 0) {
            firstIndicator[variable] = atoms;
            for (int k = low[variable]; k <= high[variable]; k += step(variable)) {
                addAtom(variable, k);
            }
        }
        return firstIndicator[variable] + (value - low[variable]) / step(variable);
    }

    String range(int variable) {
        return spin[variable] ? "-1 and 1" : low[variable] + " to " + high[variable];
    }

    void setEncoding(int variable, Encoding value) {
        encoding[variable] = (byte) value.ordinal();
    }

    Encoding encoding(int variable) {
        return Encoding.values()[encoding[variable]];
    }

    void fix(int variable, int value) {
        if (value < low[variable] || value > high[variable] || (value - low[variable]) % step(variable) != 0) {
            throw new IllegalArgumentException(
                    nameOf(variable) + " cannot be " + value + "; expected a value from " + range(variable));
        }
        fixed.put(variable, value);
    }

    void unfix(int variable) {
        fixed.remove(variable);
    }

    int[] lows() {
        int[] all = Arrays.copyOf(low, variables);
        fixed.forEach((variable, value) -> all[variable] = value);
        return all;
    }

    int[] highs() {
        int[] all = Arrays.copyOf(high, variables);
        fixed.forEach((variable, value) -> all[variable] = value);
        return all;
    }

    int[] steps() {
        int[] all = new int[variables];
        Arrays.setAll(all, this::step);
        return all;
    }

    int[] atomVariables() {
        int[] all = Arrays.copyOf(atomVariable, atoms);
        for (int k = 0; k < atoms; k++) {
            all[k] = Math.max(0, all[k]); // those of parameters no longer occur in a flat model
        }
        return all;
    }

    int[] atomValues() {
        int[] all = Arrays.copyOf(atomValue, atoms);
        for (int k = 0; k < atoms; k++) {
            all[k] = isParameter(k) ? Integer.MAX_VALUE : all[k]; // a value that no variable has
        }
        return all;
    }

    // ---- names: of single variables, and of arrays by their first element

    private final List<Named> names = new ArrayList<>();

    /** A name and the variables that it stands for. */
    record Named(String name, int first, int[] shape) {
        String of(int variable) {
            if (shape.length == 0) {
                return name;
            }
            int rest = variable - first;
            String text = "";
            for (int k = shape.length - 1; k >= 0; k--) {
                text = rest % shape[k] + (text.isEmpty() ? "" : "," + text);
                rest /= shape[k];
            }
            return name + "[" + text + "]";
        }
    }

    void name(Named named) {
        names.add(named);
    }

    String nameOf(int variable) {
        int low = 0;
        int high = names.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (names.get(middle).first() <= variable) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return names.get(low).of(variable);
    }

    String atomName(int atom) {
        if (isParameter(atom)) {
            return parameterNames.get(atomValue[atom]);
        }
        String name = nameOf(atomVariable[atom]);
        return atomValue[atom] == FlatModel.VALUE ? name : "(" + name + " is " + atomValue[atom] + ")";
    }
}
