/**
 * The read API for other programs, {@code GET /api/v1/**}: flows and records as JSON. Every text is data: words from
 * {@code chat.view} or the flow's author, people by name only, never an account, a phone or a member id. Imports {@code
 * chat.view} (words), {@code engine}, {@code catalog}, {@code flow.*}, {@code settings}, {@code ledger} (that it is
 * away); entered by the root alone. Start reading at {@link io.soprelay.api.ApiDoor}.
 */
@NullMarked
package io.soprelay.api;

import org.jspecify.annotations.NullMarked;
