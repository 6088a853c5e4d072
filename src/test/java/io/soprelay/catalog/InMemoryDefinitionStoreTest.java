package io.soprelay.catalog;

import io.soprelay.testkit.InMemoryDefinitionStore;

class InMemoryDefinitionStoreTest extends DefinitionStoreContract {

    @Override
    protected DefinitionStore emptyStore() {
        return new InMemoryDefinitionStore();
    }
}
