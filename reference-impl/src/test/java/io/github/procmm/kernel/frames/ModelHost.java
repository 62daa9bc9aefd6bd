package io.github.procmm.kernel.frames;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two sessions on one host: what their handles name. Either process has the same v1 files open, as
 * descriptors from 0 on, and behind them the same objects.
 */
final class ModelHost {

    static final int FILES = 2;
    static final int SESSIONS = 2;

    final List<ModelSpace> files = new ArrayList<>();
    final List<ModelObject> objects;
    final List<Map<Long, ModelHandle>> sessions = new ArrayList<>();

    ModelHost(List<ModelObject> objects) {
        this.objects = objects;
    }

    static ModelHost fresh(List<ModelObject> objects) {
        ModelHost host = new ModelHost(objects);
        for (int i = 0; i < FILES; i++) {
            host.files.add(new ModelSpace(0));
        }
        for (int i = 0; i < SESSIONS; i++) {
            host.sessions.add(new TreeMap<>());
        }
        return host;
    }

    /** Returns the same once more; objects, whose bytes no frame changes, are shared. */
    ModelHost copy() {
        IdentityHashMap<ModelSpace, ModelSpace> copies = new IdentityHashMap<>();
        ModelHost copy = new ModelHost(objects);
        files.forEach(file -> copy.files.add(copies.computeIfAbsent(file, ModelSpace::copy)));
        for (Map<Long, ModelHandle> handles : sessions) {
            Map<Long, ModelHandle> copied = new TreeMap<>();
            handles.forEach(
                    (number, handle) -> {
                        ModelSpace space = handle.space();
                        ModelHandle same =
                                space == null
                                        ? handle
                                        : handle.with(
                                                copies.computeIfAbsent(space, ModelSpace::copy));
                        copied.put(number, same);
                    });
            copy.sessions.add(copied);
        }
        return copy;
    }

    /** Returns the spaces that a file or a handle holds. */
    Set<ModelSpace> spaces() {
        Set<ModelSpace> spaces = Collections.newSetFromMap(new IdentityHashMap<>());
        spaces.addAll(files);
        for (Map<Long, ModelHandle> handles : sessions) {
            for (ModelHandle handle : handles.values()) {
                if (handle.space() != null) {
                    spaces.add(handle.space());
                }
            }
        }
        return spaces;
    }
}
