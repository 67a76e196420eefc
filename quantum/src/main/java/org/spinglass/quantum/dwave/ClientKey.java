// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** The certificates and the key of a client, from PEM files. Messages name option and file, and nothing of the key. */
final class ClientKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([^-]*)-----END \\1-----", Pattern.DOTALL);
    private static final String KEY = "PRIVATE KEY";
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final String ADVICE = "; expected a key in PKCS#8 without a passphrase, as"
            + " 'openssl pkcs8 -topk8 -nocrypt -in OLD.pem -out NEW.pem' writes it";

    private ClientKey() {}

    /**
     * Those who show a client to servers.
     *
     * @param certificates a file of the client's certificate and those that vouch for it, in this order
     * @param key a file with its private key; null where it is in the file of certificates too
     * @throws ConfigException naming the option and the file that cannot be used
     */
    static KeyManager[] managers(Path certificates, @Nullable Path key) {
        Collection<? extends Certificate> chain = certificates(certificates);
        PrivateKey secret = key == null ? privateKey("client_cert", certificates) : privateKey("client_cert_key", key);
        char[] none = new char[0];
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("client", secret, none, chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, none);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException("client_cert " + certificates + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) {
        StringBuilder pem = new StringBuilder();
        Matcher block = BLOCK.matcher(text("client_cert", file));
        while (block.find()) {
            if (block.group(1).equals("CERTIFICATE")) {
                pem.append(block.group()).append('\n');
            }
        }
        try {
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(pem.toString().getBytes(StandardCharsets.US_ASCII)));
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw new ConfigException(
                    "client_cert " + file + " has a certificate that cannot be read: " + e.getMessage(), e);
        }
        throw new ConfigException("client_cert " + file + " has no certificate; expected PEM (BEGIN CERTIFICATE)");
    }

    private static PrivateKey privateKey(String option, Path file) {
        List<String> others = new ArrayList<>();
        Matcher block = BLOCK.matcher(text(option, file));
        while (block.find()) {
            String kind = block.group(1);
            if (kind.equals(KEY)) {
                return privateKey(option, file, block.group(2));
            }
            if (kind.endsWith(KEY)) {
                others.add(kind);
            }
        }
        throw new ConfigException(option + " " + file
                + (others.isEmpty() ? " has no private key" : " has a key of kind '" + others.getFirst() + "'")
                + ADVICE);
    }

    /** The key of whichever algorithm it is; faults do not show what was read. */
    private static PrivateKey privateKey(String option, Path file, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new ConfigException(option + " " + file + " has a private key that is not in base64" + ADVICE);
        }
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException _) { // of another algorithm
            } catch (GeneralSecurityException e) {
                throw new AssertionError("every Java has " + algorithm, e);
            }
        }
        throw new ConfigException(option + " " + file + " has a private key of another algorithm than "
                + String.join(", ", ALGORITHMS) + ", or a damaged one" + ADVICE);
    }

    private static String text(String option, Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ConfigException(option + " " + file + " cannot be read; expected a PEM file", e);
        }
    }
}
