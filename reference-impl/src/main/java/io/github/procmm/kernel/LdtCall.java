package io.github.procmm.kernel;

import static io.github.procmm.model.Errno.EFAULT;
import static io.github.procmm.model.Errno.EINVAL;
import static io.github.procmm.model.Errno.ENOMEM;
import static io.github.procmm.model.Errno.ENOSYS;

import io.netty.buffer.ByteBuf;

/** What PTRACE_LDT does to a table: modify_ldt's functions (V1-TASK). */
final class LdtCall {

    private static final int READ = 0;
    private static final int WRITE_OLD = 1;
    private static final int WRITE = 0x11;
    private static final int RESERVED_CONTENTS = 3;

    private LdtCall() {}

    /** Returns a count of bytes read, 0 after a write, or a negative errno. */
    static long run(Ldt ldt, int function, ByteBuf data, long byteCount) {
        return switch (function) {
            case READ -> ldt.read(data, byteCount);
            case WRITE_OLD -> write(ldt, data, byteCount, true);
            case WRITE -> write(ldt, data, byteCount, false);
            default -> ENOSYS.asResult();
        };
    }

    private static long write(Ldt ldt, ByteBuf data, long byteCount, boolean oldMode) {
        if (byteCount != UserDesc.BYTES) {
            return EINVAL.asResult();
        }
        if (data.readableBytes() < UserDesc.BYTES) {
            return EFAULT.asResult();
        }
        UserDesc desc = UserDesc.read(data);
        if (Integer.compareUnsigned(desc.entry(), Ldt.MAX_ENTRIES) >= 0) {
            return EINVAL.asResult();
        }
        boolean reserved = desc.contents() == RESERVED_CONTENTS;
        if (reserved && (oldMode || desc.isPresent())) {
            return EINVAL.asResult();
        }
        if (!ldt.growTo(desc.entry() + 1)) {
            return ENOMEM.asResult();
        }
        ldt.set(desc.entry(), desc.isEmpty(oldMode) ? 0 : desc.descriptor(oldMode));
        return 0;
    }
}
