/**
 * A run as one HTML page, several side by side, and a live page, made of the files of run folders.
 *
 * <p>{@link org.spinglass.web.RunReport} writes pages, {@link org.spinglass.web.RunServer} serves them. A page
 * is one JSON object in a frame of HTML: the object is made here, what is shown of it is drawn by the scripts among this
 * package's resources, and charts by uPlot.
 */
package org.spinglass.web;
