// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.quantum.Processor;

/** Services that speak TLS, with certificates that nobody vouches for, and clients that have to show one. */
class TlsSettingsTest extends ServiceFixture {
    @TempDir
    static Path keys;

    private static KeyStore elsewhere;

    @BeforeAll
    static void makeKey() throws Exception {
        elsewhere = KeyFiles.pair(keys, "elsewhere", "EC");
    }

    @Test
    void serversAreTrustedWithoutAValidCertificateOrTheirNameWhereThatIsAskedFor() throws Exception {
        restart(KeyFiles.server(elsewhere, null));
        assertThatExceptionOfType(SapiException.class)
                .isThrownBy(() -> open("http_retry_total", "0"))
                .withMessageContaining("cannot be reached")
                .withMessageContaining("certification path");
        assertThat(service.requests()).isEmpty();
        try (Processor processor = open("permissive_ssl", "on")) {
            assertRight(processor.anneal(job(4)), 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void clientsShowTheirCertificate(String algorithm) throws Exception {
        KeyStore client = KeyFiles.pair(temp, "client", algorithm);
        restart(KeyFiles.server(elsewhere, client));
        assertThatExceptionOfType(SapiException.class)
                .isThrownBy(() -> open("permissive_ssl", "on", "http_retry_total", "0"))
                .withMessageContaining("cannot be reached");
        Path certificate = KeyFiles.write(temp.resolve("cert.pem"), "a comment\n", KeyFiles.certificate(client));
        Path key = KeyFiles.write(temp.resolve("key.pem"), KeyFiles.key(client));
        Path both = KeyFiles.write(temp.resolve("both.pem"), KeyFiles.key(client), KeyFiles.certificate(client));
        try (Processor processor = open(
                "permissive_ssl", "on", "client_cert", certificate.toString(), "client_cert_key", key.toString())) {
            assertRight(processor.anneal(job(4)), 4);
        }
        try (Processor processor = open("permissive_ssl", "on", "client_cert", both.toString())) {
            assertRight(processor.anneal(job(5)), 5);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RSA PRIVATE KEY | AAAA | has a key of kind 'RSA PRIVATE KEY'; expected a key in PKCS#8",
                "ENCRYPTED PRIVATE KEY | AAAA | has a key of kind 'ENCRYPTED PRIVATE KEY'; expected a key in PKCS#8",
                "CERTIFICATE | AAAA | has no private key; expected a key in PKCS#8",
                "PRIVATE KEY | AAAA | has a private key of another algorithm than RSA, EC, EdDSA, or a damaged one",
                "PRIVATE KEY | A | has a private key that is not in base64"
            })
    void keysThatCannotBeUsedAreNamed(String kind, String text, String message) throws Exception {
        Path certificate = KeyFiles.write(temp.resolve("cert.pem"), KeyFiles.certificate(elsewhere));
        Path key = KeyFiles.write(
                temp.resolve("key.pem"), "-----BEGIN %s-----\n%s\n-----END %s-----".formatted(kind, text, kind));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> open("client_cert", certificate.toString(), "client_cert_key", key.toString()))
                .withMessageStartingWith("client_cert_key " + key + " " + message)
                .withMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void certificatesThatCannotBeUsedAreNamed() throws IOException {
        Path empty = KeyFiles.write(temp.resolve("empty.pem"), "");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> open("client_cert", empty.toString()))
                .withMessage("client_cert " + empty + " has no certificate; expected PEM (BEGIN CERTIFICATE)");
        Path none = temp.resolve("none.pem");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> open("client_cert", none.toString()))
                .withMessage("client_cert " + none + " cannot be read; expected a PEM file");
    }
}
