package io.github.procmm.suite;

import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.kernel.Limits;
import io.github.procmm.kernel.Page;
import io.github.procmm.model.Errno;
import io.github.procmm.proto.testee.Boot;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.CountAddressSpaces;
import io.github.procmm.proto.testee.Host;
import io.github.procmm.proto.testee.MakeObject;
import io.github.procmm.proto.testee.NewSession;
import io.github.procmm.proto.testee.NewTask;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.proto.testee.Process;
import io.github.procmm.proto.testee.Range;
import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A case while it is written: notes calls and expectations, and runs nothing.
 *
 * <p>Addresses that a case is free to choose lie from {@link #page page(0)} on, in pages of 4096
 * bytes. Descriptors count up from {@link #FIRST_FD} in each process. Mutable, for one thread.
 */
final class Scenario {

    /** Where {@code page(0)} is: below the task size of every dialect. */
    static final long BASE = 0x1000_0000L;

    /** The descriptor that a process opens first. */
    static final int FIRST_FD = 3;

    private final HostKind host;
    private final Boot.Builder boot;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Feature> needs = EnumSet.noneOf(Feature.class);
    private final Writer writer;
    private int writers = 1;
    private int objects;
    private int tasks;
    private int sessions;

    Scenario(HostKind host) {
        this.host = host;
        this.boot =
                Boot.newBuilder()
                        .setHost(
                                Host.newBuilder()
                                        .setDialect(host.dialect().readableName())
                                        .setGeneration(host.generation().readableName())
                                        .setManager(host.manager().readableName()));
        this.writer = new Writer(this, 0, host.dialect());
    }

    /** Returns the address of a page that the case is free to use; negative numbers lie below. */
    static long page(long number) {
        return BASE + number * Page.SIZE;
    }

    /** Returns the number of the page at an address: below {@link #BASE} it is negative. */
    static long pageOf(long addr) {
        return (addr - BASE) / Page.SIZE;
    }

    HostKind host() {
        return host;
    }

    /** Returns the host's dialect: that of its native records. */
    Dialect dialect() {
        return host.dialect();
    }

    /** Returns whether addresses of the host have 64 bits. */
    boolean is64Bit() {
        return dialect().abi().wordSize() == Long.BYTES;
    }

    /** Returns the largest number that a word of the host holds. */
    long maxWord() {
        return dialect().abi().maxWord();
    }

    /** Returns the first address that a native writer cannot map. */
    long taskSize() {
        return Limits.of(dialect(), dialect()).taskSize();
    }

    /** Limits the areas of every address space of the host. */
    void limitMapCount(int areas) {
        boot.setMaxMapCount(areas);
    }

    /** Limits how many address spaces may be open. */
    void limitAddressSpaces(int count) {
        boot.setMaxAddressSpaces(count);
    }

    /** Limits how many LDT entries all address spaces together may have. */
    void limitLdtEntries(long entries) {
        boot.setLdtEntries(entries);
    }

    /** Returns process 0, a native program without limits. */
    Writer writer() {
        return writer;
    }

    /** Starts another native process. */
    Writer newWriter() {
        return newWriter(dialect());
    }

    /** Starts another process, of a dialect that runs on the host. */
    Writer newWriter(Dialect program) {
        return newWriter(program, Process.getDefaultInstance());
    }

    /** Starts another native process, whose limits are those of {@code limits}. */
    Writer newWriter(Process limits) {
        return newWriter(dialect(), limits);
    }

    /** Starts another native process that can map so many bytes in one address space. */
    Writer newWriterLimitedTo(long bytes) {
        return newWriter(Process.newBuilder().setAddressSpaceLimit(bytes).build());
    }

    /** Starts another native process in whose own address space ranges are taken, in bytes. */
    Writer newWriterThatHas(AddressRange... taken) {
        Process.Builder process = Process.newBuilder();
        for (AddressRange range : taken) {
            process.addTaken(Range.newBuilder().setStart(range.start()).setEnd(range.end()));
        }
        return newWriter(process.build());
    }

    private Writer newWriter(Dialect program, Process limits) {
        Process process =
                limits.toBuilder().setProcess(writers).setProgram(program.readableName()).build();
        answers(Call.newBuilder().setProcess(process), 0);
        writers++;
        return new Writer(this, process.getProcess(), program);
    }

    /** Opens an address space through the file of the host's native records, in process 0. */
    Mm openMm() {
        return writer.openMm();
    }

    /** Makes a regular object of whole pages and opens it for reading and writing in process 0. */
    FileRef object(int pages) {
        return writer.open(newObject(ObjectKind.REGULAR, pages * (long) Page.SIZE));
    }

    /** Makes a regular object of a size in bytes and opens it in the same way. */
    FileRef objectOf(long bytes) {
        return writer.open(newObject(ObjectKind.REGULAR, bytes));
    }

    /** Makes an object of a size in bytes, that nobody has open. */
    ObjectRef newObject(ObjectKind kind, long size) {
        return newObject(MakeObject.newBuilder().setKind(kind).setSize(size));
    }

    /** Makes an object that refuses to be mapped. */
    ObjectRef newRefusingObject(Errno refusal) {
        ObjectKind kind = ObjectKind.REFUSING;
        return newObject(MakeObject.newBuilder().setKind(kind).setRefusal(refusal.number()));
    }

    private ObjectRef newObject(MakeObject.Builder object) {
        int number = objects++;
        answers(Call.newBuilder().setMakeObject(object.setObject(number)), 0);
        return new ObjectRef(this, number);
    }

    /** Starts a child of process 0. */
    Task newTask() {
        return newTask(writer);
    }

    /** Starts a child of a process. */
    Task newTask(Writer tracer) {
        int number = tasks++;
        NewTask task = NewTask.newBuilder().setProcess(tracer.process()).setTask(number).build();
        answers(Call.newBuilder().setNewTask(task), 0);
        return new Task(this, number, tracer);
    }

    /** Starts a child of process 0 that runs in an address space which process 0 has open. */
    Task newTask(Mm mm) {
        Task task = newTask();
        task.switchTo(mm);
        return task;
    }

    /** Begins a session of process 0 that agrees to some features of table 17.3, and no others. */
    Session session(long... features) {
        return Session.begin(this, writer, features);
    }

    /** Begins a session that says nothing yet. */
    Session silentSession() {
        return silentSession(writer, 0);
    }

    /** Begins a session of a process that may have so many handles, 0 for any, and is silent. */
    Session silentSession(Writer client, int maxHandles) {
        int number = sessions++;
        NewSession begin =
                NewSession.newBuilder()
                        .setProcess(client.process())
                        .setSession(number)
                        .setMaxHandles(maxHandles)
                        .build();
        answers(Call.newBuilder().setNewSession(begin), 0);
        return new Session(this, number, maxHandles);
    }

    /** Returns the limit on areas that the host is booted with; 0: none. */
    int mapCountLimit() {
        return boot.getMaxMapCount();
    }

    /** Expects that so many address spaces that were opened are alive. */
    void alive(int count) {
        CountAddressSpaces call = CountAddressSpaces.getDefaultInstance();
        answers(Call.newBuilder().setCountAddressSpaces(call), count);
    }

    /** Says that the case is about more than its calls show. */
    void needs(Feature feature) {
        needs.add(feature);
    }

    /** Adds a call that has to return a number. */
    void answers(Call.Builder call, long result) {
        add(call, new Expected.Result(result));
    }

    /** Adds a call and returns the index of its step. */
    int add(Call.Builder call, Expected expected) {
        return add(call, expected, List.of());
    }

    /** Adds a call that takes numbers from earlier answers; returns the index of its step. */
    int add(Call.Builder call, Expected expected, List<Fill> fills) {
        steps.add(new Step(call.build(), expected, fills));
        return steps.size(); // step 0 will be the boot
    }

    /** Returns the case. */
    Case finish(String name, List<String> rules) {
        Call.Builder first = Call.newBuilder().setBoot(boot);
        List<Step> all = new ArrayList<>();
        all.add(new Step(first.build(), new Expected.Result(0)));
        all.addAll(steps);
        all.forEach(step -> Needs.of(step, host, needs));
        return new Case(name, rules, host, needs, all);
    }
}
