package org.spinglass.lab.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settings, which are records, with some of their components replaced by what a user gave. */
public final class MergedSettings {
    private MergedSettings() {}

    /**
     * Settings with other values.
     *
     * @param base a public record with components that are numbers, truth values, enum constants or lists of numbers
     * @param changes by the components' names: {@link Number}, {@link Boolean}, {@link String} or {@link List} of such
     * @param others names of settings that are not the record's, for the message
     * @param unused names of those that have no effect, which the message leaves out
     * @throws SettingException when there is no such setting, or a value is of another kind or out of its range; the
     *     message tells what was expected
     */
    @SuppressWarnings("unchecked") // of the very class of base
    public static <R extends Record> R of(
            R base, Map<String, Object> changes, List<String> others, Set<String> unused) {
        RecordComponent[] components = base.getClass().getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        for (String name : changes.keySet()) {
            if (!names.contains(name)) {
                List<String> all = Stream.concat(names.stream().filter(one -> !unused.contains(one)), others.stream())
                        .toList();
                throw new SettingException(
                        name, "unknown setting '%s'; there are %s".formatted(name, String.join(", ", all)));
            }
        }
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                String name = names.get(i);
                values[i] = changes.containsKey(name)
                        ? value(name, components[i].getType(), changes.get(name))
                        : components[i].getAccessor().invoke(base);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (R) base.getClass().getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong && wrong.getMessage() != null) {
                String message = wrong.getMessage();
                throw new SettingException(message.substring(0, Math.max(0, message.indexOf(' '))), message);
            }
            throw new IllegalStateException("settings that cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the settings of a trainer are public records", e);
        }
    }

    private static Object value(String name, Class<?> type, @Nullable Object given) {
        Object value = switch (given) {
            case Number number when type == int.class -> whole(number);
            case Number number when type == double.class -> finite(number);
            case Boolean is when type == boolean.class -> is;
            case Number number when type == List.class -> numbers(List.of(number));
            case List<?> list when type == List.class -> numbers(list);
            case String text when type.isEnum() -> constant(type, text);
            case null, default -> null;
        };
        if (value == null) {
            String shown = given instanceof List<?> list
                    ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                    : String.valueOf(given);
            throw new SettingException(name, "%s is '%s'; expected %s".formatted(name, shown, expected(type)));
        }
        return value;
    }

    private static @Nullable Integer whole(Number number) {
        boolean isWhole = number instanceof Integer || number instanceof Long many && many == many.intValue();
        return isWhole ? number.intValue() : null;
    }

    private static @Nullable Double finite(Number number) {
        return Double.isFinite(number.doubleValue()) ? number.doubleValue() : null;
    }

    private static @Nullable List<Float> numbers(List<?> given) {
        List<Float> numbers = new ArrayList<>();
        for (Object one : given) {
            if (!(one instanceof Number number) || !Float.isFinite(number.floatValue())) {
                return null;
            }
            numbers.add(number.floatValue());
        }
        return numbers;
    }

    private static @Nullable Object constant(Class<?> type, String text) {
        return constants(type)
                .filter(constant -> Expected.nameOf(constant).equalsIgnoreCase(text.replace('_', '-')))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Enum<?>> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(constant -> (Enum<?>) constant);
    }

    /** What a component of a type may be, in words. */
    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return constants(type).map(Expected::nameOf).collect(Collectors.joining(" or "));
        }
        if (type == List.class) {
            return "numbers with commas between, such as 1,2,1";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type == int.class ? "a whole number" : "a number";
    }
}
