package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.ENOSYS;

import io.netty.buffer.ByteBuf;

/** What PTRACE_LDT does to a table: modify_ldt's functions (V1-TASK-7, V1-TASK-8). */
final class LdtCall {

    private static final int READ = 0;
    private static final int WRITE_OLD = 1;
    private static final int WRITE = 0x11;
    private static final int RESERVED_CONTENTS = 3;

    private LdtCall() {}

    /** Returns a count of bytes read, 0 after a write, or a negative errno. */
    static long run(Ldt ldt, int function, ByteBuf data, long byteCount) {
        return switch (function) {
            case READ -> read(ldt, data, byteCount);
            case WRITE_OLD -> write(ldt, data, byteCount, true);
            case WRITE -> write(ldt, data, byteCount, false);
            default -> ENOSYS.asResult(); // V1-TASK-8
        };
    }

    private static long read(Ldt ldt, ByteBuf data, long byteCount) {
        int bytes = ldt.readableBytes(byteCount);
        if (data.maxWritableBytes() < bytes) {
            return EFAULT.asResult(); // V1-TASK-7
        }
        ldt.read(data, bytes);
        return bytes;
    }

    /** Table 9.3 (V1-TASK-8). */
    private static long write(Ldt ldt, ByteBuf data, long byteCount, boolean oldMode) {
        if (byteCount != UserDesc.BYTES) {
            return EINVAL.asResult(); // step 1
        }
        if (data.readableBytes() < UserDesc.BYTES) {
            return EFAULT.asResult(); // step 2
        }
        UserDesc desc = UserDesc.read(data);
        if (Integer.compareUnsigned(desc.entry(), Ldt.MAX_ENTRIES) >= 0) {
            return EINVAL.asResult(); // step 3
        }
        boolean reserved = desc.contents() == RESERVED_CONTENTS;
        if (reserved && (oldMode || desc.isPresent())) {
            return EINVAL.asResult(); // step 4
        }
        if (!ldt.growTo(desc.entry() + 1)) {
            return ENOMEM.asResult(); // step 5
        }
        ldt.set(desc.entry(), desc.isEmpty(oldMode) ? 0 : desc.descriptor(oldMode)); // 6, 7
        return 0;
    }
}
