// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Qubo;
import org.spinglass.ising.model.Spins;
import org.spinglass.modelling.internal.bits.BitModel;
import org.spinglass.modelling.internal.bits.Code;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.presolve.RoofDuality;

/**
 * A {@link Model} as an Ising model, and the way back, for who wants to call a sampler oneself. What is fixed, and the
 * values of parameters, are those of the moment when it is made. The least energy is that of what is minimised (of a
 * maximised objective its negative) where no rule is broken. Immutable.
 */
public final class IsingForm {
    private static final int UNARY = 3;

    /** More terms than this are many: roof duality is not asked, and bits are made when they are needed. */
    private static final int MOST_TERMS = 50_000;

    private final Model model;
    private final FlatModel flat;
    private final Code[] codes;
    private final int[] variables;
    private volatile @Nullable BitModel built;

    private IsingForm(Model model, FlatModel flat, int[] variables) {
        this.model = model;
        this.flat = flat;
        this.codes = codes(model, flat, variables);
        this.variables = variables;
    }

    /**
     * Writes a model in bits.
     *
     * @throws IllegalArgumentException when a rule or an encoding does not fit, naming it
     */
    public static IsingForm of(Model model) {
        IsingForm form =
                of(model, model.flat(), IntStream.range(0, model.size()).toArray());
        form.bits();
        return form;
    }

    /**
     * Of a part of it, which is written in bits when these are asked for first.
     *
     * @param variables which number those of the flat model have in the model
     * @throws IllegalArgumentException when an encoding does not fit; of rules {@link #requireFits} says so
     */
    static IsingForm of(Model model, FlatModel flat, int[] variables) {
        return new IsingForm(model, flat, variables);
    }

    private BitModel bits() {
        BitModel bits = built;
        if (bits == null) {
            bits = new BitModel(flat, codes);
            built = bits;
        }
        return bits;
    }

    /**
     * Makes sure that it can be written in bits, without doing so where that takes a while.
     *
     * @throws IllegalArgumentException when a rule does not fit, naming it
     */
    void requireFits() {
        if (isLarge()) {
            BitModel.requireFits(flat, codes);
        } else {
            bits();
        }
    }

    /** Whether it has been written in bits. */
    boolean isBuilt() {
        return built != null;
    }

    /** Whether it is so large that to write it in bits takes a while. */
    boolean isLarge() {
        return flat.size() > MOST_TERMS;
    }

    private static Code[] codes(Model model, FlatModel flat, int[] variables) {
        Store store = model.store();
        Code[] codes = new Code[flat.variables()];
        for (int k = 0; k < codes.length; k++) {
            int v = variables[k];
            int range = flat.values(k) - 1;
            codes[k] = range <= 1
                    ? Code.unary(range)
                    : switch (encoding(store, v, range)) {
                        case AUTOMATIC, BINARY -> Code.binary(range);
                        case BOUNDED -> Code.bounded(range);
                        case UNARY -> unary(model, v, range);
                        case ONE_HOT -> Code.oneHot(many(model, v, range));
                        case DOMAIN_WALL -> Code.wall(many(model, v, range));
                    };
            if (store.isAskedForValues(v) && !codes[k].hasIndicators()) {
                throw new IllegalArgumentException(store.nameOf(v) + " is asked for its values, which the encoding "
                        + store.encoding(v) + " does not tell; expected ONE_HOT, DOMAIN_WALL or AUTOMATIC");
            }
        }
        return codes;
    }

    /** The encoding that was named, or else the one that suits. */
    private static Encoding encoding(Store store, int variable, int range) {
        Encoding asked = store.encoding(variable);
        if (asked != Encoding.AUTOMATIC) {
            return asked;
        }
        return store.isAskedForValues(variable) ? Encoding.ONE_HOT : range <= UNARY ? Encoding.UNARY : Encoding.BINARY;
    }

    private static Code unary(Model model, int v, int range) {
        return Code.unary(many(model, v, range));
    }

    private static int many(Model model, int v, int range) {
        if (range >= Store.MOST_INDICATORS) {
            throw new IllegalArgumentException(model.nameOf(v) + " has a range of " + range
                    + ", with one bit for each; expected at most " + Store.MOST_INDICATORS
                    + ", or the encoding BINARY");
        }
        return range;
    }

    /** Number of spins. */
    public int spins() {
        return bits().bits();
    }

    /** Spins that are slack of inequalities. */
    public int slackSpins() {
        return bits().slackBits();
    }

    /** Spins that stand for products of two others, or that products of three and more have of their own. */
    public int productSpins() {
        return bits().productBits();
    }

    /** What its spins stand for: variables by their encodings, slack and products. */
    public List<BitUse> uses() {
        Map<String, BitUse> all = new LinkedHashMap<>();
        for (int k = 0; k < variables.length; k++) {
            int range = flat.values(k) - 1;
            if (range > 0) {
                Encoding encoding = encoding(model.store(), variables[k], range);
                String use = range == 1
                        ? "variables of two values, a bit each"
                        : "variables, "
                                + encoding.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                all.merge(use, new BitUse(use, 1, bits().bits(k)), BitUse::and);
            }
        }
        List<BitUse> uses = new ArrayList<>(all.values());
        if (productSpins() > 0) {
            uses.add(new BitUse("products of variables", bits().products(), productSpins()));
        }
        if (slackSpins() > 0) {
            uses.add(new BitUse("slack of inequalities", bits().rulesWithSlack(), slackSpins()));
        }
        return uses;
    }

    /**
     * Whether every answer that breaks no rule has a state of just its energy: not so with rules
     * {@link Rule#withoutSlack}.
     */
    public boolean isExact() {
        return bits().isExact();
    }

    /**
     * The Ising model with every rule at {@link #safeWeight}: where it is exact and there is an answer that breaks no
     * rule, its ground states are the best of them. Such weights are larger than a sampler likes.
     */
    public PlainIsing ising() {
        double[] weights = new double[flat.rules().size()];
        Arrays.fill(weights, safeWeight());
        return ising(weights);
    }

    /**
     * The Ising model with weights by one's own choice.
     *
     * @param weights by the names of rules that must hold, of a rule broken by its smallest unit; those not named are
     *     safe
     */
    public PlainIsing ising(Map<String, Double> weights) {
        double[] all = new double[flat.rules().size()];
        double safe = safeWeight();
        for (int r = 0; r < all.length; r++) {
            FlatRule rule = flat.rules().get(r);
            all[r] = weights.getOrDefault(rule.name(), safe);
        }
        return ising(all);
    }

    private PlainIsing ising(double[] weights) {
        return bits().qubo(weights).toIsing();
    }

    /** With weights by the numbers of rules; null where it is over before, which is asked now and then. */
    @Nullable
    PlainIsing ising(double[] weights, BooleanSupplier isOver) {
        Qubo qubo = bits().qubo(weights, isOver);
        return qubo == null ? null : qubo.toIsing();
    }

    /** More than all that the objective and soft rules can differ by. */
    public double safeWeight() {
        return bits().safeWeight();
    }

    double[] startingWeights() {
        return bits().startingWeights();
    }

    /**
     * What roof duality says of the model with safe weights: null where it has a rule that is held by a square, which
     * hides everything, or is too large.
     */
    @Nullable
    RoofDuality roofDuality() {
        if (isLarge() || !bits().isPlain() || !bits().isExact()) {
            return null;
        }
        double[] weights = new double[flat.rules().size()];
        Arrays.fill(weights, Math.ceil(safeWeight()));
        return RoofDuality.of(bits().qubo(weights));
    }

    /** The values of variables whose bits are all known; {@link Integer#MIN_VALUE} of others. */
    int[] known(byte[] bitValues) {
        return bits().known(bitValues);
    }

    int[] values(Spins state) {
        return bits().read(state);
    }

    /** What a state of the Ising model means. */
    public Answer answer(Spins state) {
        return new Answer(model, flat, bits().read(state));
    }

    /** The state of an answer, with the slack and the products that belong to it. */
    public Spins state(Answer answer) {
        return bits().write(answer.raw());
    }

    Spins state(int[] values) {
        return bits().write(values);
    }

    @Override
    public String toString() {
        return bits().toString();
    }
}
