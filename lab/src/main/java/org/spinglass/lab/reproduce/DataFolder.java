// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.spinglass.lab.settings.Records;
import org.spinglass.lab.settings.SingleValue;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A folder with local copies of an experiment's data.
 *
 * @param path of the folder; as written it is taken from the folder of the experiment's file
 */
@JsonDeserialize(using = DataFolder.Reader.class)
record DataFolder(Path path) implements SingleValue {

    /** Reads a path, and looks whether it is there. */
    static final class Reader extends ValueDeserializer<DataFolder> {
        @Override
        public DataFolder deserialize(JsonParser parser, DeserializationContext context) {
            String written = parser.getValueAsString("");
            try {
                Path path = Records.folder(context).resolve(written);
                if (!written.isBlank() && Files.isDirectory(path)) {
                    return new DataFolder(path);
                }
                throw refused(parser, "there is no folder " + path);
            } catch (InvalidPathException e) {
                throw refused(parser, e.getReason());
            }
        }

        private static DatabindException refused(JsonParser parser, String why) {
            String message = "data-dir: " + why + "; expected a folder with local copies of the data";
            return DatabindException.from(parser, message, new IllegalArgumentException(message));
        }
    }
}
