#include "stub.h"

#include <string.h>
#include <sys/mman.h>

/* Each entry has 8 bytes, so that its number gives its place. */
__asm__(".pushsection .rodata\n"
        ".balign 8\n"
        "stub_code:\n"
        "syscall;            int3; .balign 8, 0xcc\n"
        "wrpkru;             int3; .balign 8, 0xcc\n"
        "movzbl (%rdi), %eax; int3; .balign 8, 0xcc\n"
        "movzwl (%rdi), %eax; int3; .balign 8, 0xcc\n"
        "movl (%rdi), %eax;  int3; .balign 8, 0xcc\n"
        "movq (%rdi), %rax;  int3; .balign 8, 0xcc\n"
        "movb %sil, (%rdi);  int3; .balign 8, 0xcc\n"
        "movw %si, (%rdi);   int3; .balign 8, 0xcc\n"
        "movl %esi, (%rdi);  int3; .balign 8, 0xcc\n"
        "movq %rsi, (%rdi);  int3; .balign 8, 0xcc\n"
        "stub_code_end:\n"
        ".popsection\n");

extern const unsigned char stub_code[] __attribute__((visibility("hidden")));
extern const unsigned char stub_code_end[] __attribute__((visibility("hidden")));

uint64_t stub_at(enum stub_entry entry) {
    return CODE + 8 * (uint64_t)entry;
}

int stub_map(void) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
    if (mmap((void *)STUB, STUB_END - STUB, PROT_NONE, flags, -1, 0) != (void *)STUB
        || mprotect((void *)CODE, DATA_END - CODE, PROT_READ | PROT_WRITE) != 0)
        return -1;
    memcpy((void *)CODE, stub_code, (size_t)(stub_code_end - stub_code));
    return mprotect((void *)CODE, DATA - CODE, PROT_READ | PROT_EXEC);
}
