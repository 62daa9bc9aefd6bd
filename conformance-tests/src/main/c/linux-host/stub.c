#include "stub.h"

#include <stddef.h>
#include <string.h>
#include <sys/mman.h>

#include "die.h"

_Static_assert(sizeof(struct step) == 64, "the code counts on it");
_Static_assert(offsetof(struct batch, steps) == 64, "the code counts on it");
_Static_assert(sizeof(struct batch) == DATA_END - DATA, "the buffer holds a batch");

/* Each entry has 8 bytes, so that its number gives its place; the last one has what it takes. */
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
        "batch:\n"
        "movabs $0x2a5a5a510000, %r14\n" /* DATA */
        "again:\n"
        "movq (%r14), %r12\n"  /* behind */
        "movq 8(%r14), %r13\n" /* rounds */
        "round:\n"
        "leaq 64(%r14), %rbx\n"
        "step:\n"
        "movq (%rbx), %rax\n"
        "movq 8(%rbx), %rdi\n"
        "movq 16(%rbx), %rsi\n"
        "movq 24(%rbx), %rdx\n"
        "movq 32(%rbx), %r10\n"
        "movq 40(%rbx), %r8\n"
        "movq 48(%rbx), %r9\n"
        "syscall\n"
        "movq %rax, 56(%rbx)\n"
        "cmpq $-4096, %rax\n"
        "ja stop\n"
        "addq $64, %rbx\n"
        "cmpq %r12, %rbx\n"
        "jb step\n"
        "decq %r13\n"
        "jnz round\n"
        "stop:\n"
        "movq %rbx, 16(%r14)\n" /* at */
        "int3\n"
        "jmp again\n"
        "stub_code_end:\n"
        ".popsection\n");

_Static_assert(DATA == 0x2a5a5a510000, "the code has it too");

extern const unsigned char stub_code[] __attribute__((visibility("hidden")));
extern const unsigned char stub_code_end[] __attribute__((visibility("hidden")));

uint64_t stub_at(enum stub_entry entry) {
    return CODE + 8 * (uint64_t)entry;
}

static void map(uint64_t start, uint64_t end, int prot, int flags) {
    if (mmap((void *)start, end - start, prot, flags | MAP_ANONYMOUS, -1, 0) != (void *)start)
        die("mapping the stub");
}

void stub_map(void) {
    map(STUB, STUB_END, PROT_NONE, MAP_PRIVATE | MAP_FIXED_NOREPLACE);
    map(CODE, DATA, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED);
    map(DATA, DATA_END, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED);
    memcpy((void *)CODE, stub_code, (size_t)(stub_code_end - stub_code));
    if (mprotect((void *)CODE, DATA - CODE, PROT_READ | PROT_EXEC) != 0)
        die("protecting the stub");
}
