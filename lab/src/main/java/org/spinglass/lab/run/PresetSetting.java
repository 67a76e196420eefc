// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.spinglass.training.PaperSettings;
import org.spinglass.training.Setting;

/**
 * The setting by which a set of the paper's settings is asked for.
 *
 * @param preset whose values the others begin from
 */
record PresetSetting(
        @Setting(meaning = "the set of settings to begin from")
        PaperSettings preset) {}
