// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How a client and a service show each other who they are.
 *
 * @param certificates PEM file of the client's certificate; null for none
 * @param key PEM file of its private key; null where it is in the file of certificates
 * @param trustsAll whether servers need no valid certificate, nor one of their name
 */
record TlsSettings(@Nullable Path certificates, @Nullable Path key, boolean trustsAll) {
    private static final System.Logger LOG = System.getLogger(TlsSettings.class.getName());

    /**
     * By the options {@code client_cert}, {@code client_cert_key} and {@code permissive_ssl}.
     *
     * @throws ConfigException when there is a key and no certificate
     */
    static TlsSettings of(ConfigValues values, Environment environment) {
        Path certificates = path(values, "client_cert", environment);
        Path key = path(values, "client_cert_key", environment);
        if (certificates == null && key != null) {
            throw new ConfigException("client_cert_key is " + key + " and client_cert is not set; expected both");
        }
        return new TlsSettings(certificates, key, values.is("permissive_ssl", false));
    }

    private static @Nullable Path path(ConfigValues values, String option, Environment environment) {
        return values.config().option(option).map(environment::expanded).orElse(null);
    }

    /**
     * What connections are made with; null for Java's standard. Warns where any server is trusted.
     *
     * @throws ConfigException naming the file that cannot be used
     */
    @Nullable
    SSLContext context() {
        if (certificates == null && !trustsAll) {
            return null;
        }
        if (trustsAll) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "permissive_ssl is on: certificates of servers are not checked, so that others can read the API token");
        }
        KeyManager[] keys = certificates == null ? null : ClientKey.managers(certificates, key);
        TrustManager[] trust = trustsAll ? new TrustManager[] {new Anyone()} : null;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Trusts every server; extended, so that its name is not compared with its certificate's either. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
