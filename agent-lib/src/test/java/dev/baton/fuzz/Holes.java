package dev.baton.fuzz;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a record lacks what its type says is always there: a reader that let it pass hands a later exception to somebody else. */
public final class Holes {
    private Holes() {}

    /** The components that are null although they must not be, by their paths; empty for a sound value. */
    public static List<String> of(Object value) {
        List<String> found = new ArrayList<>();
        look(value.getClass().getSimpleName(), value, found);
        return found;
    }

    private static void look(String path, @Nullable Object value, List<String> found) {
        if (value instanceof Collection<?> all) {
            all.forEach(each -> look(path + "[]", each, found));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                look(path + "{key}", key, found);
                look(path + "{}", each, found);
            });
        } else if (value == null) {
            found.add(path);
        } else if (value.getClass().isRecord()) {
            for (RecordComponent part : value.getClass().getRecordComponents()) {
                Object inner = get(part, value);
                if (inner != null || !part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    look(path + "." + part.getName(), inner, found);
                }
            }
        }
    }

    private static @Nullable Object get(RecordComponent part, Object value) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(path(part), e);
        }
    }

    private static String path(RecordComponent part) {
        return part.getDeclaringRecord().getSimpleName() + "." + part.getName();
    }
}
