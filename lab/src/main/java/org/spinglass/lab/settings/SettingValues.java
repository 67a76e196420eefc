package org.spinglass.lab.settings;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of settings by their names. Each fault is a {@link SettingException} that names setting and value.
 *
 * @param prefix stands before the names in messages
 * @param values that differ from the defaults
 */
public record SettingValues(String prefix, Map<String, Object> values) {

    public SettingValues {
        values = new LinkedHashMap<>(values);
    }

    /** What reads a file. */
    public interface Reader<T> {
        T read(Path file) throws IOException;
    }

    /**
     * Refuses what there is not.
     *
     * @param names that there are
     * @param what has them, for the message
     */
    public void requireNames(Map<String, String> names, String what) {
        for (String name : values.keySet()) {
            if (!names.containsKey(name)) {
                throw new SettingException(
                        prefix + name,
                        "unknown setting '%s' of %s; there are %s"
                                .formatted(name, what, String.join(", ", names.keySet())));
            }
        }
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value as text, or the default. */
    public String text(String name, String standard) {
        return values.getOrDefault(name, standard).toString();
    }

    public int whole(String name, int standard, int least, int most) {
        Object value = values.getOrDefault(name, standard);
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return number.intValue();
        }
        throw fault(name, "a whole number from " + least + " to " + most);
    }

    public double number(String name, double standard, double least, double most) {
        Object value = values.getOrDefault(name, standard);
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw fault(name, "a number from " + shown(least) + " to " + shown(most));
    }

    public static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** What a file holds whose name is the value; null where there is no value. */
    public <T> @Nullable T file(String name, Reader<T> reader) {
        Object file = values.get(name);
        if (file == null) {
            return null;
        }
        try {
            return reader.read(Path.of(file.toString()));
        } catch (IOException e) {
            throw new SettingException(prefix + name, file + ": cannot be read: " + AtomicFile.reason(e));
        } catch (InvalidPathException e) {
            throw fault(name, "a path");
        } catch (IllegalArgumentException e) {
            throw new SettingException(prefix + name, String.valueOf(e.getMessage()));
        }
    }

    public SettingException fault(String name, String expected) {
        return new SettingException(
                prefix + name, "%s%s is '%s'; expected %s".formatted(prefix, name, values.get(name), expected));
    }
}
