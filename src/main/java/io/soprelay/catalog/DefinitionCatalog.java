package io.soprelay.catalog;

import io.soprelay.codec.Sha256;
import io.soprelay.flow.definition.FlowDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The company's flows in memory, every published version decoded once. Reading never waits for the store, except for a
 * version another node has just published. Safe for many threads.
 */
public final class DefinitionCatalog {
    /** Another node that starts at the same moment publishes the same files; then there is nothing left to do. */
    private static final int IMPORT_ATTEMPTS_MAX = 5;

    private final DefinitionStore store;
    private final FlowReader reader;
    private volatile Snapshot snapshot = new Snapshot(Map.of());
    private volatile List<FlowProblem> problems = List.of();

    private record Version(Published published, FlowDefinition definition) {}

    private record Snapshot(Map<String, NavigableMap<Integer, Version>> flows) {

        Optional<Version> latest(String key) {
            return Optional.ofNullable(flows.get(key))
                    .map(versions -> versions.lastEntry().getValue());
        }

        List<FlowDefinition> latest() {
            return flows.values().stream()
                    .map(versions -> versions.lastEntry().getValue().definition())
                    .toList();
        }
    }

    /** Call {@link #refresh} or {@link #importFiles} before the first use. */
    public DefinitionCatalog(DefinitionStore store, FlowReader reader) {
        this.store = store;
        this.reader = reader;
    }

    /** The version new records begin with. */
    public Optional<FlowDefinition> latest(String key) {
        return snapshot.latest(key).map(Version::definition);
    }

    /** The version an instance is pinned to; asks the store once if it is not known here yet. */
    public Optional<FlowDefinition> version(String key, int version) {
        Optional<FlowDefinition> known = find(key, version);
        if (known.isPresent()) {
            return known;
        }
        refresh();
        return find(key, version);
    }

    /** The latest version of every flow, by key. */
    public List<FlowDefinition> flows() {
        return snapshot.latest();
    }

    /** Every version of a flow, oldest first; empty for a flow that does not exist. */
    public List<Published> history(String key) {
        NavigableMap<Integer, Version> versions = snapshot.flows().get(key);
        return versions == null
                ? List.of()
                : versions.values().stream().map(Version::published).toList();
    }

    /** The flow people mean by a name, an alias or the key, as they type it: spaces around and letter case are free. */
    public Optional<FlowDefinition> find(String words) {
        String wanted = words.strip();
        return flows().stream()
                .filter(flow -> flow.name().equalsIgnoreCase(wanted)
                        || flow.key().equalsIgnoreCase(wanted)
                        || flow.aliases().stream().anyMatch(wanted::equalsIgnoreCase))
                .findFirst();
    }

    /** The name of the flow that was probably meant. */
    public Optional<String> suggest(String words) {
        List<String> names = new ArrayList<>();
        flows().forEach(flow -> {
            names.add(flow.name());
            names.addAll(flow.aliases());
        });
        return Suggestions.nearest(words.strip(), names);
    }

    /** What was wrong with the flow files at the last import; their running versions stayed. */
    public List<FlowProblem> problems() {
        return problems;
    }

    /** Reads files as a lint would, against the running flows, and changes nothing. */
    public List<FlowReader.Read> lint(List<FlowFile> files) {
        return reader.read(files, flows());
    }

    /** Reads the store again. */
    public synchronized void refresh() {
        Map<String, NavigableMap<Integer, Version>> flows = new TreeMap<>();
        Map<String, NavigableMap<Integer, Version>> known = snapshot.flows();
        for (Published published : store.all()) {
            Version version = Optional.ofNullable(known.get(published.flow()))
                    .map(versions -> versions.get(published.version()))
                    .filter(decoded -> decoded.published().equals(published))
                    .orElseGet(
                            () -> new Version(published, FlowCodec.read(published.canonical(), published.version())));
            flows.computeIfAbsent(published.flow(), any -> new TreeMap<>()).put(published.version(), version);
        }
        snapshot = new Snapshot(flows);
    }

    /**
     * Publishes every valid file that differs from the last file imported for its flow. A file that did not change
     * never overrides what was published in chat since; the flows of invalid files keep their running version, and the
     * problems are kept.
     *
     * @return what was published now
     */
    public List<Published> importFiles(Collection<FlowFile> files, Instant now) {
        refresh();
        List<FlowReader.Read> reads = lint(List.copyOf(files));
        problems = reads.stream().flatMap(read -> read.problems().stream()).toList();
        List<Published> published = new ArrayList<>();
        for (FlowReader.Read read : reads) {
            read.definition()
                    .flatMap(flow -> importFlow(flow, read.file().text(), now))
                    .ifPresent(published::add);
        }
        return published;
    }

    /**
     * Publishes again what the store has forgotten of what is known here, as it was, because records may be pinned to it;
     * then reads the store again. What others have published in its place holds.
     */
    public synchronized void putBack() {
        snapshot.flows()
                .values()
                .forEach(versions -> versions.values()
                        .forEach(known -> store.publish(known.published().version() - 1, known.published())));
        refresh();
    }

    private Optional<Published> importFlow(FlowDefinition flow, String source, Instant now) {
        String canonical = FlowCodec.write(flow);
        String hash = Sha256.hex(canonical, Sha256.BYTES);
        for (int attempt = 0; attempt < IMPORT_ATTEMPTS_MAX; attempt++) {
            if (store.importedHash(flow.key()).filter(hash::equals).isPresent()) {
                return Optional.empty();
            }
            PublishResult result = publish(flow.key(), canonical, source, Published.FROM_FILE, now);
            if (result instanceof PublishResult.Done done) {
                return Optional.of(done.published());
            }
        }
        throw new IllegalStateException("Flow " + flow.key() + " is being published by others without end");
    }

    /**
     * Checks and publishes one flow for an author, as the next version.
     *
     * @param author a member id
     */
    public PublishResult publish(FlowFile file, String author, Instant now) {
        FlowReader.Read read = lint(List.of(file)).getFirst();
        if (read.definition().isEmpty()) {
            return new PublishResult.Refused(read.problems());
        }
        FlowDefinition flow = read.definition().get();
        return publish(flow.key(), FlowCodec.write(flow), file.text(), author, now);
    }

    private PublishResult publish(String key, String canonical, String source, String author, Instant now) {
        int latest = snapshot.latest(key)
                .map(version -> version.published().version())
                .orElse(0);
        Published next =
                new Published(key, latest + 1, canonical, Sha256.hex(canonical, Sha256.BYTES), source, author, now);
        boolean done = store.publish(latest, next);
        refresh();
        return done ? new PublishResult.Done(next) : new PublishResult.Conflict();
    }

    private Optional<FlowDefinition> find(String key, int version) {
        return Optional.ofNullable(snapshot.flows().get(key))
                .map(versions -> versions.get(version))
                .map(Version::definition);
    }
}
