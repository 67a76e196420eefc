// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.Qubo;
import org.spinglass.ising.model.QuboBuilder;
import org.spinglass.ising.model.Spins;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.Scale;

/**
 * A {@link FlatModel} in bits: those of its variables, of slack, and of products. What rules weigh is said when a {@link
 * Qubo} is made, so that other weights need not begin anew. Immutable.
 */
public final class BitModel {
    private final FlatModel flat;
    private final Layout layout;
    private final Polynomial objective;
    private final List<Penalty> penalties;
    private final List<int[]> products;
    private final List<Minimised> minimised;
    private final int bits;
    private volatile @Nullable Stakes stakes;

    /**
     * Writes a model in bits.
     *
     * @param codes how each variable is written
     * @throws IllegalArgumentException when a rule cannot be told in bits
     */
    public BitModel(FlatModel flat, Code[] codes) {
        this.flat = flat;
        this.layout = new Layout(flat, codes);
        Reduction reduction = new Reduction(layout.bits());
        int goal = reduction.add(layout.expanded(flat.objective()), 2);
        List<Draft> drafts = new ArrayList<>();
        for (int k = 0; k < flat.rules().size(); k++) {
            Draft draft = draft(k, flat.rules().get(k), reduction);
            if (draft != null) {
                drafts.add(draft);
            }
        }
        reduction.run();
        this.objective = reduction.reduced(goal);
        this.products = reduction.products();
        this.minimised = reduction.minimised();
        this.penalties = new ArrayList<>();
        int next = reduction.nextBit();
        for (Draft draft : drafts) {
            Polynomial terms = reduction.reduced(draft.number());
            if (draft.forms() == null) {
                penalties.add(Penalty.quadratic(draft.index(), draft.rule(), terms));
                continue;
            }
            Penalty square =
                    Penalty.square(draft.index(), draft.rule(), draft.forms().form(terms), next);
            penalties.add(square);
            next += square.slack().length;
        }
        this.bits = Math.max(1, next);
        Squares.requireFits(penalties, bits);
    }

    /**
     * Looks at the rules alone: what a model is refused for is found in a part of the time that writing it takes.
     *
     * @throws IllegalArgumentException when a rule cannot be told in bits, or the rules are over too many
     */
    public static void requireFits(FlatModel flat, Code[] codes) {
        Layout layout = new Layout(flat, codes);
        List<Penalty> squares = new ArrayList<>();
        int bits = layout.bits();
        for (int k = 0; k < flat.rules().size(); k++) {
            if (flat.rules().get(k) instanceof FlatRule.Range range) {
                Polynomial expanded = layout.expanded(range.expression());
                RuleForms forms = new RuleForms(range, expanded);
                if (!forms.isTrivial() && !forms.hasPattern()) {
                    RuleForms.Form form = forms.form(expanded);
                    Penalty square = Penalty.square(k, range, form, bits);
                    squares.add(square);
                    bits = Math.addExact(bits, square.slack().length);
                }
            }
        }
        Squares.requireFits(squares, bits);
    }

    private record Draft(
            int index, FlatRule rule, int number, @Nullable RuleForms forms) {}

    private @Nullable Draft draft(int index, FlatRule rule, Reduction reduction) {
        switch (rule) {
            case FlatRule.Groups groups -> {
                return new Draft(index, rule, reduction.add(layout.expanded(Squares.pairs(groups)), 2), null);
            }
            case FlatRule.Range range -> {
                Polynomial expanded = layout.expanded(range.expression());
                RuleForms forms = new RuleForms(range, expanded);
                if (forms.isTrivial()) {
                    return null;
                }
                Polynomial pattern = forms.pattern();
                return pattern != null
                        ? new Draft(index, rule, reduction.add(pattern, 2), null)
                        : new Draft(index, rule, reduction.add(expanded, 1), forms);
            }
        }
    }

    /** Number of bits: of variables, of products, of slack. */
    public int bits() {
        return bits;
    }

    /** Bits of variables. */
    public int variableBits() {
        return layout.bits();
    }

    /** Bits that stand for products of two, and those that products of three and more have of their own. */
    public int productBits() {
        return products.size() + minimised.stream().mapToInt(Minimised::count).sum();
    }

    /** Products that have bits: of two, and of three and more with bits of their own. */
    public int products() {
        return products.size() + minimised.size();
    }

    /** Bits of a variable. */
    public int bits(int variable) {
        return layout.code(variable).bits();
    }

    /** Inequalities that have slack. */
    public int rulesWithSlack() {
        return (int)
                penalties.stream().filter(penalty -> penalty.slack().length > 0).count();
    }

    /** Bits of slack. */
    public int slackBits() {
        return penalties.stream().mapToInt(penalty -> penalty.slack().length).sum();
    }

    /**
     * Whether every state that breaks no rule has a state of bits whose energy is what it costs, and every other one a
     * penalty of at least its weight.
     */
    public boolean isExact() {
        return penalties.stream().filter(Penalty::isSquare).allMatch(BitModel::isExact);
    }

    private static boolean isExact(Penalty square) {
        boolean hasSlack =
                square.rule() instanceof FlatRule.Range range && (range.hasSlack() || range.low() == range.high());
        return hasSlack && Scale.unit(square.terms()) > 0;
    }

    /** Whether no rule that must hold is a square, which outweighs all else. */
    public boolean isPlain() {
        return penalties.stream()
                .noneMatch(penalty -> penalty.isSquare() && penalty.rule().isHard());
    }

    /** The values of variables whose bits are all known, 0 or 1 and not -1; {@link Integer#MIN_VALUE} of others. */
    public int[] known(byte[] bitValues) {
        byte[] spins = new byte[layout.bits()];
        for (int k = 0; k < spins.length; k++) {
            spins[k] = (byte) (bitValues[k] == 1 ? 1 : -1);
        }
        int[] values = layout.read(spins);
        for (int v = 0; v < values.length; v++) {
            for (int k = 0; k < layout.code(v).bits(); k++) {
                values[v] = bitValues[layout.first(v) + k] < 0 ? Integer.MIN_VALUE : values[v];
            }
        }
        return values;
    }

    /** The values of variables that bits mean. */
    public int[] read(Spins state) {
        return layout.read(state.toArray());
    }

    /** The bits of values, with the products that they make and the slack that they leave. */
    public Spins write(int[] values) {
        byte[] spins = new byte[bits];
        Arrays.fill(spins, (byte) -1);
        layout.write(values, spins);
        for (int[] product : products) {
            spins[product[0]] = (byte) (spins[product[1]] > 0 && spins[product[2]] > 0 ? 1 : -1);
        }
        minimised.forEach(form -> form.write(spins));
        for (Penalty penalty : penalties) {
            if (penalty.slack().length > 0) {
                int range = Arrays.stream(penalty.slack()).sum();
                double left = Squares.value(penalty.terms(), spins);
                new Code(Code.Kind.WEIGHTED, penalty.slack())
                        .write(Math.clamp(Math.round(left), 0, range), spins, penalty.firstSlack());
            }
        }
        return Spins.of(spins);
    }

    /**
     * The QUBO of what is minimised and of all rules by their weights. Bits of products, and bits that must be a value
     * of their variable, are held by penalties as large as they need be for these weights.
     *
     * @param weights one a rule of the flat model; those of soft rules are their own and not looked at
     */
    public Qubo qubo(double[] weights) {
        return Objects.requireNonNull(qubo(weights, () -> false));
    }

    /**
     * As {@link #qubo(double[])}, unless it is over before.
     *
     * @param isOver asked now and then where it takes more than some milliseconds
     * @return null where it is over
     */
    public @Nullable Qubo qubo(double[] weights, BooleanSupplier isOver) {
        QuboBuilder builder = new QuboBuilder(bits, Duplicates.SUM);
        Squares.addPlain(builder, objective, 1);
        boolean isWhole = addPenalties(
                builder,
                penalties,
                penalty -> penalty.rule().isHard() ? weights[penalty.index()] : ownWeight(penalty),
                isOver);
        return isWhole ? new Emission(builder, bits).guarded(layout, products) : null;
    }

    private static double ownWeight(Penalty soft) {
        return soft.rule().weight() * soft.unit() * soft.unit();
    }

    private boolean addPenalties(
            QuboBuilder builder, List<Penalty> some, ToDoubleFunction<Penalty> weight, BooleanSupplier isOver) {
        some.stream()
                .filter(penalty -> !penalty.isSquare())
                .forEach(penalty -> Squares.addPlain(builder, penalty.terms(), weight.applyAsDouble(penalty)));
        List<Penalty> squares = some.stream().filter(Penalty::isSquare).toList();
        return new SquareSum(bits, squares, weight).addTo(builder, isOver);
    }

    /** More than anything that is minimised can differ by: a weight with which the least energy breaks no rule. */
    public double safeWeight() {
        double range = stakes().range();
        return range == 0 ? 1 : 1.0625 * range;
    }

    /**
     * Weights to begin with: so much that one unit of what a rule is broken by costs what the objective can gain by it.
     */
    public double[] startingWeights() {
        double[] gain = stakes().gain();
        double[] weights = new double[flat.rules().size()];
        for (Penalty penalty : penalties) {
            double most = 0;
            Polynomial terms = penalty.terms();
            for (int term = 0; term < terms.terms(); term++) {
                for (int k = 0; k < terms.degree(term); k++) {
                    double size = penalty.isSquare() ? Math.max(1, Math.abs(terms.coefficient(term))) : 1;
                    most = Math.max(most, gain[terms.atom(term, k)] / size);
                }
            }
            weights[penalty.index()] = most;
        }
        double largest = Arrays.stream(weights).max().orElse(0);
        for (int k = 0; k < weights.length; k++) {
            weights[k] = weights[k] > 0 ? weights[k] : largest > 0 ? largest : 1;
        }
        return weights;
    }

    /**
     * What objective and soft rules are worth.
     *
     * @param range the sizes of all their coefficients
     * @param gain by how much each bit changes them at most
     */
    private record Stakes(double range, double[] gain) {}

    /** Made when it is needed first; two threads may make the same. */
    private Stakes stakes() {
        Stakes known = stakes;
        if (known == null) {
            QuboBuilder builder = new QuboBuilder(bits, Duplicates.SUM);
            Squares.addPlain(builder, objective, 1);
            List<Penalty> soft = penalties.stream()
                    .filter(penalty -> !penalty.rule().isHard())
                    .toList();
            addPenalties(builder, soft, BitModel::ownWeight, () -> false);
            Qubo base = builder.build();
            double[] range = new double[1];
            for (int k = 0; k < bits; k++) {
                range[0] += Math.abs(base.linear(k));
            }
            base.forEach((i, j, value) -> range[0] += Math.abs(value));
            known = new Stakes(range[0], Emission.largestChange(base, bits));
            stakes = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d bits: %d of variables, %d of products, %d of slack",
                bits,
                variableBits(),
                productBits(),
                slackBits());
    }
}
