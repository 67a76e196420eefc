// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import org.spinglass.training.SettingDescription;

/** A record of settings that allows less of those that are in its components. */
public interface NarrowedSettings {
    /** A setting with the range that it has here. */
    SettingDescription narrowed(SettingDescription setting);
}
