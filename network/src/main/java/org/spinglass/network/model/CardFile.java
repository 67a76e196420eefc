// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.WholeFile;
import org.spinglass.network.internal.json.TextFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code model.json}: a card, and the size that a network takes; see {@link ModelCard}. */
final class CardFile {
    private static final String FORMAT = "spinglass-model";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_NULL))
            .build();

    private CardFile() {}

    /** Rows and columns that a network takes. */
    record Size(int height, int width) {}

    /** The file. */
    record Content(
            String format,
            int formatVersion,
            ModelCard.@Nullable Images images,
            ModelCard.@Nullable Features features,
            Size network,
            List<String> classes,
            ModelCard.Origin origin,
            @Nullable Calibration calibration,
            @Nullable Integer members) {
        Content {
            if (!FORMAT.equals(format) || formatVersion != VERSION) {
                throw new NetworkException("format and formatVersion are '%s' and %s; expected '%s' and %s"
                        .formatted(format, formatVersion, FORMAT, VERSION));
            }
            if (images != null && features != null) {
                throw new NetworkException("the keys 'images' and 'features' are both there; expected one of them");
            }
            if (images == null && features == null) {
                throw new NetworkException("the key 'images', or 'features' for tables, is missing");
            }
            require("network", network);
            require("classes", classes);
            require("origin", origin);
            ModelCard.checkNames("classes", classes);
            if (members != null && members < 1) {
                throw new NetworkException("members is " + members + "; expected at least 1");
            }
        }

        /** Networks that answer together. */
        int count() {
            return members == null ? 1 : members;
        }

        ModelCard card() {
            ModelCard.Input input = images == null ? Objects.requireNonNull(features) : images;
            return new ModelCard(input, classes, origin, calibration);
        }
    }

    private static void require(String key, @Nullable Object value) {
        if (value == null) {
            throw new NetworkException("the key '" + key + "' is missing");
        }
    }

    static void write(Path file, ModelCard card, Size network, int members) {
        ModelCard.Images images = card.input() instanceof ModelCard.Images taken ? taken : null;
        ModelCard.Features features = card.input() instanceof ModelCard.Features taken ? taken : null;
        Content content = new Content(
                FORMAT,
                VERSION,
                images,
                features,
                network,
                card.classes(),
                card.origin(),
                card.calibration(),
                members == 1 ? null : members);
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content);
        WholeFile.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Content read(Path file) {
        try {
            Content content = JSON.readValue(Files.readString(file), Content.class);
            if (content == null) {
                throw new NetworkException(file + ": holds nothing; expected a model's description");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new NetworkException(file + ": no such file; expected the folder of a trained model", e);
        } catch (CharacterCodingException e) {
            throw new NetworkException(file + ": not a text in UTF-8", e);
        } catch (IOException e) {
            throw new NetworkException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (JacksonException e) {
            TokenStreamLocation at = Objects.requireNonNullElse(e.getLocation(), TokenStreamLocation.NA);
            String place = at.getLineNr() < 1 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new NetworkException(file + place + ": " + fault(e), e);
        }
    }

    /** What is wrong, in one line, with the key where it is known. */
    private static String fault(JacksonException e) {
        if (e.getCause() instanceof NetworkException told) {
            return told.getMessage();
        }
        String key = TextFault.key(e);
        return (key.isEmpty() ? "" : key + ": ") + TextFault.of(e, "not a model's description");
    }
}
