package org.spinglass.quantum.client;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Name and password for a proxy, given to nobody else. */
final class ProxyLogin extends Authenticator {
    private final String name;
    private final String password;

    private ProxyLogin(String name, String password) {
        this.name = name;
        this.password = password;
    }

    /** Those of an address {@code http://name:password@host:port}; empty where it has none. */
    static Optional<Authenticator> of(URI proxy) {
        String login = proxy.getUserInfo();
        if (login == null) {
            return Optional.empty();
        }
        String[] parts = login.split(":", 2);
        return Optional.of(new ProxyLogin(parts[0], parts.length == 2 ? parts[1] : ""));
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        boolean isProxy = getRequestorType() == RequestorType.PROXY;
        return isProxy ? new PasswordAuthentication(name, password.toCharArray()) : null;
    }
}
