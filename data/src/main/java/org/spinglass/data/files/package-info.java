/**
 * One's own data: pictures in folders named by their classes, tables as CSV, NumPy archives.
 *
 * <p>{@link org.spinglass.data.files.DataFiles} reads them by their path.
 */
package org.spinglass.data.files;
