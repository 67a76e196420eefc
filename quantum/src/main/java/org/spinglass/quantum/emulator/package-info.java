/** A processor that is emulated on this machine, and the exact dynamics of small ones. */
@org.jspecify.annotations.NullMarked
package org.spinglass.quantum.emulator;
