package dev.baton.lab.faults;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Loads this project's classes anew, the edited ones as they were compiled from the edited sources and the rest from the class path: each
 * broken core has its own simulator around it. Everything else comes from the parent.
 */
final class BrokenLoader extends ClassLoader {
    private static final String OURS = "dev.baton.";

    private final Map<String, byte[]> edited;

    BrokenLoader(Map<String, byte[]> edited) {
        super("broken", BrokenLoader.class.getClassLoader());
        this.edited = edited;
    }

    /** The simulator around this core, narrowed by those words: see {@link Focused}. */
    @SuppressWarnings("unchecked") // Of the same name and shape, from this loader.
    LongFunction<@Nullable String> runner(String with) {
        return (LongFunction<@Nullable String>) instance(Focused.class.getName(), with);
    }

    Object instance(String name, String argument) {
        try {
            return loadClass(name).getConstructor(String.class).newInstance(argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name + "(" + argument + "): " + e, e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = edited.get(name);
        if (bytes == null) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                bytes = in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
