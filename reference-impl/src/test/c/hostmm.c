/*
 * Performs memory calls with the real system calls and says what came of them.
 *
 * Reads one call a line, all numbers in hexadecimal, and answers each with one line: the result, a
 * bar, and the areas of the arena. HostDifferentialPropertyTest plays the same calls to the
 * reference kernel and compares the lines.
 *
 *     m ADDR LEN PROT FLAGS FILE OFFSET   mmap: the address, "elsewhere", or a negative errno
 *     u ADDR LEN                          munmap
 *     p ADDR LEN PROT                     mprotect
 *     l ADDR SIZE                         load: the value, or the fault and its address
 *     s ADDR SIZE VALUE                   store
 *     x ADDR                              execute one instruction
 *     t OBJECT SIZE                       ftruncate
 *     w OBJECT POSITION VALUE             pwrite of 8 bytes
 *     d OBJECT POSITION                   pread of 8 bytes: how many, and which
 *     r                                   everything as at the start
 *
 * FILE is an index of files[]; others are closed descriptors. The arena lies far below everything
 * else, so that nothing that the kernel places by itself comes to lie in it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <ucontext.h>
#include <unistd.h>

#define PAGE 4096UL
#define ARENA 0x200000000UL
#define PAGES 64UL
#define ARENA_END (ARENA + PAGES * PAGE)
#define TASK_SIZE 0x7ffffffff000UL
#define TRAP_FLAG 0x100UL
#define FETCH_FAULT 0x10UL

enum { RW, RO, WO, RW_DUP, OTHER, PIPE_OUT, PIPE_IN, DIRECTORY, SOCKET, FILES };

static int files[FILES];
static const unsigned long object_pages[] = {8, 4};

/* Instructions of one byte that only change registers: what is stored can be executed. */
static const unsigned char codes[] = {0x90, 0x91, 0x92, 0x93, 0x95, 0x96, 0x97, 0x99};

static sigjmp_buf out;
static unsigned long fetched, fault_addr, fault_code;
static const char *fault;
static char scratch[64];

static void on_signal(int number, siginfo_t *info, void *context) {
    ucontext_t *at = context;
    unsigned long ip = (unsigned long)at->uc_mcontext.gregs[REG_RIP];
    if (number == SIGTRAP && ip == fetched)
        return; /* arrived, not executed yet */
    fault_addr = (unsigned long)info->si_addr;
    fault_code = (unsigned long)at->uc_mcontext.gregs[REG_ERR];
    if (number == SIGSEGV && info->si_code == SEGV_MAPERR)
        fault = "MAPERR";
    else if (number == SIGSEGV && info->si_code == SEGV_ACCERR)
        fault = "ACCERR";
    else if (number == SIGBUS && info->si_code == BUS_ADRERR)
        fault = "BUS";
    else
        fault = "other";
    siglongjmp(out, 1);
}

static void die(const char *what) {
    perror(what);
    exit(2);
}

static int object(unsigned long number) {
    return files[number == 0 ? RW : OTHER];
}

static int reopen(int fd, int mode) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    int again = open(path, mode);
    if (again < 0)
        die(path);
    return again;
}

static void open_files(void) {
    int ends[2];
    files[RW] = memfd_create("one", 0);
    files[RO] = reopen(files[RW], O_RDONLY);
    files[WO] = reopen(files[RW], O_WRONLY);
    files[RW_DUP] = dup(files[RW]);
    files[OTHER] = memfd_create("two", 0);
    if (pipe(ends) != 0)
        die("pipe");
    files[PIPE_OUT] = ends[0];
    files[PIPE_IN] = ends[1];
    files[DIRECTORY] = open("/", O_RDONLY | O_DIRECTORY);
    files[SOCKET] = socket(AF_UNIX, SOCK_STREAM, 0);
    for (int i = 0; i < FILES; i++)
        if (files[i] < 0)
            die("files");
}

static void reset(void) {
    unsigned char page[PAGE];
    if (munmap((void *)ARENA, PAGES * PAGE) != 0)
        die("munmap");
    for (unsigned long o = 0; o < 2; o++) {
        if (ftruncate(object(o), 0) != 0)
            die("ftruncate");
        for (unsigned long i = 0; i < object_pages[o]; i++) {
            memset(page, codes[(i + 3 * o) % sizeof codes], PAGE);
            if (pwrite(object(o), page, PAGE, (off_t)(i * PAGE)) != (ssize_t)PAGE)
                die("pwrite");
        }
    }
}

static long result_of(long answer) {
    return answer < 0 ? -errno : answer;
}

static void map(unsigned long addr, unsigned long len, unsigned long prot, unsigned long flags,
                unsigned long file, unsigned long offset) {
    long fd = file < FILES ? files[file] : 999;
    long at = syscall(SYS_mmap, addr, len, prot, flags, fd, offset);
    if (at < 0) {
        printf("%d", -errno);
    } else if ((unsigned long)at < ARENA || (unsigned long)at >= ARENA_END) {
        munmap((void *)at, (len + PAGE - 1) / PAGE * PAGE);
        printf("elsewhere");
    } else {
        printf("%lx", at);
    }
}

static unsigned long load(unsigned long addr, unsigned long size) {
    unsigned long value = 0;
    if (size == 1)
        __asm__ volatile("movzbl (%1), %k0" : "=r"(value) : "r"(addr));
    else if (size == 2)
        __asm__ volatile("movzwl (%1), %k0" : "=r"(value) : "r"(addr));
    else if (size == 4)
        __asm__ volatile("movl (%1), %k0" : "=r"(value) : "r"(addr));
    else
        __asm__ volatile("movq (%1), %0" : "=r"(value) : "r"(addr));
    return value;
}

static void store(unsigned long addr, unsigned long size, unsigned long value) {
    if (size == 1)
        __asm__ volatile("movb %b0, (%1)" ::"r"(value), "r"(addr) : "memory");
    else if (size == 2)
        __asm__ volatile("movw %w0, (%1)" ::"r"(value), "r"(addr) : "memory");
    else if (size == 4)
        __asm__ volatile("movl %k0, (%1)" ::"r"(value), "r"(addr) : "memory");
    else
        __asm__ volatile("movq %0, (%1)" ::"r"(value), "r"(addr) : "memory");
}

/* With the trap flag set: a trap on arrival, then a fault, or a trap behind the instruction. */
static void execute(unsigned long addr) {
    fetched = addr;
    __asm__ volatile("pushfq\n\t orq %1, (%%rsp)\n\t popfq\n\t jmp *%0"
                     :
                     : "r"(addr), "i"(TRAP_FLAG), "a"(scratch), "b"(0UL), "d"(0UL)
                     : "memory");
}

static void access_memory(char kind, unsigned long addr, unsigned long size, unsigned long value) {
    if (sigsetjmp(out, 1) == 0) {
        if (kind == 'l')
            printf("%lx", load(addr, size));
        else if (kind == 's')
            store(addr, size, value), printf("0");
        else
            execute(addr);
    } else if (kind == 'x' && (strcmp(fault, "other") == 0 || !(fault_code & FETCH_FAULT))) {
        printf("0"); /* the trap behind the instruction, or a fault of what it accessed itself */
    } else {
        printf("%s %lx", fault, fault_addr);
    }
}

static void print_areas(void) {
    static char text[1 << 17];
    static int maps = -1;
    size_t length = 0;
    ssize_t n;
    if (maps < 0)
        maps = open("/proc/self/maps", O_RDONLY);
    lseek(maps, 0, SEEK_SET);
    while ((n = read(maps, text + length, sizeof text - 1 - length)) > 0)
        length += (size_t)n;
    text[length] = 0;
    printf("|");
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        unsigned long start, end, offset, inode;
        char perms[5];
        if (sscanf(line, "%lx-%lx %4s %lx %*s %lu", &start, &end, perms, &offset, &inode) != 5)
            die(line);
        if (end > ARENA && start < ARENA_END)
            printf(" [%ld,%ld %s @%lx%s]", ((long)start - (long)ARENA) / (long)PAGE,
                   ((long)end - (long)ARENA) / (long)PAGE, perms, offset / PAGE,
                   inode != 0 ? "f" : "");
    }
    printf("\n");
}

static void perform(char kind, const unsigned long *a) {
    unsigned long value = a[2];
    switch (kind) {
    case 'm':
        map(a[0], a[1], a[2], a[3], a[4], a[5]);
        break;
    case 'u':
        printf("%ld", result_of(syscall(SYS_munmap, a[0], a[1])));
        break;
    case 'p':
        printf("%ld", result_of(syscall(SYS_mprotect, a[0], a[1], a[2])));
        break;
    case 't':
        printf("%ld", result_of(ftruncate(object(a[0]), (off_t)a[1])));
        break;
    case 'w':
        printf("%zd", pwrite(object(a[0]), &value, 8, (off_t)a[1]));
        break;
    case 'd':
        value = 0;
        printf("%zd ", pread(object(a[0]), &value, 8, (off_t)a[1]));
        printf("%lx", value);
        break;
    case 'r':
        reset();
        printf("0");
        break;
    default:
        access_memory(kind, a[0], a[1], a[2]);
    }
}

static void catch_faults(void) {
    static char stack[1 << 16];
    static const int caught[] = {SIGSEGV, SIGBUS, SIGTRAP, SIGILL, SIGFPE};
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    if (sigaltstack(&alternate, NULL) != 0)
        die("sigaltstack");
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
        if (sigaction(caught[i], &action, NULL) != 0)
            die("sigaction");
}

/* Says which kernel this is, and whether TASK_SIZE is the one that the histories count on. */
static void introduce(void) {
    struct utsname host;
    long above = syscall(SYS_mmap, TASK_SIZE, PAGE, PROT_NONE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    uname(&host);
    printf("%s %s %s %s\n", host.sysname, host.machine, host.release,
           above < 0 ? "4-level" : "5-level");
    fflush(stdout);
}

int main(void) {
    static char answers[1 << 16], line[256];
    setvbuf(stdout, answers, _IOFBF, sizeof answers);
    catch_faults();
    open_files();
    introduce();
    reset();
    while (fgets(line, sizeof line, stdin) != NULL) {
        char kind = 0;
        unsigned long a[6] = {0};
        if (sscanf(line, "%c %lx %lx %lx %lx %lx %lx", &kind, &a[0], &a[1], &a[2], &a[3], &a[4],
                   &a[5]) < 1)
            die("line");
        perform(kind, a);
        print_areas();
        if (kind == 'r')
            fflush(stdout);
    }
    return 0;
}
