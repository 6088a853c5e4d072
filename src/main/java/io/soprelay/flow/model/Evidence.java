package io.soprelay.flow.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture or file that proves something; its bytes are in the media store.
 *
 * @param sha256 names the bytes: 64 lower-case hex digits
 * @param picture whether it can be shown as a picture
 * @param name the file name as sent; a label only
 * @param by who sent it
 * @param at when it was attached
 */
public record Evidence(
        String sha256, boolean picture, @Nullable String name, MemberId by, Instant at) {}
