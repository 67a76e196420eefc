/**
 * A run as one HTML page, and several side by side, made of the files of run folders.
 *
 * <p>{@link org.spinglass.web.RunReport} writes the pages. A page is one JSON object in a frame of HTML: the object is
 * made here, what is shown of it is drawn by the scripts among this package's resources, and charts by uPlot.
 */
package org.spinglass.web;
