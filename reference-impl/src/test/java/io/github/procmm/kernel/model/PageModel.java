package io.github.procmm.kernel.model;

import io.github.procmm.kernel.Page;
import io.github.procmm.kernel.history.Call;
import io.github.procmm.kernel.history.Machine;
import io.github.procmm.kernel.history.TestFile;
import io.github.procmm.model.Errno;
import io.github.procmm.model.MapFlags;
import io.github.procmm.model.Prot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An address space as a map from page numbers to pages. It is too dull to be wrong, and leaves the
 * checks of arguments to others: calls are as {@link Steps} makes them.
 */
final class PageModel implements Machine {

    private final List<ModelObject> objects;
    private final TreeMap<Long, ModelPage> pages = new TreeMap<>();

    PageModel(List<ModelObject> objects) {
        this.objects = objects;
        objects.forEach(object -> object.addViewer(this));
    }

    /** Returns an address space of the same pages that changes independently. */
    PageModel snapshot() {
        PageModel copy = new PageModel(objects);
        pages.forEach((number, page) -> copy.pages.put(number, page.duplicate()));
        return copy;
    }

    /** Returns what each page shows, by page number. */
    Map<Long, String> view() {
        Map<Long, String> view = new TreeMap<>();
        pages.forEach((number, page) -> view.put(number, page.toString()));
        return view;
    }

    void dropCopiesBeyond(ModelObject object) {
        pages.values().stream()
                .filter(page -> page.shows(object) && page.liesBeyondObject())
                .forEach(ModelPage::dropCopy);
    }

    @Override
    public String map(Call.Map call) {
        boolean shared = (call.flags() & MapFlags.SHARED) != 0;
        boolean readOnly = call.file() == TestFile.READ_ONLY.descriptor();
        boolean anonymous = (call.flags() & MapFlags.ANONYMOUS) != 0;
        if (!anonymous && shared && readOnly && (call.prot() & Prot.WRITE) != 0) {
            return Integer.toString(Errno.EACCES.asResult());
        }
        ModelObject object = shown(call, anonymous, shared);
        boolean mayBeWritten = anonymous || !shared || !readOnly;
        long first = call.addr() / Page.SIZE;
        for (long i = 0; i < call.len() / Page.SIZE; i++) {
            long objectPage = anonymous ? i : call.offset() / Page.SIZE + i;
            int prot = (int) call.prot();
            pages.put(first + i, new ModelPage(prot, shared, mayBeWritten, object, objectPage));
        }
        return Long.toHexString(call.addr());
    }

    private @Nullable ModelObject shown(Call.Map call, boolean anonymous, boolean shared) {
        if (anonymous) {
            return shared ? new ModelObject("/dev/zero (deleted)", call.len()) : null;
        }
        return objects.get(call.file() == TestFile.OTHER.descriptor() ? 1 : 0);
    }

    @Override
    public String unmap(Call.Unmap call) {
        pages.subMap(call.addr() / Page.SIZE, (call.addr() + call.len()) / Page.SIZE).clear();
        return "0";
    }

    @Override
    public String protect(Call.Protect call) {
        long first = call.addr() / Page.SIZE;
        for (long i = first; i < first + call.len() / Page.SIZE; i++) {
            ModelPage page = pages.get(i);
            if (page == null) {
                return Integer.toString(Errno.ENOMEM.asResult());
            }
            if ((call.prot() & Prot.WRITE) != 0 && !page.mayBeWritten()) {
                return Integer.toString(Errno.EACCES.asResult());
            }
            page.protect((int) call.prot());
        }
        return "0";
    }

    @Override
    public String load(Call.Load call) {
        long value = 0;
        for (int i = 0; i < call.size(); i++) {
            long addr = call.addr() + i;
            String fault = fault(addr, Prot.ACCESS);
            if (fault != null) {
                return fault;
            }
            long octet = Byte.toUnsignedLong(page(addr).toLoad()[(int) (addr % Page.SIZE)]);
            value |= octet << (i * Byte.SIZE);
        }
        return Long.toHexString(value);
    }

    @Override
    public String store(Call.Store call) {
        for (int i = 0; i < call.size(); i++) {
            String fault = fault(call.addr() + i, Prot.WRITE);
            if (fault != null) {
                return fault;
            }
            page(call.addr() + i).toStore(); // copied, even if the store faults further up
        }
        for (int i = 0; i < call.size(); i++) {
            long addr = call.addr() + i;
            byte octet = (byte) (call.value() >>> (i * Byte.SIZE));
            page(addr).toStore()[(int) (addr % Page.SIZE)] = octet;
        }
        return "0";
    }

    @Override
    public String fetch(Call.Fetch call) {
        String fault = fault(call.addr(), Prot.ACCESS);
        if (fault == null) {
            fault = fault(call.addr(), Prot.EXEC);
        }
        return fault == null ? "0" : fault;
    }

    private @Nullable String fault(long addr, int prot) {
        ModelPage page = pages.get(addr / Page.SIZE);
        if (page == null) {
            return "MAPERR " + Long.toHexString(addr);
        }
        if ((page.prot() & prot) == 0) {
            return "ACCERR " + Long.toHexString(addr);
        }
        return page.liesBeyondObject() ? "BUS " + Long.toHexString(addr) : null;
    }

    private ModelPage page(long addr) {
        ModelPage page = pages.get(addr / Page.SIZE);
        if (page == null) {
            throw new AssertionError("page of " + Long.toHexString(addr));
        }
        return page;
    }

    @Override
    public String resize(Call.Resize call) {
        objects.get(call.object()).resize(call.size());
        return "0";
    }

    @Override
    public String write(Call.Write call) {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (call.value() >>> (i * Byte.SIZE));
        }
        objects.get(call.object()).write(call.position(), bytes);
        return Integer.toString(bytes.length);
    }

    @Override
    public String read(Call.Read call) {
        byte[] bytes = objects.get(call.object()).read(call.position(), Long.BYTES);
        long value = 0;
        for (int i = 0; i < bytes.length; i++) {
            value |= Byte.toUnsignedLong(bytes[i]) << (i * Byte.SIZE);
        }
        return bytes.length + " " + Long.toHexString(value);
    }
}
