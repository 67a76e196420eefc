// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A proxy through which to go, and a name and password for it, which are shown nowhere.
 *
 * <p>Java does not log in to proxies of {@code https} addresses by name and password unless the system property {@value
 * #DISABLED} allows it. Where there is a login and the property is not set, it is set here to allow it; it is read when the
 * process makes its first HTTP client.
 */
final class ProxySettings {
    private static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";
    private static final int USUAL_PORT = 80;

    private final InetSocketAddress address;
    private final @Nullable String login;

    private ProxySettings(InetSocketAddress address, @Nullable String login) {
        this.address = address;
        this.login = login;
    }

    /**
     * The proxy of a text, {@code http://[name:password@]host[:port]}.
     *
     * @throws ConfigException when it is of another form; the message does not show it
     */
    static ProxySettings parse(String text) {
        URI proxy;
        String login;
        try {
            proxy = URI.create(text.strip());
            String given = proxy.getRawUserInfo();
            login = given == null ? null : URLDecoder.decode(given.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) { // its message holds the text, which may hold a password
            throw new ConfigException("proxy is no address; expected http://host:port");
        }
        if (!"http".equalsIgnoreCase(proxy.getScheme()) || proxy.getHost() == null) {
            throw new ConfigException(
                    "proxy has another form; expected http://host:port or http://name:password@host:port"
                            + " (SOCKS, and proxies that are spoken to in TLS, are not known here)");
        }
        int port = proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
        if (login != null && System.getProperty(DISABLED) == null) {
            System.setProperty(DISABLED, "");
        }
        return new ProxySettings(InetSocketAddress.createUnresolved(proxy.getHost(), port), login);
    }

    /** Sends every request to the proxy. */
    ProxySelector selector() {
        return ProxySelector.of(address);
    }

    /** The value of {@code Proxy-Authorization}; null where there is no login. */
    @Nullable
    String authorization() {
        if (login == null) {
            return null;
        }
        String whole = login.contains(":") ? login : login + ":";
        return "Basic " + Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }

    /** What is to be done where the proxy wants a login. */
    static String advice() {
        return "the proxy wants a login; expected proxy=http://name:password@host:port, and for addresses of https that Java is"
                + " started with -D" + DISABLED + "=";
    }

    /** Without the login. */
    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }
}
