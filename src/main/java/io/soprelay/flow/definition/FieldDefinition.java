package io.soprelay.flow.definition;

/**
 * One field of the record.
 *
 * @param id letters, digits, Han and {@code _}; names the field in rules and storage
 * @param label what people read; any text
 * @param example shown as a placeholder (例如 SF1234567890); empty for none
 */
public record FieldDefinition(String id, String label, FieldKind kind, String example) {}
