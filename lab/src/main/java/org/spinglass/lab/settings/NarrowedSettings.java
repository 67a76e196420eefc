package org.spinglass.lab.settings;

import org.spinglass.training.SettingDescription;

/** A record of settings that allows less of those that are in its components. */
public interface NarrowedSettings {
    /** A setting with the range that it has here. */
    SettingDescription narrowed(SettingDescription setting);
}
