package io.soprelay.catalog;

/**
 * The source text of one flow.
 *
 * @param name what problems call it, without folders: {@code delivery.yaml}
 */
public record FlowFile(String name, String text) {}
