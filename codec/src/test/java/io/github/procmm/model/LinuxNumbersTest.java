package io.github.procmm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.procmm.fixture.CCompiler;
import io.github.procmm.proto.v1.MapFlag;
import io.github.procmm.wire.Dialect;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our numbers against the headers of the Linux that the tests run on. */
class LinuxNumbersTest {

    private static final String HEADERS =
            """
            #define _GNU_SOURCE
            #include <errno.h>
            #include <sys/mman.h>
            #include <asm/mman.h>
            """;

    private static final CCompiler HOST =
            CCompiler.all().filter(c -> c.dialect() == Dialect.X86_64).findFirst().orElseThrow();

    @BeforeAll
    static void needsHeaders() {
        HOST.assumePresent();
        String asked =
                """
                #if __has_include(<errno.h>) && __has_include(<sys/mman.h>) && __has_include(<asm/mman.h>)
                enum { THERE = 1 };
                #else
                enum { THERE = 0 };
                #endif
                """;
        long there = HOST.constants(asked, List.of("THERE")).get(0);
        assumeTrue(there == 1, "no Linux headers for " + HOST);
    }

    @Test
    void theErrnosAreLinuxs() {
        assertLinuxs(Stream.of(Errno.values()).collect(numbers(Errno::name, Errno::number)));
    }

    @Test
    void theProtectionsAreLinuxs() {
        Map<String, Long> ours = constantsOf(Prot.class, "PROT_");
        ours.remove("PROT_ACCESS");
        assertLinuxs(ours);
    }

    @Test
    void theMapFlagsAreLinuxs() {
        Map<String, Long> ours = constantsOf(MapFlags.class, "MAP_");
        assertThat(ours.remove("MAP_TYPE_MASK")).isEqualTo(0xf);
        assertLinuxs(ours);
    }

    @Test
    void theNamesOfV1AreLinuxs() {
        assertLinuxs(
                Stream.of(MapFlag.values())
                        .filter(flag -> flag != MapFlag.UNRECOGNIZED)
                        .collect(numbers(MapFlag::name, MapFlag::getNumber)));
        assertLinuxs(
                Stream.of(io.github.procmm.proto.v1.Prot.values())
                        .filter(prot -> prot != io.github.procmm.proto.v1.Prot.UNRECOGNIZED)
                        .collect(numbers(Enum::name, prot -> prot.getNumber())));
    }

    private static void assertLinuxs(Map<String, Long> ours) {
        List<String> names = List.copyOf(ours.keySet());
        List<Long> answers = HOST.constants(HEADERS, names);
        Map<String, Long> linuxs = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            linuxs.put(names.get(i), answers.get(i));
        }
        assertThat(ours).isEqualTo(linuxs);
    }

    private static <T> Collector<T, ?, Map<String, Long>> numbers(
            Function<T, String> name, ToLongFunction<T> number) {
        return Collectors.toMap(name, number::applyAsLong);
    }

    private static Map<String, Long> constantsOf(Class<?> holder, String prefix) {
        Map<String, Long> constants = new TreeMap<>();
        for (Field field : holder.getFields()) {
            try {
                constants.put(prefix + field.getName(), (long) field.getInt(null));
            } catch (IllegalAccessException notPublic) {
                throw new AssertionError(notPublic);
            }
        }
        return constants;
    }
}
