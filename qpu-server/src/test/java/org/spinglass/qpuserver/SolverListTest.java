// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.SolverJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service says of its solvers, and in which representation. */
@Timeout(30)
class SolverListTest extends ServerFixture {
    @Test
    void solversAreFilteredAndNotSentTwice() throws IOException {
        RawHttp.Response all = get("solvers/remote/?filter=all%2C-status%2C-avg_load", MediaType.SOLVERS);
        assertThat(SolverJson.read(all.json().get(0)).graph().fingerprint())
                .isEqualTo(CHIMERA.graph().fingerprint());
        assertThat(all.json().get(0).has("status")).isFalse();
        RawHttp.Response again = get(
                "solvers/remote?filter=all,-status,-avg_load",
                MediaType.SOLVERS,
                "If-None-Match",
                Objects.requireNonNull(all.header("ETag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        JsonNode some = get(
                        "solvers/remote/Emulated_chimera1/?filter=none,%2Bidentity.name,%2Bproperties.topology.type,%2Bno",
                        MediaType.SOLVER)
                .json();
        assertThat(some)
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"identity\":{\"name\":\"Emulated_chimera1\"},"
                                + "\"properties\":{\"topology\":{\"type\":\"chimera\"}}}"));
        assertThat(get("solvers/remote/?filter=some", MediaType.SOLVERS).status())
                .isEqualTo(400);
        assertThat(get("solvers/remote/other", MediaType.SOLVER).status()).isEqualTo(404);
    }

    @Test
    void longRepliesAreCompressedForThoseWhoReadIt() throws IOException {
        String target = "solvers/remote/?filter=all,-status,-avg_load";
        RawHttp.Response plain = get(target, MediaType.SOLVERS);
        assertThat(plain.header("Content-Encoding")).isNull();
        RawHttp.Response packed = get(target, MediaType.SOLVERS, "Accept-Encoding", "deflate, gzip;q=0.5");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.body()).isEqualTo(plain.body());
        assertThat(packed.header("ETag")).isEqualTo(plain.header("ETag"));
        assertThat(length(packed)).isLessThan(length(plain) / 2);
        assertThat(get(target, MediaType.SOLVERS, "Accept-Encoding", "gzip;q=0, br")
                        .header("Content-Encoding"))
                .isNull();
        RawHttp.Response zstd = get(target, MediaType.SOLVERS, "Accept-Encoding", "gzip, deflate, zstd");
        assertThat(zstd.header("Content-Encoding")).isEqualTo("zstd");
        assertThat(zstd.body()).isEqualTo(plain.body());
        assertThat(length(zstd)).isLessThan(length(plain) / 2);
        assertThat(get(target, MediaType.SOLVERS, "Accept-Encoding", "gzip;q=0.8, zstd;q=0.5")
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(get("problems/", MediaType.PROBLEMS, "Accept-Encoding", "gzip, zstd")
                        .header("Content-Encoding"))
                .as("a short one")
                .isNull();
    }

    private static int length(RawHttp.Response response) {
        return Integer.parseInt(Objects.requireNonNull(response.header("Content-Length")));
    }

    @Test
    void aVersionThatIsNotAskedForIsSentWithAWarning() throws IOException {
        RawHttp.Response response = get("problems/", MediaType.PROBLEMS, "Accept", "");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("X-Deprecation")).contains("context=\"api\"").contains("sunset=@");
        assertThat(MediaType.PROBLEMS.matches(response.header("Content-Type"))).isTrue();
        assertThat(get("problems/", MediaType.PROBLEMS).header("X-Deprecation")).isNull();
    }
}
