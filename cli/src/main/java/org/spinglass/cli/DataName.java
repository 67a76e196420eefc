// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.spinglass.data.DataStore;
import org.spinglass.lab.run.DataChoice;

/** Which data an option {@code --data} asks for. */
final class DataName {
    private DataName() {}

    /** The name of a published set, the absolute path of one's own files, or an address as it is. */
    static String of(String text) {
        if (DataChoice.isAddress(text)) {
            return address(text);
        }
        if (DataStore.names().contains(text)) {
            return text;
        }
        if (text.startsWith("file:")) {
            throw new UsageException("--data is '" + text + "'; expected file:/ and an absolute path, or a path alone");
        }
        Path path = OptionValues.path("--data", text);
        if (Files.exists(path) || path.getNameCount() > 1 || path.isAbsolute()) {
            return path.toAbsolutePath().normalize().toString();
        }
        try {
            return OptionValues.oneOf("--data", text, DataStore.names(), List.of());
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + ", or the path of your own files", e);
        }
    }

    private static String address(String text) {
        try {
            URI address = new URI(text);
            boolean isHere = "file".equals(address.getScheme());
            if (address.getPath() == null || address.getQuery() != null || address.getFragment() != null) {
                throw new UsageException("--data is '" + text + "'; expected the address of a folder");
            }
            if (isHere && address.getAuthority() != null) {
                throw new UsageException("--data is '" + text + "'; expected three slashes, file:///PATH");
            }
            return isHere ? Path.of(address).normalize().toUri().toString().replaceAll("/+$", "") : address.toString();
        } catch (URISyntaxException e) {
            throw new UsageException(
                    "--data is '" + text + "', which is no address: " + e.getReason() + "; expected %20 for a blank",
                    e);
        }
    }
}
