package org.spinglass.lab.settings;

/** A trainer's setting does not exist or does not fit. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String setting;

    public SettingException(String setting, String message) {
        super(message);
        this.setting = setting;
    }

    /** The setting's name, as far as it is known. */
    public String setting() {
        return setting;
    }
}
