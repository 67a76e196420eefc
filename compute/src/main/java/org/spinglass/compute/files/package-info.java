/** Files that are whole whenever they are there. */
@org.jspecify.annotations.NullMarked
package org.spinglass.compute.files;
