package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShippedDigitsTest {
    private final DataSet digits = DataStore.standard().load(DataStore.DEFAULT_NAME, null, DownloadListener.silent());

    @Test
    void areTwoThousandToTrainAndTwoThousandToValidate() {
        assertThat(digits.name()).isEqualTo("digits");
        assertThat(digits.training().count()).isEqualTo(2000);
        assertThat(digits.training().size()).isEqualTo(new ImageSize(28, 28));
        assertThat(Objects.requireNonNull(digits.validation()).count()).isEqualTo(2000);
        assertThat(digits.test()).isNull();
    }

    @Test
    void holdEveryClass() {
        int[] counts = new int[10];
        for (int i = 0; i < digits.training().count(); i++) {
            counts[digits.training().label(i)]++;
        }
        assertThat(counts).containsExactly(214, 218, 194, 202, 210, 192, 194, 212, 183, 181);
    }

    @Test
    void digestIsThatOfTheContent() {
        assertThat(digits.digest()).isEqualTo("60cc63cfb72fa26eebafd091801a6e824edfe5396b1aedb64d929ca83d828e92");
    }

    @Test
    void noticeNamesAuthorsAndLicence() throws IOException {
        assertThat(new String(resource("NOTICE"), StandardCharsets.UTF_8))
                .contains("Yann LeCun", "Corinna Cortes", "Christopher J.C. Burges", "Attribution-Share Alike 3.0");
    }

    @Test
    void theToolMakesTheSameFilesAgain() throws IOException {
        Path mnist = SharedFiles.require("data/mnist");
        Map<String, byte[]> files = DigitsTool.make(mnist);
        assertThat(files).hasSize(4);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(file.getValue()).as(file.getKey()).isEqualTo(resource(file.getKey()));
        }
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ShippedDigits.class.getResourceAsStream("digits/" + file), () -> "no resource " + file)) {
            return in.readAllBytes();
        }
    }
}
