package dev.baton.protocol;

import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.model.StandbyKind;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A value with one thing changed, for each thing in it. */
final class Variants {
    /** @param label the record and its component that differ */
    record Variant(String label, @Nullable Object value) {}

    private Variants() {}

    static List<Variant> of(String label, @Nullable Object value) throws ReflectiveOperationException {
        if (value == null) {
            return List.of();
        }
        Object leaf = changed(value);
        if (leaf != null) {
            return List.of(new Variant(label, leaf));
        }
        List<Variant> all = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            ofMap(label, map, all);
        } else if (value instanceof Collection<?> some) {
            ofCollection(label, some, all);
        } else if (value instanceof Record record) {
            ofRecord(record, all);
        } else {
            throw new IllegalStateException(
                    label + ": no variant of a " + value.getClass().getName());
        }
        return all;
    }

    @SuppressWarnings("EnumOrdinal") // The next of its kind.
    private static @Nullable Object changed(Object value) {
        if (value instanceof Long n) {
            return Math.abs(n) > 1_000_000L ? n + 150_000_000L : n + 1;
        }
        if (value instanceof Integer n) {
            return n + 1;
        }
        if (value instanceof Boolean b) {
            return !b;
        }
        if (value instanceof String s) {
            return s + "x";
        }
        if (value instanceof Enum<?> e) {
            Object[] all = e.getDeclaringClass().getEnumConstants();
            return all[(e.ordinal() + 1) % all.length];
        }
        if (value instanceof Epoch e) {
            return e.next();
        }
        if (value instanceof MemberId id) {
            return new MemberId(id + "x");
        }
        if (value instanceof Incarnation i) {
            return new Incarnation(i + "x");
        }
        if (value instanceof StandbyKind kind) {
            return kind.replaysAlways() ? StandbyKind.cold() : StandbyKind.hot();
        }
        if (value instanceof GroupId g) {
            return new GroupId(g + "x");
        }
        return value instanceof Hlc h ? new Hlc(h.millis() + 150, h.counter()) : null;
    }

    private static void ofMap(String label, Map<?, ?> map, List<Variant> all) throws ReflectiveOperationException {
        for (Object key : map.keySet()) {
            Map<Object, Object> less = new LinkedHashMap<>(map);
            less.remove(key);
            all.add(new Variant(label, less));
            for (Variant v : of(label, map.get(key))) {
                Map<Object, @Nullable Object> other = new LinkedHashMap<>(map);
                other.put(key, v.value());
                all.add(new Variant(v.label(), other));
            }
        }
    }

    private static void ofCollection(String label, Collection<?> some, List<Variant> all)
            throws ReflectiveOperationException {
        for (Object each : some) {
            List<Object> less = new ArrayList<>(some);
            less.remove(each);
            all.add(new Variant(label, some instanceof Set ? new TreeSet<>(less) : less));
            if (some instanceof List && each instanceof Record) {
                for (Variant v : of(label, each)) {
                    List<@Nullable Object> other = new ArrayList<>(some);
                    other.set(other.indexOf(each), v.value());
                    all.add(new Variant(v.label(), other));
                }
            }
        }
    }

    private static void ofRecord(Record record, List<Variant> all) throws ReflectiveOperationException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            components[i].getAccessor().setAccessible(true);
            values[i] = components[i].getAccessor().invoke(record);
        }
        Constructor<?> constructor = record.getClass()
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        for (int i = 0; i < values.length; i++) {
            String label = record.getClass().getSimpleName() + "." + components[i].getName();
            for (Variant v : of(label, values[i])) {
                Object[] changed = values.clone();
                changed[i] = v.value();
                all.add(new Variant(outer(label, v.label()), constructor.newInstance(changed)));
            }
        }
    }

    /** A status below which nothing counts: its ask and its word are labelled as a whole. */
    private static String outer(String label, String inner) {
        return label.equals("MemberStatus.ask")
                        || label.equals("MemberStatus.promise")
                        || label.equals("ActionRecord.refused")
                ? label
                : inner;
    }
}
