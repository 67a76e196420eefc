// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.spinglass.compute.Halt;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.presolve.Presolve;

/**
 * What is done before a search begins: presolve, and the parts that are left.
 *
 * @param presolve of the model
 * @param dissection of what it left
 * @param isCut whether some of it was left out as it was over
 */
record Preparation(Presolve presolve, Dissection dissection, boolean isCut) {
    /**
     * Of a model.
     *
     * @param flat the model in arrays
     * @param areSeveral whether several answers are wanted, so that none is given up for another as good
     * @param isOver asked now and then; what is not done then is left out
     */
    static Preparation of(Model model, FlatModel flat, boolean areSeveral, BooleanSupplier isOver) {
        return Halt.during(isOver, () -> {
            Presolve presolve = Presolve.of(flat, areSeveral);
            Dissection dissection = Dissection.of(model, presolve, areSeveral);
            return new Preparation(presolve, dissection, Halt.wasCalled());
        });
    }

    /** What was done, in words. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(presolve.notes());
        notes.addAll(dissection.notes());
        if (isCut) {
            notes.add("presolve was ended early: some of it was left out");
        }
        return notes;
    }
}
