/**
 * The samplers by their names, with their own settings. A plan is checked and described; it is opened once.
 *
 * <pre>{@code
 * SamplerPlan plan = SamplerKind.EMULATOR.plan(GivenSettings.ofTexts(Map.of("size", "2", "reads", "20")));
 * System.out.println(plan.options().get("qpu.reads")); // 20
 * SparseIsing pair = SparseIsing.of(new int[] {0}, new int[] {1}, new float[] {-1}, new float[2], 0);
 * try (OpenSampler open = plan.open(1)) {
 *     SampleSet found = open.sampler().sample(pair, SamplingRequest.of(1, 1));
 *     System.out.println(found.best().energy() + " " + open.totals().reads()); // -1.0 20
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.lab.samplers;
