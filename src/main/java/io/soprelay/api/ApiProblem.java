package io.soprelay.api;

/** Why a call was not answered: one sentence for whoever wrote the calling program. */
public record ApiProblem(String problem) {}
