package io.github.procmm.broken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * All classes of the project once more, one source file of them compiled anew: so that a changed
 * class and those that are package-private beside it see each other. What is not the project's is
 * shared with everybody.
 */
final class PatchedClasses extends ClassLoader {

    private static final String OURS = "io.github.procmm.";

    private final Map<String, byte[]> compiled;

    private PatchedClasses(Map<String, byte[]> compiled) {
        super(PatchedClasses.class.getClassLoader());
        this.compiled = compiled;
    }

    /** Returns the classes with a broken kernel in them. */
    static PatchedClasses of(BrokenKernel broken) throws IOException {
        return new PatchedClasses(compile(broken));
    }

    private static Map<String, byte[]> compile(BrokenKernel broken) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Memory memory = new Memory(files);
            List<String> options =
                    List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            StringBuilder complaints = new StringBuilder();
            boolean done =
                    compiler.getTask(
                                    null,
                                    memory,
                                    complaint ->
                                            complaints
                                                    .append(complaint.getMessage(Locale.ROOT))
                                                    .append('\n'),
                                    options,
                                    null,
                                    List.of(new Source(broken)))
                            .call();
            if (!done) {
                throw new AssertionError(broken + " does not compile:\n" + complaints);
            }
            return memory.classes();
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) {
            bytes = original(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        return ORIGINALS.computeIfAbsent(name, this::read).orThrow(name);
    }

    private Bytes read(String name) {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(file)) {
            return new Bytes(in == null ? null : in.readAllBytes());
        } catch (IOException unreadable) {
            return new Bytes(null);
        }
    }

    /** Read once for all kernels. */
    private static final Map<String, Bytes> ORIGINALS = new ConcurrentHashMap<>();

    private static final class Bytes {

        private final byte @Nullable [] bytes;

        private Bytes(byte @Nullable [] bytes) {
            this.bytes = bytes;
        }

        private byte[] orThrow(String name) throws ClassNotFoundException {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return bytes;
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        private Source(BrokenKernel broken) throws IOException {
            super(URI.create("string:///" + broken.source().getFileName()), Kind.SOURCE);
            this.text = broken.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what the compiler writes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        private Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location,
                String className,
                JavaFileObject.Kind kind,
                @Nullable FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("bytes:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }

        private Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
