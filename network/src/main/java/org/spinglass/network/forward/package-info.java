/**
 * What a network computes: the values at all its points, and how its outputs depend on them.
 *
 * <p>A {@link org.spinglass.network.forward.ForwardPass} takes samples through all layers and keeps the values between them.
 * {@link org.spinglass.network.forward.Responses} and {@link org.spinglass.network.forward.Sensitivity} are derivatives of the
 * outputs, {@link org.spinglass.network.forward.Patches} what the neurons of a layer see, and a {@link
 * org.spinglass.network.forward.Score} says how well outputs fit their labels.
 *
 * <pre>{@code
 * Network network = Network.of("tiny", Shape.vector(2), List.of(new Linear(1, true)));
 * Weights weights = new Weights(network);
 * System.arraycopy(new float[] {3, 4, 0.5f}, 0, weights.layer(0), 0, 3); // the last is that of the constant input -1
 * try (Workers workers = Workers.of(1)) {
 *     ForwardPass pass = new ForwardPass(network, 100, workers);
 *     pass.run(new float[] {1, 2}, 1, weights);
 *     System.out.println(pass.outputs()[0]); // 10.5
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.forward;
