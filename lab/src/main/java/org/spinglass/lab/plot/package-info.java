/**
 * Pictures of plain numbers, as PNG.
 *
 * <pre>{@code
 * Panel.Measured measured = new Panel.Measured(List.of(0.5, 0.75), List.of(0.0, 0.0), false, 0.75);
 * Panel.Line line = new Panel.Line("a", "a curve", "0.750", "", measured, null, false);
 * byte[] png = PanelPlot.png(new Panel("A panel", "accuracy", 2, List.of(line)));
 * System.out.println(png.length > 1000); // true
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.lab.plot;
