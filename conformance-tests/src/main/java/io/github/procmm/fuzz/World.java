package io.github.procmm.fuzz;

import io.github.procmm.backend.AddressRange;
import io.github.procmm.backend.Feature;
import io.github.procmm.backend.MmFile;
import io.github.procmm.backend.Offer.HostKind;
import io.github.procmm.proto.testee.Answer;
import io.github.procmm.proto.testee.Call;
import io.github.procmm.proto.testee.Mm;
import io.github.procmm.proto.testee.ObjectKind;
import io.github.procmm.proto.testee.Process;
import io.github.procmm.suite.Needs;
import io.github.procmm.suite.Step;
import io.github.procmm.wire.Dialect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a history have made, as far as the answers tell: what later calls may name.
 *
 * <p>A call is noted when it is made, which may end things, and again when it is answered, which
 * may begin some. In between neither the old nor the new is to be named. Mutable.
 */
final class World {

    /** A descriptor that the kit gives out is below this. */
    static final int MAX_FD = 1 << 10;

    private final HostKind host;
    private final Ring ring;
    private final List<Step> steps = new ArrayList<>();
    private int answered;
    private final Map<Integer, Dialect> processes = new TreeMap<>();
    private final Openings openings = new Openings();
    private final Map<Long, String> shown = new TreeMap<>();
    private final Map<Integer, ObjectKind> objects = new TreeMap<>();
    private final Map<Integer, Integer> tasks = new TreeMap<>();
    private final Set<Integer> goneTasks = new TreeSet<>();
    private final Map<Integer, Client> clients = new TreeMap<>();
    private final Nameable nameable = new Nameable(this);
    private final Unmodelled unmodelled = new Unmodelled(this);
    private final Set<Feature> needs = EnumSet.noneOf(Feature.class);
    private boolean used;

    World(HostKind host, Ring ring) {
        this.host = host;
        this.ring = ring;
        processes.put(0, host.dialect());
    }

    HostKind host() {
        return host;
    }

    Set<Feature> features() {
        return ring.features();
    }

    boolean offers(Feature feature) {
        return ring.features().contains(feature);
    }

    List<Step> steps() {
        return steps;
    }

    Map<Integer, Dialect> processes() {
        return processes;
    }

    /** The descriptors of which is known what they name. */
    List<Opened> opened() {
        return openings.all();
    }

    /** Those of one process. */
    List<Opened> opened(int process) {
        return openings.where(some -> some.process() == process);
    }

    /** The descriptors of which is known that they name address spaces. */
    List<Opened> mms() {
        return openings.where(Opened::isMm);
    }

    /** What is known of descriptors. */
    Openings openings() {
        return openings;
    }

    Map<Integer, ObjectKind> objects() {
        return objects;
    }

    /** The tasks that live, each with its tracer. */
    Map<Integer, Integer> tasks() {
        return tasks;
    }

    Map<Integer, Client> clients() {
        return clients;
    }

    /** What maps has shown last, by what {@link Numbers#key} makes of each file. */
    Map<Long, String> shown() {
        return shown;
    }

    /** Returns how many tasks there have been. */
    int tasksBegun() {
        return tasks.size() + goneTasks.size();
    }

    @Nullable Opened at(int process, int fd) {
        return openings.at(process, fd);
    }

    Language language() {
        return ring.language();
    }

    /** Returns the dialect of the records of an address space's file. */
    Dialect records(Opened mm) {
        return Objects.requireNonNull(mm.file()).recordsOn(host.dialect());
    }

    /**
     * Returns whether a range can be used without touching what a backend keeps for itself.
     *
     * @param len in bytes; one that wraps reaches up to the last address
     */
    boolean isFree(long addr, long len) {
        if (ring.reserved().isEmpty() || len == 0) {
            return true;
        }
        long end = addr + len;
        AddressRange range = new AddressRange(addr, Long.compareUnsigned(end, addr) < 0 ? -1 : end);
        return ring.reserved().stream().noneMatch(range::overlaps);
    }

    /** Lets areas grow, of which nobody says what comes of it when memory is accessed. */
    void letGrow(boolean may) {
        unmodelled.letGrow(may);
    }

    /** Returns whether a call names only what there is, and asks for what both offer. */
    boolean allows(Step step) {
        needs.clear();
        Needs.of(step, host, needs);
        return ring.features().containsAll(needs)
                && nameable.allows(step.call())
                && namesSpace(step)
                && !unmodelled.isIn(language().inOurs(step.call()));
    }

    /** Whether the handle is one, for sure, of which a call asks to access memory or show areas. */
    private boolean namesSpace(Step step) {
        Mm mm = DirectAccess.mm(step.call());
        if (!mm.hasHandle()) {
            return true;
        }
        return clients.values().stream().noneMatch(Client::hasDestroyed)
                && step.fills().stream().anyMatch(client(mm.getHandle().getSession())::isSpace);
    }

    /** Whether nothing has been done yet but to boot, and to say what processes are like. */
    boolean isUnused() {
        return !used;
    }

    /** Whether there has been a task of a number. */
    boolean hasBegun(int task) {
        return tasks.containsKey(task) || goneTasks.contains(task);
    }

    /** Notes a call that is going to be asked; returns its number. */
    int add(Step step) {
        steps.add(step);
        Call call = step.call();
        switch (call.getCallCase()) {
            case OPEN -> openings.ask(call.getOpen().getProcess(), call.getOpen().getFd());
            case OPEN_OBJECT ->
                    openings.ask(call.getOpenObject().getProcess(), call.getOpenObject().getFd());
            case DUP -> openings.doubt(call.getDup().getProcess(), call.getDup().getTo());
            case SEND -> openings.doubt(call.getSend().getToProcess(), call.getSend().getTo());
            case CLOSE -> openings.doubt(call.getClose().getProcess(), call.getClose().getFd());
            case EXIT -> {
                tasks.remove(call.getExit().getTask());
                goneTasks.add(call.getExit().getTask());
            }
            case SEND_BYTES ->
                    client(call.getSendBytes().getSession())
                            .send(call.getSendBytes().getBytes(), step.fills());
            case END_SESSION -> client(call.getEndSession().getSession()).end();
            case MAKE_OBJECT ->
                    objects.put(call.getMakeObject().getObject(), call.getMakeObject().getKind());
            case PROCESS -> begin(call.getProcess());
            case NEW_TASK -> tasks.put(call.getNewTask().getTask(), call.getNewTask().getProcess());
            case NEW_SESSION -> {
                int session = call.getNewSession().getSession();
                clients.put(session, new Client(this, call.getNewSession().getProcess(), session));
            }
            default -> {}
        }
        used |= !call.hasBoot() && !call.hasProcess();
        return steps.size() - 1;
    }

    /** Returns where in the data of the answer to a step handles stand that it gave. */
    Set<Integer> handedAt(int step) {
        return steps.get(step).call().hasSendBytes()
                ? client(steps.get(step).call().getSendBytes().getSession()).givenBy(step)
                : Set.of();
    }

    Client client(int session) {
        return Objects.requireNonNull(clients.get(session));
    }

    private void begin(Process process) {
        Dialect program = Dialect.of(process.getProgram());
        processes.put(process.getProcess(), program == null ? host.dialect() : program);
    }

    /** Notes what the next call that had no answer was answered. */
    void take(Answer answer) {
        int number = answered++;
        Call call = steps.get(number).call();
        long result = answer.getResult();
        switch (call.getCallCase()) {
            case OPEN -> {
                var open = call.getOpen();
                if (result >= 0) {
                    MmFile file = MmFile.of(open.getFile());
                    openings.put(new Opened(open.getProcess(), open.getFd(), file, -1));
                }
            }
            case OPEN_OBJECT -> {
                var open = call.getOpenObject();
                if (result >= 0) {
                    openings.put(
                            new Opened(open.getProcess(), open.getFd(), null, open.getObject()));
                }
            }
            case DUP -> {
                var dup = call.getDup();
                if (result >= 0) {
                    openings.copy(dup.getProcess(), dup.getFd(), dup.getProcess(), dup.getTo());
                }
            }
            case SEND -> {
                var send = call.getSend();
                if (result >= 0) {
                    openings.copy(
                            send.getProcess(), send.getFd(), send.getToProcess(), send.getTo());
                }
            }
            case CLOSE -> openings.forget(call.getClose().getProcess(), call.getClose().getFd());
            case MAPS -> {
                var file = call.getMaps().getMm().getFile();
                shown.put(Numbers.key(file.getProcess(), file.getFd()), answer.getText());
            }
            case SEND_BYTES -> {
                Client client = client(call.getSendBytes().getSession());
                client.receive(number, answer.getData());
                if (result != 0) {
                    client.end();
                }
            }
            default -> {}
        }
        if (answered == steps.size()) {
            openings.settle();
        }
    }
}
