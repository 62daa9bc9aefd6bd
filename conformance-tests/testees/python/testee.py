#!/usr/bin/env python3
"""A testee for procmm in one file: copy it, and put your own backend where part 2 is.

Part 1 speaks the testee protocol (SPEC.md, section 14) and knows nothing of address spaces. Part 2
is what is judged: an offer, a host with a method for each call, and a small kernel in memory.
Python 3.9 or later, nothing to install.
"""

import bisect
import struct
import sys
import traceback
from dataclasses import dataclass, replace
from typing import Optional

# ------------------------------------------------------------------------------------------------
# Part 1: the protocol. Keep this.
# ------------------------------------------------------------------------------------------------

# The messages of testee.proto: a name and a type for each field, numbered from 1 on. Behind the
# type, * stands for repeated, and ? for a field that is None when it is absent, not 0 or empty.
MESSAGES = {
    "Request": "id:int hello:Hello? batch:Batch?",
    "Reply": "id:int welcome:Welcome? answers:Answers? refusal:Refusal?",
    "Hello": "lowest_version:int highest_version:int",
    "Welcome": "version:int name:text details:text page_size:int hosts:Host* features:int*"
    " reserved:Range*",
    "Refusal": "reason:text",
    "Host": "dialect:text generation:text manager:text",
    "Range": "start:int end:int",
    "Batch": "calls:Call*",
    "Answers": "answers:Answer*",
    "Call": "boot:Boot? process:Process? open:Open? make_object:MakeObject?"
    " open_object:OpenObject? dup:Dup? send:Send? close:Close? write:Write? writev:Writev?"
    " read:Read? maps:Maps? access:Access? resize_object:ResizeObject?"
    " write_object:WriteObject? read_object:ReadObject? new_task:NewTask? switch_mm:SwitchMm?"
    " exit:Exit? ptrace:Ptrace? count_address_spaces:CountAddressSpaces?",
    "Answer": "result:int fault:Fault? value:int? data:bytes? text:text?",
    "Boot": "host:Host? max_map_count:int? max_address_spaces:int? ldt_entries:int?",
    "Process": "process:int program:text address_space_limit:int? taken:Range*",
    "Open": "process:int fd:int file:text mode:int",
    "MakeObject": "object:int kind:int size:int refusal:int",
    "OpenObject": "process:int fd:int object:int mode:int",
    "Dup": "process:int fd:int to:int",
    "Send": "process:int fd:int to_process:int to:int",
    "Close": "process:int fd:int",
    "Write": "process:int fd:int record:bytes count:int? position:int?",
    "Writev": "process:int fd:int segments:bytes*",
    "Read": "process:int fd:int",
    "Mm": "file:Descriptor? task:int?",
    "Descriptor": "process:int fd:int",
    "Maps": "mm:Mm?",
    "Access": "mm:Mm? kind:int addr:int size:int value:int",
    "Fault": "kind:int addr:int",
    "ResizeObject": "object:int size:int",
    "WriteObject": "object:int position:int data:bytes",
    "ReadObject": "object:int position:int count:int",
    "NewTask": "process:int task:int",
    "SwitchMm": "task:int fd:int",
    "Exit": "task:int",
    "Ptrace": "task:int request:int argument:bytes memory:bytes writable:int?",
    "CountAddressSpaces": "",
}

EMPTY = {"int": 0, "bytes": b"", "text": ""}
VARINT, BYTES = 0, 2  # wire types: no message here has another one
VERSION = 1
MAX_LENGTH = 1 << 26


def fields_of(line):
    """Returns (name, type, repeated, value when absent) for each field of a line of MESSAGES."""
    fields = []
    for field in line.split():
        name, kind = field.rstrip("*?").split(":")
        fields.append((name, kind, field[-1] == "*", None if field[-1] == "?" else EMPTY.get(kind)))
    return fields


FIELDS = {message: fields_of(line) for message, line in MESSAGES.items()}


def decode(message, data):
    """Reads a message: a dictionary that has all of its fields."""
    fields = FIELDS[message]
    values = {name: [] if many else absent for name, _, many, absent in fields}
    at = 0
    while at < len(data):
        tag, at = decode_varint(data, at)
        if tag & 7 == VARINT:
            value, at = decode_varint(data, at)
        elif tag & 7 == BYTES:
            length, at = decode_varint(data, at)
            value, at = data[at : at + length], at + length
            if at > len(data):
                raise ValueError(f"{message} ends within a field")
        else:
            raise ValueError(f"{message} has a field of wire type {tag & 7}")
        if tag >> 3 > len(fields):
            continue  # a judge that is newer than this
        name, kind, many, _ = fields[(tag >> 3) - 1]
        if kind == "text":
            value = value.decode()
        elif kind not in EMPTY:
            value = decode(kind, value)
        if many:
            values[name].append(value)
        else:
            values[name] = value
    return values


def decode_varint(data, at):
    """Reads a number from its bytes of 7 bits, the lowest first; returns it and where it ends."""
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7


def encode(message, values):
    """Writes a message from a dictionary that has those of its fields that are not absent."""
    data = bytearray()
    for number, (name, kind, many, absent) in enumerate(FIELDS[message], start=1):
        value = values.get(name, absent)
        if value == absent:
            continue
        for one in value if many else [value]:
            if kind == "int":
                data += encode_varint(number << 3 | VARINT) + encode_varint(one)
                continue
            if kind == "text":
                one = one.encode()
            elif kind != "bytes":
                one = encode(kind, one)
            data += encode_varint(number << 3 | BYTES) + encode_varint(len(one)) + one
    return bytes(data)


def encode_varint(number):
    number &= (1 << 64) - 1  # a negative one in two's complement
    data = bytearray()
    while number >= 0x80:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    data.append(number)
    return bytes(data)


def read_frame(stream):
    """Reads one message behind its length; returns None where the input ends."""
    head = b""
    while not head or head[-1] >= 0x80:
        byte = stream.read(1)
        if not byte:
            return None
        head += byte
    length, _ = decode_varint(head, 0)
    if length > MAX_LENGTH:
        sys.exit(f"a request of {length} bytes, at most {MAX_LENGTH}")  # TESTEE-13
    data = stream.read(length)
    return data if len(data) == length else None


def reply_to(request, offer, host):
    """Returns the one reply to a request (TESTEE-1 to TESTEE-5)."""
    reply = {"id": request["id"]}
    if request["hello"] is not None:
        hello = request["hello"]
        if hello["lowest_version"] <= VERSION <= hello["highest_version"]:
            reply["welcome"] = dict(offer, version=VERSION)
        else:
            reply["refusal"] = {"reason": f"version {VERSION} only"}
        return reply
    answers = []
    try:
        if request["batch"] is None:
            raise ValueError("a request of no known kind")
        for call in request["batch"]["calls"]:
            answers.append(answer_to(call, host))
        reply["answers"] = {"answers": answers}
    except Exception as cannot:  # whatever it is: say so, and go on with the next request
        traceback.print_exc()
        reply["refusal"] = {"reason": f"call {len(answers)}: {cannot!r}"}
    return reply


def answer_to(call, host):
    """Calls the method of the call's name with its fields; a number is an answer's result."""
    for name, fields in call.items():
        if fields is not None:
            answer = getattr(host, name)(**fields)
            return answer if isinstance(answer, dict) else {"result": answer}
    raise ValueError("a call of no known kind")


def serve(offer, host):
    """Answers requests until there are none. Standard output is the judge's: print nothing."""
    while True:
        data = read_frame(sys.stdin.buffer)
        if data is None:
            return
        reply = encode("Reply", reply_to(decode("Request", data), offer, host))
        sys.stdout.buffer.write(encode_varint(len(reply)) + reply)
        sys.stdout.buffer.flush()


# ------------------------------------------------------------------------------------------------
# Part 2: what is judged. Put your own here.
#
# It needs an offer and an object with a method for each call that the offer lets a judge make,
# whose parameters are the fields of the call. A method returns the result, or a dictionary of the
# fields of Answer where the call asks for more (table 14.1). To say that a call cannot be served,
# raise something.
# ------------------------------------------------------------------------------------------------

X86_64 = {"dialect": "x86_64", "generation": "skas3-v9", "manager": "linux-6.18"}

# By their names and numbers in testee.proto. AREAS (1) is not among them: the kernel below shows
# every page as it is, but does not know which areas Linux would join (TESTEE-11).
FEATURES = {
    "MEMORY": 3,
    "FETCHES": 4,
    "OBJECT_BYTES": 5,
    "NOT_EXECUTABLE_OBJECTS": 6,
    "DIRECTORIES": 7,
    "PIPES": 8,
    "SOCKETS": 9,
    "REFUSING_OBJECTS": 10,
    "PROCESSES": 11,
    "UNREADABLE_BYTES": 18,
    "POSITIONS": 19,
    "WRITEV": 20,
    "TASKS": 21,
    "LIVE_COUNT": 25,
    "READS": 26,
}

PAGE = 4096

OFFER = {
    "name": "python",
    "details": "the example testee, on Python " + sys.version.split()[0],
    "page_size": PAGE,
    "hosts": [X86_64],
    "features": list(FEATURES.values()),
}

TASK_SIZE = 0x7FFFFFFFF000
EPERM, ENOENT, EBADF, ENOMEM, EACCES, EFAULT, EEXIST, ENODEV = 1, 2, 9, 12, 13, 14, 17, 19
EINVAL, EOVERFLOW, EOPNOTSUPP = 22, 75, 95

OPCODES = MMAP, MUNMAP, MPROTECT, COPY_SEGMENTS = 54, 55, 56, 57

# Of each file: its whole record, and how many bytes of it each operation needs (table 2.3).
RECORDS = {
    "/proc/mm64": (struct.Struct("<i4x6Q"), dict(zip(OPCODES, (56, 24, 28, 12)))),
    "/proc/mm": (struct.Struct("<i6I"), dict(zip(OPCODES, (28, 12, 16, 8)))),
}


class Opening:
    """What one open made: descriptors made by dup name the same one."""

    def __init__(self, target, mode, file=None):
        self.target = target  # a MemoryObject, or an AddressSpace opened through `file`
        self.file = file
        self.writable = mode != 1
        self.readable = mode != 0


class Host:
    """A machine with writers, objects and tasks, by the judge's numbers. A method for each call."""

    def boot(self, host, **limits):
        if host != X86_64:
            raise ValueError(f"no such host: {host}")
        self.descriptors = {0: {}}  # of each process: openings by number
        self.objects = {}
        self.tasks = {}  # (number of the tracer, address space), by task
        return 0

    def process(self, process, program, **limits):
        self.descriptors[process] = {}
        return 0

    def open(self, process, fd, file, mode):
        if file not in RECORDS:
            return -ENOENT
        self.descriptors[process][fd] = Opening(AddressSpace(), mode, file)
        return fd

    def make_object(self, object, kind, size, refusal):
        self.objects[object] = MemoryObject(f"/memfd:{object} (deleted)", kind, size, refusal)
        return {"text": self.objects[object].name}

    def open_object(self, process, fd, object, mode):
        self.descriptors[process][fd] = Opening(self.objects[object], mode)
        return fd

    def dup(self, process, fd, to):
        return self.send(process, fd, process, to)

    def send(self, process, fd, to_process, to):
        if fd not in self.descriptors[process]:
            return -EBADF
        self.descriptors[to_process][to] = self.descriptors[process][fd]
        return to

    def close(self, process, fd):
        return 0 if self.descriptors[process].pop(fd, None) else -EBADF

    def write(self, process, fd, record, count, position):
        opening = self.descriptors[process].get(fd)
        if opening is None or not opening.writable:
            return -EBADF
        whole, needed = RECORDS[opening.file]
        size = len(record) if count is None else count
        if size > whole.size:
            return -EINVAL  # V1-WRITE-1
        if size > len(record):
            return -EFAULT  # V1-WRITE-2
        op, *fields = whole.unpack(record.ljust(whole.size, b"\0"))
        if size < 4 or op not in needed or size < needed[op]:
            return -EINVAL  # V1-WRITE-3 to V1-WRITE-5
        return self.operate(process, opening, op, *fields) or size

    def operate(self, process, opening, op, addr, length, prot, flags, fd, offset):
        """Carries out a record; returns 0 or a negative errno."""
        if op == MMAP:
            file = self.descriptors[process].get(fd & 0xFFFFFFFF)
            return opening.target.mmap(addr, length, prot, flags, file, offset)
        if op == MUNMAP:
            return opening.target.munmap(addr, length)
        if op == MPROTECT:
            return opening.target.mprotect(addr, length, prot & 0xFFFFFFFF)
        source = self.descriptors[process].get(addr & 0xFFFFFFFF)  # COPY_SEGMENTS' `from`
        if source is None:
            return -EBADF  # V1-LDT-1
        return 0 if source.file == opening.file else -EINVAL  # V1-LDT-2: no mm has an LDT here

    def writev(self, process, fd, segments):
        done = 0
        for number, segment in enumerate(segments):
            result = self.write(process, fd, segment, None, None)
            if result < 0 and number == 0:
                return result
            done += max(result, 0)
            if result != len(segment):
                break
        return done

    def read(self, process, fd):
        opening = self.descriptors[process].get(fd)
        return -EINVAL if opening and opening.readable else -EBADF

    def maps(self, mm):
        return {"text": self.space(mm).maps()}

    def access(self, mm, kind, addr, size, value):
        return self.space(mm).access(kind, addr, size, value)

    def space(self, mm):
        """Returns the address space that a message Mm names."""
        if mm["file"] is None:
            return self.tasks[mm["task"]][1]
        return self.descriptors[mm["file"]["process"]][mm["file"]["fd"]].target

    def resize_object(self, object, size):
        self.objects[object].resize(size)
        for space in self.opened():
            space.forget_copies_beyond(self.objects[object])
        return 0

    def write_object(self, object, position, data):
        self.objects[object].write(position, data)
        return len(data)

    def read_object(self, object, position, count):
        data = self.objects[object].read(position, count)
        return {"result": len(data), "data": data}

    def new_task(self, process, task):
        self.tasks[task] = (process, AddressSpace(opened=False))
        return 0

    def switch_mm(self, task, fd):
        process, _ = self.tasks[task]
        opening = self.descriptors[process].get(fd)
        if opening is None:
            return -EBADF
        if opening.file != "/proc/mm64":
            return -EINVAL
        self.tasks[task] = (process, opening.target)
        return 0

    def exit(self, task):
        del self.tasks[task]
        return 0

    def count_address_spaces(self):
        return len(self.opened())

    def opened(self):
        """Returns the address spaces that were opened and are held by a descriptor or a task."""
        held = {opening.target for table in self.descriptors.values() for opening in table.values()}
        held.update(space for _, space in self.tasks.values())
        return [space for space in held if isinstance(space, AddressSpace) and space.opened]


# The kernel: objects, areas of pages that show them, and what becomes of mmap, munmap and mprotect.

READ, WRITE, EXEC, SEM, PROT_GROWSDOWN, PROT_GROWSUP = 1, 2, 4, 8, 0x01000000, 0x02000000
SHARED, PRIVATE, SHARED_VALIDATE = 1, 2, 3
FIXED, ANONYMOUS, GROWSDOWN, FIXED_NOREPLACE = 0x10, 0x20, 0x100, 0x100000
ATTRIBUTES = 0xA6100  # GROWSDOWN, LOCKED, NORESERVE, STACK, SYNC
VALIDATED = 0x7C07F9FF
LOAD, STORE, FETCH = 0, 1, 2
MAPERR, ACCERR, BUS = 1, 2, 3
ZEROS = bytes(PAGE)


def up(length):
    """Rounds up to whole pages, in a word of 64 bits: it can wrap to 0."""
    return (length + PAGE - 1) // PAGE * PAGE % (1 << 64)


class MemoryObject:
    """Bytes that can be mapped. Only pages that were stored to take memory."""

    REGULAR, NOT_EXECUTABLE, DIRECTORY, PIPE, SOCKET, REFUSING = range(6)

    def __init__(self, name, kind, size, refusal=0):
        self.name = name
        self.size = size
        self.mappable = kind not in (self.DIRECTORY, self.PIPE)
        self.executable = kind not in (self.NOT_EXECUTABLE, self.PIPE, self.SOCKET)
        self.refusal = ENODEV if kind == self.SOCKET else refusal
        self.pages = {}

    def stored_page(self, number):
        return self.pages.setdefault(number, bytearray(PAGE))

    def read(self, position, count):
        end = min(position + count, self.size)
        pages = range(position // PAGE, (end + PAGE - 1) // PAGE)
        data = b"".join(self.pages.get(number, ZEROS) for number in pages)
        return data[position % PAGE :][: max(end - position, 0)]

    def write(self, position, data):
        self.size = max(self.size, position + len(data))
        for at, byte in enumerate(data, start=position):
            self.stored_page(at // PAGE)[at % PAGE] = byte

    def resize(self, size):
        if size <= self.size:  # V1-MEM-11
            self.pages = {n: page for n, page in self.pages.items() if n * PAGE < size}
            if size % PAGE and size // PAGE in self.pages:
                self.pages[size // PAGE][size % PAGE :] = bytes(PAGE - size % PAGE)
        self.size = size


@dataclass(frozen=True)
class Area:
    """A run of pages [start, end) that show an opening from an offset on, or nothing but zeros."""

    start: int
    end: int
    rights: int
    shared: bool
    attributes: int
    opening: Optional[Opening]
    offset: int

    def part(self, start, end):
        """Returns what would be shown in another range, if this were a part of it or it of this."""
        offset = self.offset + start - self.start if self.opening else 0
        return replace(self, start=start, end=end, offset=offset)

    def continues_into(self, above):
        return self.end == above.start and self.part(above.start, above.end) == above

    def forbids(self, rights):
        """Returns whether MM_MPROTECT may not give these rights (V1-PROT-12)."""
        if self.opening is None:
            return False
        writes_through = rights & WRITE and self.shared and not self.opening.writable
        return writes_through or rights & EXEC and not self.opening.target.executable

    def object_page(self, addr):
        return (self.offset + addr - self.start) // PAGE

    def ends_before(self, addr):
        """Returns whether the page of an address lies wholly beyond the object's end."""
        return self.opening and self.object_page(addr) * PAGE >= self.opening.target.size

    def line(self):
        letters = "".join(c if self.rights & r else "-" for c, r in zip("rwx", (READ, WRITE, EXEC)))
        letters += "s" if self.shared else "p"
        line = f"{self.start:08x}-{self.end:08x} {letters} {self.offset:08x} 00:00 0 "
        return (line.ljust(73) + self.opening.target.name if self.opening else line) + "\n"


class AddressSpace:
    """Areas in ascending order, and the private copies of pages that were stored to."""

    mappable = executable = False  # as what a descriptor in MM_MMAP names

    def __init__(self, opened=True):
        self.opened = opened
        self.areas = []
        self.starts = []  # of the areas, to search in
        self.copies = {}  # bytearray of a page, by the address of the page

    def mmap(self, addr, length, prot, flags, file, offset):
        """Checks of the write handler and of linux-6.18 in their order; 0 or a negative errno."""
        kind, end = flags & 0xF, addr + up(length)
        shared = kind in (SHARED, SHARED_VALIDATE)
        if not flags & FIXED or offset % PAGE:
            return -EINVAL  # V1-MAP-10, V1-MAP-11
        if flags & ANONYMOUS:
            file = None
        elif file is None:
            return -EBADF  # V1-MAP-17
        if length == 0:
            return -EINVAL  # V1-MAP-18
        if up(length) == 0 or end > TASK_SIZE:
            return -ENOMEM  # V1-MAP-20
        if addr % PAGE:
            return -EINVAL  # V1-MAP-21
        if flags & FIXED_NOREPLACE and self.first(addr) < self.first_from(end):
            return -EEXIST  # V1-MAP-22
        if file:
            refusal = self.object_refusal(kind, prot, flags, file, offset + up(length))
            if refusal:
                return -refusal
        elif kind not in (SHARED, PRIVATE):
            return -EINVAL  # V1-MAP-24
        if flags & GROWSDOWN and (file or shared):
            return -EINVAL  # V1-MAP-30
        self.clear(addr, end)
        if file and file.target.refusal:
            return -file.target.refusal  # V1-MAP-33
        if file is None and shared:  # V1-MAP-9
            file = Opening(MemoryObject("/dev/zero (deleted)", MemoryObject.REGULAR, up(length)), 2)
            offset = 0
        rights = prot & (READ | WRITE | EXEC)
        offset = offset if file else 0
        self.insert(Area(addr, end, rights, shared, flags & ATTRIBUTES, file, offset))
        return 0

    @staticmethod
    def object_refusal(kind, prot, flags, file, end):
        """Returns the errno by which an object's mapping up to its byte `end` is refused, or 0."""
        if end > (1 << (63 if file.target.mappable else 64)) - PAGE:
            return EOVERFLOW  # V1-MAP-23
        if kind not in (SHARED, PRIVATE, SHARED_VALIDATE):
            return EINVAL  # V1-MAP-24
        if kind == SHARED_VALIDATE and flags & ~VALIDATED:
            return EOPNOTSUPP  # V1-MAP-25
        if kind != PRIVATE and prot & WRITE and not file.writable or not file.readable:
            return EACCES  # V1-MAP-26, V1-MAP-27
        if prot & EXEC and not file.target.executable:
            return EPERM  # V1-MAP-28
        return 0 if file.target.mappable else ENODEV  # V1-MAP-29

    def munmap(self, addr, length):
        if addr % PAGE or addr > TASK_SIZE or length > TASK_SIZE - addr or length == 0:
            return -EINVAL  # V1-UNMAP-3
        self.clear(addr, addr + up(length))
        return 0

    def mprotect(self, addr, length, prot):
        """Checks of linux-6.18 in their order; 0 or a negative errno, perhaps half done."""
        grows = prot & (PROT_GROWSDOWN | PROT_GROWSUP)
        end = (addr + up(length)) % (1 << 64)
        if grows == PROT_GROWSDOWN | PROT_GROWSUP or addr % PAGE:
            return -EINVAL  # V1-PROT-3, V1-PROT-4
        if length == 0:
            return 0  # V1-PROT-5
        if end <= addr:
            return -ENOMEM  # V1-PROT-6
        if prot & ~(READ | WRITE | EXEC | SEM | PROT_GROWSDOWN | PROT_GROWSUP):
            return -EINVAL  # V1-PROT-7
        if grows == PROT_GROWSDOWN:  # V1-PROT-8
            first = self.first(addr)
            if first == self.first_from(end):
                return -ENOMEM
            if not self.areas[first].attributes & GROWSDOWN:
                return -EINVAL
            addr = self.areas[first].start
        elif self.area_at(addr) is None:
            return -ENOMEM  # V1-PROT-9, V1-PROT-10
        elif grows == PROT_GROWSUP:
            return -EINVAL  # V1-PROT-9
        return self.change(addr, end, prot & (READ | WRITE | EXEC))

    def change(self, addr, end, rights):
        """Gives rights to the areas of a range in ascending order, as far as it goes."""
        while addr < end:
            area = self.area_at(addr)
            if area is None:
                return -ENOMEM  # V1-PROT-11
            if area.forbids(rights):
                return -EACCES  # V1-PROT-12
            stop = min(area.end, end)
            if area.rights != rights:
                self.remove(addr, stop)
                self.insert(replace(area.part(addr, stop), rights=rights))
            addr = stop
        return 0

    def access(self, kind, addr, size, value):
        """Loads, stores or fetches; returns what has to be answered (section 7)."""
        pages = []
        at = addr
        while at < addr + size:  # V1-MEM-14
            area = self.area_at(at)
            fault = self.fault(area, at, kind)
            if fault:
                return {"fault": {"kind": fault, "addr": at}}
            pages.append(self.page(area, at - at % PAGE, kind == STORE))
            at += PAGE - at % PAGE
        start = addr % PAGE
        bytes_of = [(pages[at // PAGE], at % PAGE) for at in range(start, start + size)]
        if kind == LOAD:
            return {"value": int.from_bytes((page[i] for page, i in bytes_of), "little")}
        if kind == STORE:
            for (page, i), byte in zip(bytes_of, value.to_bytes(8, "little")):
                page[i] = byte
        return 0

    @staticmethod
    def fault(area, addr, kind):
        if area is None:
            return MAPERR  # V1-MEM-5
        if area.rights == 0 or kind == STORE and not area.rights & WRITE:
            return ACCERR  # V1-MEM-6, V1-MEM-7
        if area.ends_before(addr):
            return BUS  # V1-MEM-9
        return ACCERR if kind == FETCH and not area.rights & EXEC else 0  # V1-MEM-8

    def page(self, area, addr, to_store):
        """Returns the bytes that a page shows now; to store there, bytes of its own."""
        if addr in self.copies:
            return self.copies[addr]
        number = area.object_page(addr)
        if to_store and area.shared:
            return area.opening.target.stored_page(number)
        shown = area.opening.target.pages.get(number, ZEROS) if area.opening else ZEROS
        if to_store:
            self.copies[addr] = shown = bytearray(shown)  # V1-MEM-3
        return shown

    def forget_copies_beyond(self, target):
        """Drops copies of pages that an object has lost (V1-MEM-12)."""
        for addr in list(self.copies):
            area = self.area_at(addr)
            if area.opening and area.opening.target is target and area.ends_before(addr):
                del self.copies[addr]

    def maps(self):
        return "".join(area.line() for area in self.areas)

    # Areas by address. A record may cover terabytes: nothing here counts pages.

    def first_from(self, addr):
        """Returns the index of the first area that starts at an address or above."""
        return bisect.bisect_left(self.starts, addr)

    def first(self, addr):
        """Returns the index of the first area that ends above an address."""
        index = self.first_from(addr)
        return index - 1 if index and self.areas[index - 1].end > addr else index

    def area_at(self, addr):
        index = self.first(addr)
        found = index < len(self.areas) and self.areas[index].start <= addr
        return self.areas[index] if found else None

    def clear(self, start, end):
        """Unmaps a range, and with it what was stored there."""
        self.remove(start, end)
        for addr in [addr for addr in self.copies if start <= addr < end]:
            del self.copies[addr]

    def remove(self, start, end):
        """Takes the areas of a range out; of those that reach over its ends the rests stay."""
        first, behind = self.first(start), self.first_from(end)
        areas = self.areas[first:behind]
        rests = [area.part(area.start, start) for area in areas if area.start < start]
        rests += [area.part(end, area.end) for area in areas if area.end > end]
        self.replace(first, behind, rests)

    def insert(self, area):
        """Puts an area where nothing is mapped; neighbours that it continues become one with it."""
        first = behind = self.first_from(area.start)
        if first > 0 and self.areas[first - 1].continues_into(area):
            first -= 1
            area = self.areas[first].part(self.areas[first].start, area.end)
        if behind < len(self.areas) and area.continues_into(self.areas[behind]):
            area = area.part(area.start, self.areas[behind].end)
            behind += 1
        self.replace(first, behind, [area])

    def replace(self, first, behind, areas):
        self.areas[first:behind] = areas
        self.starts[first:behind] = [area.start for area in areas]


if __name__ == "__main__":
    serve(OFFER, Host())
