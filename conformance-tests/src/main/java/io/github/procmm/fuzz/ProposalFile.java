package io.github.procmm.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Linker;
import com.squareup.wire.schema.Loader;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaException;
import com.squareup.wire.schema.internal.SchemaEncoder;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.proto.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the .proto of a proposed interface, without protoc. */
final class ProposalFile {

    /** What it may import. */
    private static final Map<String, FileDescriptor> KNOWN =
            Map.of(
                    "procmm/wire.proto", Wire.getDescriptor(),
                    "procmm/v1.proto", ProcMmOp.getDescriptor().getFile());

    private final Path path;
    private final String name;

    private ProposalFile(Path path) {
        this.path = path;
        this.name = String.valueOf(path.getFileName());
    }

    /**
     * Reads the message of a file that describes its records.
     *
     * @throws IllegalArgumentException when it is no .proto, or has not just one such message: in a
     *     line that names the place
     */
    static Descriptor read(Path path) throws IOException {
        ProposalFile file = new ProposalFile(path);
        return file.record(file.described(Files.readString(path)));
    }

    private FileDescriptor described(String text) {
        try {
            ProtoFile parsed = parse(name, text);
            for (String imported : parsed.getImports()) {
                if (!KNOWN.containsKey(imported)) {
                    throw wrong("imports " + imported + ", wanted one of " + names());
                }
            }
            ErrorCollector errors = new ErrorCollector();
            Schema schema = new Linker(new Known(), errors, false, true).link(List.of(parsed));
            errors.throwIfNonEmpty();
            return built(encoded(schema));
        } catch (IllegalStateException | SchemaException noProto) {
            throw wrong(oneLine(String.valueOf(noProto.getMessage())));
        }
    }

    private byte[] encoded(Schema schema) {
        ProtoFile linked = linked(schema);
        try {
            return new SchemaEncoder(schema).encode(linked).toByteArray();
        } catch (RuntimeException noValue) {
            throw wrong("has an option with a value that the type of the option lacks");
        }
    }

    private ProtoFile linked(Schema schema) {
        ProtoFile linked = schema.protoFile(name);
        if (linked == null) {
            throw wrong("is not to be found among what it describes");
        }
        return linked;
    }

    private FileDescriptor built(byte[] encoded) {
        ExtensionRegistry options = ExtensionRegistry.newInstance();
        Wire.registerAllExtensions(options);
        try {
            FileDescriptorProto proto = FileDescriptorProto.parseFrom(encoded, options);
            FileDescriptor[] imports =
                    proto.getDependencyList().stream()
                            .map(KNOWN::get)
                            .toArray(FileDescriptor[]::new);
            return FileDescriptor.buildFrom(proto, imports);
        } catch (InvalidProtocolBufferException | DescriptorValidationException wrong) {
            throw wrong(oneLine(String.valueOf(wrong.getMessage())));
        }
    }

    private Descriptor record(FileDescriptor file) {
        List<Descriptor> found = new ArrayList<>();
        for (Descriptor message : file.getMessageTypes()) {
            DescriptorProto proto = message.toProto();
            if (proto.getOptions().hasExtension(Wire.tag)
                    || proto.getOptions().hasExtension(Wire.header)) {
                found.add(message);
            }
        }
        if (found.size() != 1) {
            throw wrong(
                    "has "
                            + found.size()
                            + " messages with (procmm.wire.tag) or (procmm.wire.header), wanted"
                            + " one: the record");
        }
        return found.get(0);
    }

    private static ProtoFile parse(String name, String text) {
        return ProtoFile.Companion.get(ProtoParser.Companion.parse(Location.get("", name), text));
    }

    private static String names() {
        return String.join(", ", KNOWN.keySet().stream().sorted().toList());
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\n\\s*", " ");
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(path + ": " + what);
    }

    /** What can be imported comes with this program. */
    private static final class Known implements Loader {

        @Override
        public ProtoFile load(String path) {
            try (InputStream in = Wire.class.getClassLoader().getResourceAsStream(path)) {
                if (in == null) {
                    throw new IllegalStateException("there is no " + path);
                }
                return parse(path, new String(in.readAllBytes(), UTF_8));
            } catch (IOException unreadable) {
                throw new IllegalStateException(path + ": " + unreadable.getMessage(), unreadable);
            }
        }

        @Override
        public Loader withErrors(ErrorCollector errors) {
            return this;
        }
    }
}
