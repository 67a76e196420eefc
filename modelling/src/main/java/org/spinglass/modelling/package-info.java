/**
 * From a problem in words to an answer in words: named variables, a goal and rules, solved as an Ising model by any
 * sampler, and answered in the names and values that were given.
 *
 * <p>Begin with {@link org.spinglass.modelling.Model}; write {@link org.spinglass.modelling.Expression}s and {@link
 * org.spinglass.modelling.Rule}s over its variables; {@link org.spinglass.modelling.ModelSolver} answers it. {@link
 * org.spinglass.modelling.IsingForm} is the Ising model itself, for a sampler of one's own.
 *
 * <pre>{@code
 * Model model = new Model();
 * Variables take = model.binaries("take", 4);
 * model.maximise(Expression.dot(new double[] {10, 13, 18, 31}, take));
 * model.require("weight", Expression.dot(new double[] {2, 3, 4, 7}, take).atMost(10));
 * model.require("not both", take.get(0).plus(take.get(1)).atMost(1));
 * ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1));
 * System.out.println(found.best()); // objective 44, all rules hold
 * System.out.println(found.ended()); // OPTIMAL
 * System.out.println(found.best().values()); // {take[0]=0, take[1]=1, take[2]=0, take[3]=1}
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.modelling;
