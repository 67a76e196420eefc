// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Values of the program's own public records as bytes, for another process of the same version: records of records,
 * enums, numbers, texts, truth values, times, optional values, lists, maps and arrays of numbers. Doubles and floats
 * keep their bits. What is read is made by the records' own constructors, of classes of this program alone.
 */
public final class RecordBytes {
    private static final String OWN = "org.spinglass.";

    private RecordBytes() {}

    /** What follows in the bytes. */
    private enum Tag {
        NULL,
        BOOLEAN,
        INTEGER,
        LONG,
        FLOAT,
        DOUBLE,
        TEXT,
        BYTES,
        INTS,
        LONGS,
        FLOATS,
        DOUBLES,
        DURATION,
        OPTIONAL,
        OPTIONAL_INT,
        OPTIONAL_DOUBLE,
        LIST,
        MAP,
        ENUM,
        RECORD
    }

    /**
     * The bytes of a value.
     *
     * @throws IllegalArgumentException naming the class of a value that is none of these
     */
    public static byte[] of(@Nullable Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The value of such bytes.
     *
     * @throws IllegalArgumentException when they are none, or those of another type
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            Object value = read(new DataInputStream(new ByteArrayInputStream(bytes)));
            if (!type.isInstance(value)) {
                throw new IllegalArgumentException("the bytes are not of " + type.getSimpleName());
            }
            return type.cast(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes of " + type.getSimpleName() + " end before it does", e);
        }
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> tag(out, Tag.NULL);
            case Boolean is -> tag(out, Tag.BOOLEAN).writeBoolean(is);
            case Integer number -> tag(out, Tag.INTEGER).writeInt(number);
            case Long number -> tag(out, Tag.LONG).writeLong(number);
            case Float number -> tag(out, Tag.FLOAT).writeFloat(number);
            case Double number -> tag(out, Tag.DOUBLE).writeDouble(number);
            case String text -> writeText(tag(out, Tag.TEXT), text);
            case byte[] bytes -> {
                tag(out, Tag.BYTES).writeInt(bytes.length);
                out.write(bytes);
            }
            case int[] numbers -> {
                tag(out, Tag.INTS).writeInt(numbers.length);
                for (int number : numbers) {
                    out.writeInt(number);
                }
            }
            case long[] numbers -> {
                tag(out, Tag.LONGS).writeInt(numbers.length);
                for (long number : numbers) {
                    out.writeLong(number);
                }
            }
            case float[] numbers -> {
                tag(out, Tag.FLOATS).writeInt(numbers.length);
                ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, numbers.length));
                bytes.asFloatBuffer().put(numbers);
                out.write(bytes.array());
            }
            case double[] numbers -> {
                tag(out, Tag.DOUBLES).writeInt(numbers.length);
                for (double number : numbers) {
                    out.writeDouble(number);
                }
            }
            case Duration time -> {
                tag(out, Tag.DURATION).writeLong(time.getSeconds());
                out.writeInt(time.getNano());
            }
            case Optional<?> optional -> write(tag(out, Tag.OPTIONAL), optional.orElse(null));
            case OptionalInt optional ->
                write(tag(out, Tag.OPTIONAL_INT), optional.isPresent() ? optional.getAsInt() : null);
            case OptionalDouble optional ->
                write(tag(out, Tag.OPTIONAL_DOUBLE), optional.isPresent() ? optional.getAsDouble() : null);
            case List<?> list -> {
                tag(out, Tag.LIST).writeInt(list.size());
                for (Object one : list) {
                    write(out, one);
                }
            }
            case Map<?, ?> map -> {
                tag(out, Tag.MAP).writeInt(map.size());
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    write(out, entry.getKey());
                    write(out, entry.getValue());
                }
            }
            case Enum<?> constant -> {
                writeText(tag(out, Tag.ENUM), constant.getDeclaringClass().getName());
                writeText(out, constant.name());
            }
            case Record record -> writeRecord(out, record);
            default -> throw new IllegalArgumentException(value.getClass().getName() + " cannot be sent as bytes");
        }
    }

    private static void writeRecord(DataOutputStream out, Record record) throws IOException {
        writeText(tag(out, Tag.RECORD), record.getClass().getName());
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                write(out, component.getAccessor().invoke(record));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(record.getClass().getName() + " cannot be sent as bytes", e);
        }
    }

    private static @Nullable Object read(DataInputStream in) throws IOException {
        return switch (Tag.values()[in.readByte()]) {
            case NULL -> null;
            case BOOLEAN -> in.readBoolean();
            case INTEGER -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case TEXT -> readText(in);
            case BYTES -> readBytes(in);
            case INTS -> {
                int[] numbers = new int[in.readInt()];
                for (int k = 0; k < numbers.length; k++) {
                    numbers[k] = in.readInt();
                }
                yield numbers;
            }
            case LONGS -> {
                long[] numbers = new long[in.readInt()];
                for (int k = 0; k < numbers.length; k++) {
                    numbers[k] = in.readLong();
                }
                yield numbers;
            }
            case FLOATS -> {
                float[] numbers = new float[in.readInt()];
                byte[] bytes = new byte[Math.multiplyExact(Float.BYTES, numbers.length)];
                in.readFully(bytes);
                ByteBuffer.wrap(bytes).asFloatBuffer().get(numbers);
                yield numbers;
            }
            case DOUBLES -> {
                double[] numbers = new double[in.readInt()];
                for (int k = 0; k < numbers.length; k++) {
                    numbers[k] = in.readDouble();
                }
                yield numbers;
            }
            case DURATION -> Duration.ofSeconds(in.readLong(), in.readInt());
            case OPTIONAL -> Optional.ofNullable(read(in));
            case OPTIONAL_INT -> read(in) instanceof Integer number ? OptionalInt.of(number) : OptionalInt.empty();
            case OPTIONAL_DOUBLE ->
                read(in) instanceof Double number ? OptionalDouble.of(number) : OptionalDouble.empty();
            case LIST -> {
                @Nullable Object[] list = new @Nullable Object[in.readInt()];
                for (int k = 0; k < list.length; k++) {
                    list[k] = read(in);
                }
                yield Collections.unmodifiableList(new ArrayList<>(Arrays.asList(list)));
            }
            case MAP -> {
                int size = in.readInt();
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int k = 0; k < size; k++) {
                    Object key = read(in);
                    map.put(key, read(in));
                }
                yield map;
            }
            case ENUM -> readEnum(own(readText(in)), readText(in));
            case RECORD -> readRecord(own(readText(in)), in);
        };
    }

    private static Class<?> own(String name) {
        if (!name.startsWith(OWN)) {
            throw new IllegalArgumentException(name + " is not of this program");
        }
        try {
            return Class.forName(name, false, RecordBytes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(name + " is not in this version of the program", e);
        }
    }

    private static Object readEnum(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name + " is not of " + type.getName());
    }

    private static Object readRecord(Class<?> type, DataInputStream in) throws IOException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int k = 0; k < components.length; k++) {
            types[k] = components[k].getType();
            values[k] = read(in);
        }
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName() + " cannot be made of bytes", e);
        }
    }

    private static DataOutputStream tag(DataOutputStream out, Tag tag) throws IOException {
        out.writeByte(tag.ordinal());
        return out;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }
}
