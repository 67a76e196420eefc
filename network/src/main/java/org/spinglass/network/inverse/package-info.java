/**
 * The way back: from the outputs that are wanted to targets for every layer with weights.
 *
 * <p>An {@link org.spinglass.network.inverse.InverseNetwork} goes through the pseudoinverse of each layer, as its {@link
 * org.spinglass.network.inverse.InverseOptions} say.
 *
 * <pre>{@code
 * Network network = Network.of("two", Shape.vector(1), List.of(new Linear(1, false), new Linear(1, false)));
 * Weights weights = new Weights(network);
 * weights.layer(1)[0] = 2;
 * try (Workers workers = Workers.of(1)) {
 *     InverseNetwork inverse = new InverseNetwork(network, InverseOptions.of(InverseMode.EXACT), workers);
 *     inverse.update(weights);
 *     inverse.propagate(new float[] {6}, 1);
 *     System.out.println(inverse.targets(0)[0]); // 3.0
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.inverse;
