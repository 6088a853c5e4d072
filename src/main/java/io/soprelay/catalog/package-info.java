/**
 * Flow files: reads them, finds everything that is wrong with them, and keeps the published versions. Imports
 * {@code codec}, {@code flow.definition} and {@code flow.model}; entered by {@code engine}, {@code chat} and the root.
 * Start reading at {@link io.soprelay.catalog.FlowReader}, then {@link io.soprelay.catalog.DefinitionCatalog}.
 */
@NullMarked
package io.soprelay.catalog;

import org.jspecify.annotations.NullMarked;
