/** Processors of this program behind D-Wave's solver interface (SAPI): a server to practise on, and to test clients with. */
package org.spinglass.qpuserver;
