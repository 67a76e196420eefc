// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;

/**
 * Where a server listens.
 *
 * @param address of this machine, or the one that stands for all of them
 */
record ServerHost(InetAddress address) {
    /**
     * By a name or an address.
     *
     * @throws WebException when it is none of this machine
     */
    static ServerHost of(String host) {
        InetAddress found;
        try {
            found = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new WebException(
                    "host '" + host + "' cannot be found; expected a name or an address of this machine", e);
        }
        try {
            if (!found.isAnyLocalAddress() && NetworkInterface.getByInetAddress(found) == null) {
                throw new WebException("host '" + host + "' is none of this machine; expected 127.0.0.1, 0.0.0.0 or one"
                        + " of its addresses");
            }
        } catch (IOException e) {
            throw new WebException("host '" + host + "': the addresses of this machine cannot be listed", e);
        }
        return new ServerHost(found);
    }

    /** Whether other machines do not reach it. */
    boolean isLoopback() {
        return address.isLoopbackAddress();
    }

    /** As a server is told. */
    String text() {
        return address.getHostAddress();
    }

    /** As it stands in an address of a page; one that others reach, as far as that can be told. */
    String shown() {
        InetAddress one = address.isAnyLocalAddress() ? reached(address) : address;
        String text = one.getHostAddress().replaceFirst("%.*", "");
        return one instanceof Inet6Address ? "[" + text + "]" : text;
    }

    private static InetAddress reached(InetAddress all) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(one ->
                            !one.isLoopbackAddress() && !one.isLinkLocalAddress() && !(one instanceof Inet6Address))
                    .findFirst()
                    .orElse(all);
        } catch (IOException e) {
            return all;
        }
    }
}
