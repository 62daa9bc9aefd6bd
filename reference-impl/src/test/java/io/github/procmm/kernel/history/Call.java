package io.github.procmm.kernel.history;

/** One thing that a program does to its memory, or to an object that is mapped there. */
public sealed interface Call {

    /** Returns the line that hostmm.c reads. */
    String line();

    /** Does this on a machine and returns its answer. */
    String playOn(Machine machine);

    /** mmap; {@code file} is an index of {@link TestFile}, or of nothing. */
    record Map(long addr, long len, long prot, long flags, int file, long offset) implements Call {
        @Override
        public String line() {
            return "m %x %x %x %x %x %x".formatted(addr, len, prot, flags, file, offset);
        }

        @Override
        public String playOn(Machine machine) {
            return machine.map(this);
        }
    }

    /** munmap. */
    record Unmap(long addr, long len) implements Call {
        @Override
        public String line() {
            return "u %x %x".formatted(addr, len);
        }

        @Override
        public String playOn(Machine machine) {
            return machine.unmap(this);
        }
    }

    /** mprotect. */
    record Protect(long addr, long len, long prot) implements Call {
        @Override
        public String line() {
            return "p %x %x %x".formatted(addr, len, prot);
        }

        @Override
        public String playOn(Machine machine) {
            return machine.protect(this);
        }
    }

    /** A load of 1, 2, 4 or 8 bytes. */
    record Load(long addr, int size) implements Call {
        @Override
        public String line() {
            return "l %x %x".formatted(addr, size);
        }

        @Override
        public String playOn(Machine machine) {
            return machine.load(this);
        }
    }

    /** A store of 1, 2, 4 or 8 bytes. */
    record Store(long addr, int size, long value) implements Call {
        @Override
        public String line() {
            return "s %x %x %x".formatted(addr, size, value);
        }

        @Override
        public String playOn(Machine machine) {
            return machine.store(this);
        }
    }

    /** The execution of one instruction. */
    record Fetch(long addr) implements Call {
        @Override
        public String line() {
            return "x %x".formatted(addr);
        }

        @Override
        public String playOn(Machine machine) {
            return machine.fetch(this);
        }
    }

    /** ftruncate of object 0 or 1. */
    record Resize(int object, long size) implements Call {
        @Override
        public String line() {
            return "t %x %x".formatted(object, size);
        }

        @Override
        public String playOn(Machine machine) {
            return machine.resize(this);
        }
    }

    /** pwrite of 8 bytes to object 0 or 1. */
    record Write(int object, long position, long value) implements Call {
        @Override
        public String line() {
            return "w %x %x %x".formatted(object, position, value);
        }

        @Override
        public String playOn(Machine machine) {
            return machine.write(this);
        }
    }

    /** pread of 8 bytes from object 0 or 1. */
    record Read(int object, long position) implements Call {
        @Override
        public String line() {
            return "d %x %x".formatted(object, position);
        }

        @Override
        public String playOn(Machine machine) {
            return machine.read(this);
        }
    }
}
