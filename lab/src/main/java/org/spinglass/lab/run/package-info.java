/**
 * A training with its folder: what was asked, bound to settings once, and all that was recorded.
 *
 * <pre>{@code
 * TrainerRequest asked = new TrainerRequest("response", "lenet", 1000, "sa", "single-spin", null, Map.of());
 * TrainerPlan trainer = asked.plan(Networks.spec("lenet"));
 * System.out.println(trainer.bits() + " bits, " + trainer.epochs() + " epochs"); // 4 bits, 20 epochs
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.lab.run;
