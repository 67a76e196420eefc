// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Reads the beginnings of the published files; {@code ORIGIN.md} beside them says how they were cut. */
class RealImagesTest {
    private static DataSet load(String name) throws URISyntaxException {
        Path images = Path.of(
                Objects.requireNonNull(RealImagesTest.class.getResource(name + "/train-images-idx3-ubyte.gz"), name)
                        .toURI());
        DataSet data = DataStore.standard().load(name, images.getParent(), DownloadListener.silent());
        assertThat(data.name()).isEqualTo(name);
        assertThat(data.training().count()).isEqualTo(100);
        assertThat(Images.of(data.training()).size()).isEqualTo(new ImageSize(28, 28));
        assertThat(data.training().classes()).isEqualTo(10);
        assertThat(data.validation()).isNull();
        assertThat(Objects.requireNonNull(data.test()).count()).isEqualTo(50);
        return data;
    }

    private static int[] labels(LabelledImages images) {
        int[] labels = new int[10];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.label(i);
        }
        return labels;
    }

    private static long sum(LabelledImages images) {
        long sum = 0;
        for (int i = 0; i < images.count(); i++) {
            for (byte pixel : images.image(i)) {
                sum += pixel & 0xff;
            }
        }
        return sum;
    }

    /** The numbers were counted in the files by a program of a few lines of Python. */
    @Test
    void mnist() throws URISyntaxException {
        DataSet data = load("mnist");
        LabelledImages test = Images.of(data.test());
        assertThat(labels(Images.of(data.training()))).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(labels(test)).containsExactly(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
        assertThat(sum(Images.of(data.training()))).isEqualTo(2_530_887);
        assertThat(sum(test)).isEqualTo(1_136_989);
        assertThat(data.digest()).isEqualTo("1cfea0987d7d37d67cea71e148a9565a735d7b0000849c0214ca308bf46f682e");
    }

    @Test
    void fashionMnist() throws URISyntaxException {
        DataSet data = load("fashion-mnist");
        LabelledImages test = Images.of(data.test());
        assertThat(labels(Images.of(data.training()))).containsExactly(9, 0, 0, 3, 0, 2, 7, 2, 5, 5);
        assertThat(labels(test)).containsExactly(9, 2, 1, 1, 6, 1, 4, 6, 5, 7);
        assertThat(sum(Images.of(data.training()))).isEqualTo(5_688_570);
        assertThat(sum(test)).isEqualTo(2_729_896);
        assertThat(data.digest()).isEqualTo("f8b6487d31213d3c5c211ee34f2139cd8a33837eddee7196477ebb4dfc0c38b0");
    }

    @Test
    void areSplitAndResizedAsTheTrainersTakeThem() throws URISyntaxException {
        Split split = Split.draw(load("fashion-mnist"), 60, 40, 1);
        assertThat(split.training().count()).isEqualTo(60);
        assertThat(split.validation().count()).isEqualTo(40);
        assertThat(split.training().size()).isEqualTo(ImageSize.STANDARD);
    }
}
