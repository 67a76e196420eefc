/**
 * Trained networks, ready for use: classes with names, images or rows of features as they are, and how sure an answer is.
 *
 * <p>A {@link org.spinglass.network.model.Model} is weights and a {@link org.spinglass.network.model.ModelCard}. It comes out of
 * the folder of a run, classifies images or rows on the thread that asks, and goes out as {@link
 * org.spinglass.network.model.OnnxFile} or {@link org.spinglass.network.model.PyTorchFile}.
 *
 * <pre>{@code
 * Model model = Model.read(Path.of("runs/lenet"));
 * float[] pixels = new float[28 * 28]; // a grey image, row by row, each value from 0 to 1
 * Prediction likeliest = model.classify(pixels).getFirst();
 * System.out.println(likeliest.name()); // 7
 * System.out.println(likeliest.confidence().getAsDouble() > 0.1); // true
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.network.model;
