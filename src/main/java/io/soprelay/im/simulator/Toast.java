package io.soprelay.im.simulator;

/** @param type info, success, error or warning */
public record Toast(String type, String content) {}
