package io.soprelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.testkit.InMemoryDefinitionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionCatalogTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final InMemoryDefinitionStore store = new InMemoryDefinitionStore();
    private final DefinitionCatalog catalog = catalog();

    @Test
    void the_first_start_publishes_the_shipped_flows() {
        assertThat(catalog.importFiles(FlowFiles.shipped(), NOW))
                .extracting(Published::flow, Published::version, Published::author)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("delivery", 1, "file"),
                        org.assertj.core.groups.Tuple.tuple("return", 1, "file"));
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.flows()).extracting(flow -> flow.key()).containsExactly("delivery", "return");
        assertThat(catalog.history("delivery"))
                .singleElement()
                .satisfies(version -> assertThat(version.source()).startsWith("# yaml-language-server"));
    }

    @Test
    void an_unchanged_file_is_not_published_again_even_with_other_comments() {
        catalog.importFiles(FlowFiles.shipped(), NOW);

        assertThat(catalog().importFiles(FlowFiles.shipped(), NOW)).isEmpty();
        assertThat(catalog().importFiles(edited("format: 1 ", "# 新的说明\nformat: 1 "), NOW))
                .isEmpty();
    }

    @Test
    void a_changed_file_becomes_the_next_version_and_the_old_one_stays() {
        catalog.importFiles(FlowFiles.shipped(), NOW);

        assertThat(catalog.importFiles(edited("max: 40", "max: 50"), NOW))
                .extracting(Published::version)
                .containsExactly(2);
        assertThat(catalog.latest("delivery").orElseThrow().version()).isEqualTo(2);
        assertThat(catalog.version("delivery", 1).orElseThrow().field("物流单号"))
                .isNotEqualTo(catalog.version("delivery", 2).orElseThrow().field("物流单号"));
    }

    @Test
    void versions_that_the_store_has_forgotten_are_put_back_as_they_were() {
        ForgetfulStore forgetful = new ForgetfulStore();
        DefinitionCatalog here = new DefinitionCatalog(forgetful, new FlowReader(new FeelConditions()));
        here.importFiles(FlowFiles.shipped(), NOW);
        List<Published> first = here.history("delivery");
        here.importFiles(edited("max: 40", "max: 50"), NOW);
        List<Published> both = here.history("delivery");

        forgetful.forgetsAll();
        here.putBack();
        assertThat(here.history("delivery")).isEqualTo(both);
        assertThat(forgetful.all()).containsAll(both);

        forgetful.forgetsAll();
        forgetful.publish(0, first.getFirst());
        here.putBack();
        assertThat(here.history("delivery")).isEqualTo(both);
    }

    @Test
    void what_others_published_in_place_of_a_forgotten_version_holds() {
        ForgetfulStore forgetful = new ForgetfulStore();
        DefinitionCatalog here = new DefinitionCatalog(forgetful, new FlowReader(new FeelConditions()));
        here.importFiles(FlowFiles.shipped(), NOW);
        forgetful.forgetsAll();
        new DefinitionCatalog(forgetful, new FlowReader(new FeelConditions()))
                .importFiles(edited("max: 40", "max: 50"), NOW);

        here.putBack();

        assertThat(here.history("delivery"))
                .hasSize(1)
                .allSatisfy(version -> assertThat(version.source()).contains("max: 50"));
        assertThat(here.version("delivery", 1).orElseThrow().field("物流单号"))
                .isNotEqualTo(catalogOf(FlowFiles.shipped())
                        .version("delivery", 1)
                        .orElseThrow()
                        .field("物流单号"));
    }

    private DefinitionCatalog catalogOf(List<FlowFile> files) {
        catalog.importFiles(files, NOW);
        return catalog;
    }

    private static final class ForgetfulStore implements DefinitionStore {
        private InMemoryDefinitionStore kept = new InMemoryDefinitionStore();

        void forgetsAll() {
            kept = new InMemoryDefinitionStore();
        }

        @Override
        public List<Published> all() {
            return kept.all();
        }

        @Override
        public boolean publish(int expectedLatest, Published next) {
            return kept.publish(expectedLatest, next);
        }

        @Override
        public Optional<String> importedHash(String flow) {
            return kept.importedHash(flow);
        }
    }

    @Test
    void an_unchanged_file_never_overrides_what_was_published_in_chat() {
        catalog.importFiles(FlowFiles.shipped(), NOW);
        FlowFile inChat = edited("max: 40", "max: 60").getFirst();

        assertThat(catalog.publish(inChat, "m1", NOW)).isInstanceOf(PublishResult.Done.class);
        DefinitionCatalog afterRestart = catalog();

        assertThat(afterRestart.importFiles(FlowFiles.shipped(), NOW)).isEmpty();
        assertThat(afterRestart.latest("delivery").orElseThrow().version()).isEqualTo(2);
        assertThat(afterRestart.importFiles(edited("max: 40", "max: 70"), NOW))
                .extracting(Published::version)
                .containsExactly(3);
    }

    @Test
    void a_broken_file_keeps_the_running_version_and_the_others_start() {
        catalog.importFiles(FlowFiles.shipped(), NOW);

        assertThat(catalog.importFiles(edited("kind: settled", "kind: setled"), NOW))
                .isEmpty();
        assertThat(catalog.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).isEqualTo("delivery.yaml"));
        assertThat(catalog.latest("delivery").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void a_broken_file_at_the_first_start_does_not_stop_a_flow_that_refers_to_it() {
        for (String slip : List.of("kind: setled", "kind: [", "kind: {kind: initial}")) {
            DefinitionCatalog fresh =
                    new DefinitionCatalog(new InMemoryDefinitionStore(), new FlowReader(new FeelConditions()));

            assertThat(fresh.importFiles(edited("kind: settled", slip), NOW))
                    .extracting(Published::flow)
                    .containsExactly("return");
            assertThat(fresh.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.file()).isEqualTo("delivery.yaml"));
        }
    }

    @Test
    void a_refused_publication_says_why_and_changes_nothing() {
        catalog.importFiles(FlowFiles.shipped(), NOW);
        FlowFile broken = edited("kind: settled", "kind: setled").getFirst();

        PublishResult result = catalog.publish(broken, "m1", NOW);

        assertThat(result)
                .isInstanceOfSatisfying(
                        PublishResult.Refused.class,
                        refused -> assertThat(refused.problems()).hasSize(1));
        assertThat(store.all()).hasSize(2);
    }

    @Test
    void somebody_who_publishes_on_an_old_view_is_told_and_then_sees_the_new_one() {
        catalog.importFiles(FlowFiles.shipped(), NOW);
        DefinitionCatalog otherNode = catalog();
        otherNode.refresh();
        otherNode.publish(edited("max: 40", "max: 50").getFirst(), "m2", NOW);
        FlowFile mine = edited("max: 40", "max: 60").getFirst();

        assertThat(catalog.publish(mine, "m1", NOW)).isInstanceOf(PublishResult.Conflict.class);
        assertThat(catalog.latest("delivery").orElseThrow().version()).isEqualTo(2);
        assertThat(catalog.publish(mine, "m1", NOW)).isInstanceOf(PublishResult.Done.class);
    }

    @Test
    void a_version_published_by_another_node_is_found() {
        catalog.importFiles(FlowFiles.shipped(), NOW);
        DefinitionCatalog otherNode = catalog();
        otherNode.refresh();
        otherNode.publish(edited("max: 40", "max: 50").getFirst(), "m2", NOW);

        assertThat(catalog.version("delivery", 2)).isPresent();
        assertThat(catalog.version("delivery", 3)).isEmpty();
        assertThat(catalog.version("nothing", 1)).isEmpty();
    }

    @Test
    void people_find_a_flow_by_name_alias_or_key() {
        catalog.importFiles(FlowFiles.shipped(), NOW);

        for (String words : List.of("发货流程", " 发货 ", "发货单", "Delivery")) {
            assertThat(catalog.find(words))
                    .as(words)
                    .get()
                    .extracting(flow -> flow.key())
                    .isEqualTo("delivery");
        }
        assertThat(catalog.find("开票")).isEmpty();
        assertThat(catalog.suggest("发货流成")).contains("发货流程");
        assertThat(catalog.suggest("请假")).isEmpty();
    }

    @Test
    void a_folder_on_disk_wins_over_the_shipped_flows(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), "name: 我的");
        Files.writeString(folder.resolve("flow.schema.json"), "{}");
        Files.write(folder.resolve("bytes.yml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThat(FlowFiles.find(folder)).extracting(FlowFile::name).containsExactly("bytes.yml", "mine.yaml");
        assertThat(catalog.lint(FlowFiles.find(folder)))
                .allSatisfy(read -> assertThat(read.problems()).isNotEmpty());
        assertThat(FlowFiles.find(folder.resolve("missing"))).isEqualTo(FlowFiles.shipped());
    }

    private DefinitionCatalog catalog() {
        return new DefinitionCatalog(store, new FlowReader(new FeelConditions()));
    }

    /** The shipped files, the delivery with one change. */
    private static List<FlowFile> edited(String from, String to) {
        return FlowFiles.shipped().stream()
                .map(file -> file.name().equals("delivery.yaml")
                        ? new FlowFile(file.name(), file.text().replace(from, to))
                        : file)
                .toList();
    }
}
