package io.soprelay.flow.definition;

/** A field asked in a form, and whether it must be filled there. */
public record FormField(String field, boolean required) {}
