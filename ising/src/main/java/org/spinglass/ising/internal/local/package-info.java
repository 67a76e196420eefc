/** States of plain Ising models that are changed flip by flip. */
package org.spinglass.ising.internal.local;
