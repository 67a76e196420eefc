/**
 * Work on other machines: tasks of plain bytes, what does them, and the place where they are done, which an optional
 * part of the program provides.
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.lab.work;
