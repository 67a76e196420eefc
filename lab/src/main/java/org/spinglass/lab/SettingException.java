package org.spinglass.lab;

/** A trainer's setting does not exist or does not fit. */
final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String setting;

    SettingException(String setting, String message) {
        super(message);
        this.setting = setting;
    }

    /** The setting's name, as far as it is known. */
    String setting() {
        return setting;
    }
}
