// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

/** A setting does not exist, does not fit, or would have no effect. */
public final class SettingException extends LabException {
    private static final long serialVersionUID = 1;

    private final String setting;

    /** With the setting's name, as far as it is known, and a message for the user. */
    public SettingException(String setting, String message) {
        super(message);
        this.setting = setting;
    }

    /** The setting's name, as far as it is known. */
    public String setting() {
        return setting;
    }
}
