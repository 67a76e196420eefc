// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.util.List;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Constraint;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Variable;

/** What is told of an answer in a sample set. */
interface AnswerColumns {
    /** What variables are called, as JSON has it. */
    List<?> labels();

    /** The value of a variable. */
    int value(Answer answer, int variable);

    /** What is minimised. */
    double energy(Answer answer);

    /** What rules are called, as JSON has it. */
    List<?> rules();

    /** Whether a rule holds. */
    boolean isSatisfied(Answer answer, int rule);

    /** Whether all rules hold that must. */
    boolean isFeasible(Answer answer);

    /**
     * All variables and rules of a model by their names; energies are costs, of what is maximised with the opposite
     * sign.
     */
    static AnswerColumns of(Model model) {
        List<Variable> variables = model.variables();
        List<Constraint> constraints = model.constraints();
        List<String> labels = variables.stream().map(Variable::name).toList();
        List<String> rules = constraints.stream().map(Constraint::name).toList();
        return new AnswerColumns() {
            @Override
            public List<?> labels() {
                return labels;
            }

            @Override
            public int value(Answer answer, int variable) {
                return answer.value(variables.get(variable));
            }

            @Override
            public double energy(Answer answer) {
                return (model.isMaximised() ? -answer.cost() : answer.cost()) + 0.0;
            }

            @Override
            public List<?> rules() {
                return rules;
            }

            @Override
            public boolean isSatisfied(Answer answer, int rule) {
                return answer.brokenBy(constraints.get(rule)) == 0;
            }

            @Override
            public boolean isFeasible(Answer answer) {
                return answer.isFeasible();
            }
        };
    }
}
