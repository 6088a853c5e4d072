/**
 * Bytes people send as evidence, kept under their SHA-256. Imports nothing of ours; {@code chat} stores, adapters read.
 * Start reading at {@link io.soprelay.media.MediaStore}.
 */
@NullMarked
package io.soprelay.media;

import org.jspecify.annotations.NullMarked;
