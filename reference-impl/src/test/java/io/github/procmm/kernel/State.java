package io.github.procmm.kernel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a write could have changed: compared before and after. */
record State(List<MappedArea> areas, String ldt, List<@Nullable OpenFile> descriptors) {

    private static final int DESCRIPTORS = 32;

    static State of(UserProcess writer, int mm) {
        OpenMm open = (OpenMm) Objects.requireNonNull(writer.file(mm));
        open.mm().memory().checkInvariants();
        return new State(open.mm().memory().areas(), hex(open.mm().ldt()), descriptors(writer));
    }

    private static List<@Nullable OpenFile> descriptors(UserProcess writer) {
        @Nullable OpenFile[] files = new @Nullable OpenFile[DESCRIPTORS];
        IntStream.range(0, DESCRIPTORS).forEach(fd -> files[fd] = writer.file(fd));
        return Arrays.asList(files);
    }

    private static String hex(Ldt ldt) {
        ByteBuf bytes = Unpooled.buffer();
        ldt.read(bytes, ldt.size() * Long.BYTES);
        return ByteBufUtil.hexDump(bytes);
    }
}
