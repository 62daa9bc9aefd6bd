package io.github.procmm.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.procmm.wire.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MmFileTest {

    @Test
    void V1_FILE_3_theFilesLieBelowProc() {
        assertThat(MmFile.values())
                .extracting(MmFile::path)
                .containsExactly("/proc/mm", "/proc/mm64");
    }

    @ParameterizedTest
    @EnumSource
    void aPathLeadsBackToItsFile(MmFile file) {
        assertThat(MmFile.of(file.path())).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/proc", "/proc/mm/", "/PROC/MM", "PROC_MM"})
    void anyOtherPathLeadsNowhere(String path) {
        assertThat(MmFile.of(path)).isNull();
    }

    /** So the last file of a host is always that of the host's own records. */
    @ParameterizedTest
    @EnumSource
    void V1_FILE_3_onlyX86_64HasTheSecondFileAndThereTheFirstIsForI386(Dialect host) {
        boolean two = host == Dialect.X86_64;
        List<MmFile> files = MmFile.of(host);

        assertThat(files)
                .isEqualTo(
                        two ? List.of(MmFile.PROC_MM, MmFile.PROC_MM64) : List.of(MmFile.PROC_MM));
        assertThat(files)
                .extracting(file -> file.recordsOn(host))
                .isEqualTo(two ? List.of(Dialect.I386, Dialect.X86_64) : List.of(host));
    }

    @ParameterizedTest
    @EnumSource
    void V1_TASK_2_onlyAProgramOfX86_64MeansTheSecondFile(Dialect program) {
        assertThat(MmFile.nativeTo(program))
                .isEqualTo(program == Dialect.X86_64 ? MmFile.PROC_MM64 : MmFile.PROC_MM);
    }
}
