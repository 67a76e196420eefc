// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.files.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers that stay valid for some time, by {@code Cache-Control} and {@code ETag}, in memory and as files of a folder; without
 * a folder none is kept. Files are named by a digest of address, media type and token, and do not hold the token. Safe for several threads;
 * a file that cannot be read or written is as if it were not there.
 */
final class ReplyCache {
    private static final System.Logger LOG = System.getLogger(ReplyCache.class.getName());
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?([0-9]{1,9})");

    private final @Nullable Path folder;
    private final ApiToken token;
    private final Clock clock;
    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    ReplyCache(@Nullable Path folder, ApiToken token, Clock clock) {
        this.folder = folder;
        this.token = token;
        this.clock = clock;
    }

    /**
     * An answer that was kept.
     *
     * @param body its JSON
     * @param etag its tag; empty for none
     * @param until when it has to be asked for again, in milliseconds of the epoch
     */
    private record Entry(JsonNode body, String etag, long until) {}

    /** An answer that is still valid. */
    Optional<JsonNode> valid(URI address, String media) {
        return entry(address, media)
                .filter(entry -> clock.millis() < entry.until)
                .map(Entry::body);
    }

    /** The tag of an answer that has to be asked for again. */
    Optional<String> tag(URI address, String media) {
        return entry(address, media).map(Entry::etag).filter(etag -> !etag.isEmpty());
    }

    /** Keeps a new answer, as long as it says, or for a standard time. */
    void keep(URI address, String media, SapiReply reply, JsonNode body, Duration standard) {
        String key = key(address, media);
        Optional<Duration> age = age(reply, standard);
        if (age.isEmpty()) {
            entries.remove(key);
            delete(key);
            return;
        }
        String etag = reply.headers().firstValue("ETag").orElse("");
        put(key, new Entry(body, etag, clock.millis() + age.get().toMillis()));
    }

    /** The answer that was kept and is valid again, by a reply that says no more than that. */
    Optional<JsonNode> renew(URI address, String media, SapiReply reply, Duration standard) {
        Optional<Entry> old = entry(address, media);
        old.ifPresent(entry -> put(
                key(address, media),
                new Entry(
                        entry.body,
                        entry.etag,
                        clock.millis()
                                + age(reply, standard).orElse(Duration.ZERO).toMillis())));
        return old.map(Entry::body);
    }

    /** How long an answer is valid; empty where it must not be kept. */
    private static Optional<Duration> age(SapiReply reply, Duration standard) {
        String control =
                String.join(",", reply.headers().allValues("Cache-Control")).toLowerCase(Locale.ROOT);
        if (control.contains("no-store")) {
            return Optional.empty();
        }
        if (control.contains("no-cache")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher age = MAX_AGE.matcher(control);
        return Optional.of(age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : standard);
    }

    private Optional<Entry> entry(URI address, String media) {
        return Optional.ofNullable(entries.computeIfAbsent(key(address, media), this::read));
    }

    private void put(String key, Entry entry) {
        if (folder == null) {
            return;
        }
        entries.put(key, entry);
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("etag", entry.etag).put("until", entry.until).set("body", entry.body);
        try {
            Files.createDirectories(folder);
            AtomicFile.write(folder.resolve(key + ".json"), json.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "an answer cannot be kept in " + folder, e);
        }
    }

    private @Nullable Entry read(String key) {
        if (folder == null) {
            return null;
        }
        Path file = folder.resolve(key + ".json");
        try {
            if (!Files.isRegularFile(file)) {
                return null;
            }
            JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
            JsonNode body = json.path("body");
            return body.isContainer() && json.path("until").isNumber()
                    ? new Entry(
                            body,
                            json.path("etag").asString(""),
                            json.path("until").longValue())
                    : null;
        } catch (IOException | JacksonException e) {
            LOG.log(System.Logger.Level.DEBUG, "what was kept in " + file + " cannot be read", e);
            return null;
        }
    }

    private void delete(String key) {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve(key + ".json"));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "what was kept in " + folder + " cannot be deleted", e);
            }
        }
    }

    private String key(URI address, String media) {
        try {
            String whole = address + "\n" + media + "\n" + token.value();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
