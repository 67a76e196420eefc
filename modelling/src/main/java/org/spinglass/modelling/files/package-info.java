/**
 * Models from files: {@link org.spinglass.modelling.files.ModelFile} reads linear and quadratic programs,
 * pseudo-Boolean
 * problems and clauses as a {@link org.spinglass.modelling.Model}.
 *
 * <pre>{@code
 * String text = "max: +3 x1 +4 x2 +5 x3; +2 x1 +3 x2 +4 x3 <= 6;";
 * InputStream stream = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
 * Model model = ModelFile.read(stream, "three", ModelFormat.OPB);
 * System.out.println(ModelSolver.solve(model, ModelRequest.of(1)).best().values()); // {x1=1, x2=0, x3=1}
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.modelling.files;
