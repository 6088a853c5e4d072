package io.soprelay.catalog;

import java.util.HashMap;
import java.util.Map;

/**
 * Where each part of a file stands, by path: {@code items/ship/due/field}, {@code transitions/3/from/0}. A mapping or
 * list stands where its key is written, a scalar where its value is.
 */
final class Places {
    /** Of a file that could not be read: everything stands at its start. */
    static final Places NONE = new Places();

    private final Map<String, Place> byPath = new HashMap<>();

    private Places() {}

    static Places of(FlowNode.Mapping root) {
        Places places = new Places();
        places.byPath.put("", Place.START);
        places.walk("", root);
        return places;
    }

    /** The part's place, or the nearest enclosing part's if the file does not spell it out. */
    Place at(String path) {
        String known = path;
        while (!known.isEmpty() && !byPath.containsKey(known)) {
            known = known.substring(0, Math.max(0, known.lastIndexOf('/')));
        }
        return byPath.getOrDefault(known, Place.START);
    }

    /** Whether the file does not spell that part out. */
    boolean lacks(String path) {
        return !byPath.containsKey(path);
    }

    /** Element {@code index} of a list that may also be written as one value. */
    Place at(String path, int index) {
        return at(path + "/" + index);
    }

    private void walk(String path, FlowNode node) {
        switch (node) {
            case FlowNode.Scalar scalar -> {}
            case FlowNode.Sequence sequence -> {
                int index = 0;
                for (FlowNode item : sequence.items()) {
                    String itemPath = path + "/" + index++;
                    byPath.put(itemPath, item.place());
                    walk(itemPath, item);
                }
            }
            case FlowNode.Mapping mapping ->
                mapping.entries().forEach((key, entry) -> {
                    String entryPath = path.isEmpty() ? key : path + "/" + key;
                    byPath.put(
                            entryPath,
                            entry.value() instanceof FlowNode.Scalar
                                    ? entry.value().place()
                                    : entry.keyPlace());
                    walk(entryPath, entry.value());
                });
        }
    }
}
