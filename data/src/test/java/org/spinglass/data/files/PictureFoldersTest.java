// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;

final class PictureFoldersTest extends OwnFiles {
    @Test
    void aFolderOfClassNamedFoldersIsRead() throws IOException {
        picture(folder.resolve("pets/dog/a.png"), 0x404040, 20, 10);
        picture(folder.resolve("pets/cat/deep/b.jpeg"), 0x808080, 5, 40);
        picture(folder.resolve("pets/cat/c.bmp"), 0xffffff, 30, 30);
        Files.writeString(folder.resolve("pets/cat/notes.txt"), "no picture, and nobody says so");
        Files.createDirectories(folder.resolve("pets/.hidden"));

        OwnData data = load(folder.resolve("pets"));

        DataSet set = data.set();
        LabelledImages images = (LabelledImages) set.training();
        assertThat(set.name()).isEqualTo("pets");
        assertThat(set.classNames()).containsExactly("cat", "dog");
        assertThat(images.count()).isEqualTo(3);
        assertThat(images.channels()).isEqualTo(1);
        assertThat(images.size()).isEqualTo(new ImageSize(8, 8));
        assertThat(images.label(0)).isZero();
        assertThat(images.label(2)).isEqualTo(1);
        assertThat(images.image(2)).containsOnly(0x40);
        assertThat(data.smallest()).isEqualTo(new ImageSize(40, 5));
        assertThat(data.largest()).isEqualTo(new ImageSize(30, 30));
        assertThat(set.isStratified()).isTrue();
    }

    @Test
    void onePictureInColourMakesAllThreeChannels() throws IOException {
        picture(folder.resolve("a/1.png"), 0x404040, 8, 8);
        picture(folder.resolve("b/2.png"), 0xff0000, 8, 8);

        LabelledImages images = (LabelledImages) load(folder).set().training();
        LabelledImages grey = (LabelledImages) DataFiles.load(folder, SMALL.withGrey(true), FileListener.silent())
                .set()
                .training();

        assertThat(images.channels()).isEqualTo(3);
        assertThat(images.image(0)).containsOnly(0x40);
        assertThat(grey.channels()).isEqualTo(1);
        assertThat(grey.image(1)).containsOnly(76);
    }

    @Test
    void partsStandInFoldersOfTheirNames() throws IOException {
        for (String part : List.of("train", "test", "val")) {
            picture(folder.resolve("top/" + part + "/1/a.png"), 0, 8, 8);
            picture(folder.resolve("top/" + part + "/10/a.png"), 0, 8, 8);
            picture(folder.resolve("top/" + part + "/2/a.png"), 0, 8, 8);
        }

        DataSet set = load(folder).set();

        assertThat(set.classNames()).containsExactly("1", "2", "10");
        assertThat(set.test()).isNotNull();
        assertThat(set.validation()).isNotNull();
    }

    @Test
    void unreadablePicturesAreNamedAndLeftOut() throws IOException {
        picture(folder.resolve("a/1.png"), 0, 8, 8);
        picture(folder.resolve("b/2.png"), 0, 8, 8);
        Files.writeString(folder.resolve("b/3.png"), "damaged");
        Files.writeString(folder.resolve("b/4.heic"), "of another kind");
        List<String> heard = new ArrayList<>();

        OwnData data = DataFiles.load(folder, SMALL.withThreads(3), new FileListener() {
            @Override
            public void leftOut(String reason) {
                heard.add(reason);
            }
        });

        assertThat(data.leftOut()).isEqualTo(heard).hasSize(2);
        assertThat(heard.get(0)).endsWith("4.heic: is of kind heic; expected PNG, JPEG, GIF, BMP or WebP");
        assertThat(heard.get(1)).endsWith("3.png: is no picture; expected PNG, JPEG, GIF, BMP or WebP");
        assertThat(data.set().training().count()).isEqualTo(2);
    }

    @Test
    void foldersThatAreNoClassesAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        picture(folder.resolve("one/only/1.png"), 0, 8, 8);
        picture(folder.resolve("test/train/a/1.png"), 0, 8, 8);
        picture(folder.resolve("test/train/b/1.png"), 0, 8, 8);
        picture(folder.resolve("test/test/c/1.png"), 0, 8, 8);

        assertThatThrownBy(() -> load(folder.resolve("empty")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no folder with pictures (PNG, JPEG, GIF, BMP or WebP); expected at least 2");
        assertThatThrownBy(() -> load(folder.resolve("one")))
                .hasMessageContaining("only one folder with pictures, only");
        assertThatThrownBy(() -> load(folder.resolve("test")))
                .hasMessageContaining("there is no class c among the training pictures; expected a, b");
        assertThatThrownBy(() -> load(folder.resolve("missing")))
                .hasMessageContaining("missing: no such file or folder; expected a folder of class-named folders");
    }
}
