package io.github.procmm.command;

import io.github.procmm.proto.v1.ProcMmOp;
import io.github.procmm.schema.SchemaCodec;
import io.github.procmm.wire.Dialect;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The layout that a command reads or writes. */
final class DialectOption {

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            defaultValue = "x86_64",
            converter = Names.class,
            completionCandidates = Candidates.class,
            description =
                    "Layout of the record: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Dialect dialect = Dialect.X86_64;

    /** For picocli, which makes it itself. */
    DialectOption() {}

    Dialect dialect() {
        return dialect;
    }

    SchemaCodec codec() {
        return new SchemaCodec(ProcMmOp.getDefaultInstance(), dialect.abi());
    }

    /** Reads a dialect's name. */
    static final class Names implements ITypeConverter<Dialect> {

        @Override
        public Dialect convert(String name) {
            Dialect dialect = Dialect.of(name);
            if (dialect == null) {
                throw new TypeConversionException(
                        "'" + name + "', wanted one of " + Dialect.names());
            }
            return dialect;
        }
    }

    /** The names, for help and completion. */
    static final class Candidates implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Dialect.values()).map(Dialect::readableName).iterator();
        }
    }
}
