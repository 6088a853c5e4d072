package io.soprelay.flow.definition;

/** Who is meant, before anybody is known by name. */
public sealed interface PeopleVariable {

    /** 归属人: answers for the whole record. */
    record Owner() implements PeopleVariable {}

    /** 参与人: what the flow's {@code participant} says. */
    record Participant() implements PeopleVariable {}

    /** The holders of a role, in holder order. */
    record Role(String name) implements PeopleVariable {}

    /** The person in a field of the record; {@code otherwise} when the field is blank. */
    record PersonField(String field, PeopleVariable otherwise) implements PeopleVariable {}

    /** The manager of whom {@code of} means. */
    record Manager(PeopleVariable of) implements PeopleVariable {}

    /** The installation's admins. */
    record Admins() implements PeopleVariable {}
}
