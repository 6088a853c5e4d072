package io.soprelay.catalog;

/** What the decoders of one file share. */
record Reading(Problems problems, Names names, Places places) {}
